"""A judgement that reviewers withhold, in whatever words (pure).

Wordings of "the evidence is too weak to say" have no end, but they share a shape: a word that
denies, and near it, with nothing set off between them, a word for judging.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evidence.appraise.link_facts import Line
from evidence.appraise.stance_cues import clauses

_DENIES: Final = (
    r"(?:no|not|nothing|neither|nor|cannot|can't|hardly|never|scarcely|barely|unable|impossible|premature|"
    r"insufficient(?:ly)?|inadequate(?:ly)?|lack(?:s|ed|ing)?|preclud\w+|prevent(?:s|ed)?|hamper\w*|too)"
)
_JUDGES: Final = (
    r"(?:conclu(?:de[ds]?|ding|sions?|sive(?:ly)?)|verdicts?|establish\w*|determin(?:e[ds]?|ing)|prov(?:en|ed?|ing)|"
    r"proofs?|judg(?:e[ds]?|e?ments?)|interpret\w*|definit\w+|certain(?:ty)?|firm(?:ly)?|decided?|settled?|"
    r"answered|infer(?:ences?|red)|ascertain\w*)"
)
_NEAR: Final = r"(?:\s+[\w-]+){0,6}?\s+"
WITHHELD: Final = re.compile(
    rf"\b{_DENIES}{_NEAR}{_JUDGES}\b"
    rf"|\b{_JUDGES}{_NEAR}(?:cannot|can't|"
    r"(?:is|are|was|were|be|been|could|can|do|does|did|seems?|would) (?:\w+ )?not|"
    r"not (?:yet )?(?:warranted|possible|justified|permitted|allowed|drawn|made|reached|appropriate)|impossible|"
    r"premature|unwarranted|lacking|wanting|out of reach)\b"
    r"|\bneither (?:\w+ )?(?:effective|useful|helpful|beneficial|confirmed|proved|proven|shown|safe) nor\b",
    re.IGNORECASE,
)

_OF_HARM: Final = re.compile(r"\b(?:safe(?:ty)?|harm\w*|adverse|risks?|side effects?)\b", re.IGNORECASE)
_OF_EFFECT: Final = re.compile(r"\b(?:effect\w*|effic\w*|benefit\w*|usefulness|worth|value|role)\b", re.IGNORECASE)


def withholds(text: str) -> bool:
    """Whether a reviewers' sentence says that no judgement can be made.

    Only for sentences in which reviewers conclude: elsewhere the same shape may be about
    an event or a method.

    >>> withholds("No clinically relevant conclusion on effect or safety can be drawn.")
    True
    >>> withholds("It can be called neither effective nor ineffective for now.")
    True
    >>> withholds("Acupuncture eased pain, but larger trials are wanted.")
    False
    """
    return WITHHELD.search(text) is not None


def withheld(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The sentences in which reviewers withhold their judgement of effect, and not of harm alone."""
    return tuple(
        line for line in lines
        if any(withholds(c) and not (_OF_HARM.search(c) and not _OF_EFFECT.search(c)) for c in clauses(line.text))
    )  # fmt: skip
