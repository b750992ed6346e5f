# ruff: noqa: E501 (a pattern is read whole)
"""What speaks for the treatment without a comparison: controls that did not change, an effect gone where its path was blocked (pure)."""

from __future__ import annotations

import re
from typing import Final

from evidence.extract.gated import gated


def controls_unchanged(text: str) -> bool:
    """Whether a sentence tells of the controls alone that they did not change: a contrast with the treated.

    >>> controls_unchanged("In the control session flow did not alter.")
    True
    >>> controls_unchanged("Sham did not differ from acupuncture.")
    False
    """
    return any(is_still(part) for part in re.split(r"[;,]\s|\s(?=but\b)", text))


def is_still(part: str) -> bool:
    """Whether a clause says no more than that the controls did not change."""
    if not any(told in part for told in ("no", "ne", "No", "un", "stayed", "remained", "hardly", "barely", "scarcely")):
        return False
    left = _SHAM_NAME.pattern.sub("sham", part) if _SHAM_NAME.may_stand_in(part.lower()) else part
    return bool(_STILL.search(left)) and not _SETS_APART.search(left)


_SHAM_NAME: Final = gated(r"\b(?:sham|placebo|minimal|mock) (?:electro-?)?(?:acupuncture|needling|EA|needles?|stimulation|treatment)\b")
_STILL: Final = re.compile(
    r"^\W*(?:and |while |whereas |but )?(?:(?:in|with|under|at|after|during|on) )?(?:the |a )?(?:sham|placebo|controls?|untreated|resting|rest|no treatment)(?: (?:groups?|arms?|sessions?|conditions?|periods?|rats|mice|animals|side|limbs?|subjects))?,? "
    r"(?:(?:[\w-]+ ){0,4}(?:did not (?:\w+ )?(?:change|alter|move|improve|rise|fall|do so|respond)|(?:stayed|remained) (?:unchanged|unaltered|as it was|the same)|(?:hardly|barely|scarcely) (?:moved|changed|altered|improved)|was unchanged|were unchanged)|(?:had|showed|produced|gave) (?:no|hardly any)(?: \w+)? (?:effect|change|improvement|response)|(?:neither|nothing|none)(?: of \w+)? (?:changed|moved|rose|happened|improved))"
    r"|^\W*(?:but |and |yet )?(?:it |they |these )?(?:did not|hardly|barely) (?:change|alter|move|changed|altered|moved) (?:in|with|under|among) (?:the )?(?:sham|placebo|controls?)\b"
    r"|^\W*(?:and )?without (?:a |any )?(?:needl\w+|stimulation|treatment),? (?:nothing|neither|none|no) ", re.IGNORECASE)  # fmt: skip
_SETS_APART: Final = re.compile(r"\bdiffer|\bthan\b|\bbetween\b|superior|similar|acupunct|\bEA\b|verum|\breal\b|\btrue\b|both", re.IGNORECASE)


#: An effect that is gone where its path was blocked: there was one.
_BLOCKED: Final = gated(
    r"(?:,\s?)?\b(?:and|but) (?:(?:did|was|were|had|lost) )?(?:neither|not|no|none)\b[^.;,]{0,25}\b(?:when|after|if|once|in)\b[^.;]*\b(?:ablat\w+|block\w*|knock\w*|antagoni\w+|deplet\w+|transect\w*|denervat\w+|inhibited|silenc\w+|naloxone)\b[^.;]*")
_PATH: Final = gated(r"\b(?:ablat\w+|block(?:ed|ing|ade)|knock(?:ed|ing)?-?\s?(?:out|down)|antagonis\w+|deplet\w+|transect\w+|denervat\w+|silenc\w+|naloxone|(?:gene|receptor)[- ]deficien\w+)\b")
_LOST: Final = gated(r"\bno longer\b|\b(?:was|were) (?:\w+ )?(?:abolished|lost|prevented|reversed|blocked|gone|eliminated)\b|\b(?:abolished|blocked|reversed|prevented|eliminated|cancelled) (?:the|this|its|these) (?:[\w-]+ )?(?:effects?|analgesi\w+|relief|benefits?|protection|inhibition|improvements?)\b")


def is_blocked(part: str, lower: str) -> bool:
    """Whether a clause tells of an effect that was gone where its path was blocked.

    >>> is_blocked("naloxone abolished the analgesia", "naloxone abolished the analgesia")
    True
    """
    return _PATH.search(part, lower) is not None and _LOST.search(part, lower) is not None


def without_blocked(part: str, lower: str) -> str:
    """A clause without the words for what did not happen where the path was blocked."""
    found = _BLOCKED.search(part, lower)
    return part if found is None else part[: found.start()] + part[found.end() :]
