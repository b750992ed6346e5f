# ruff: noqa: E501 (a pattern is read whole)
"""Which sentences tell what was found, in abstracts without headings.

The role model reads whole abstracts best; in short or narrative ones it takes results
for background. Verbs of finding, figures and the place of the last sentence correct it.
Abstracts with headings keep their roles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from evidence.appraise.link_facts import Line
from evidence.appraise.stance_numbers import interval_significance, p_significance

_FOUND: Final = re.compile(
    r"\b(?:fell|rose|dropped|declined|improved|worsened|reduced|increased|decreased|raised|lowered|enhanced|"
    r"suppressed|inhibited|attenuated|abolished|blocked|reversed|shortened|accelerated|promoted|blunted|eased|"
    r"relieved|differed|activated|elicited|evoked|induced|survived|occurred|developed|showed|revealed|reported|"
    r"(?:did|was|were|had) not|had (?:more|fewer|larger|higher|lower|less|greater)|led to|"
    r"no (?:\w+ ){0,3}(?:differences?|effects?|changes?|events?|harms?|cases?)|commonest|most (?:frequent|common)|"
    r"(?:was|were) (?:\w+ )?(?:higher|lower|greater|better|larger|faster|superior|similar|found|seen|noted|"
    r"observed|documented|unchanged|effective|met|brought|warned)|(?:was|were) \d[\d.,]*|incidence (?:of|was))\b",
    re.IGNORECASE,
)
_DONE: Final = re.compile(
    r"\b(?:was|were) (?:\w+ ){0,2}?(?:randomi[sz]ed|assigned|allocated|allotted|divided|measured|recorded|assessed|"
    r"assayed|searched|enrolled|recruited|evaluated|examined|compared|studied|tested|used|given|performed|sought|"
    r"treated|followed|included|tracked|reviewed|asked|invited|stimulated|analy[sz]ed)\b"
    r"|\b(?:primary|main|secondary) (?:outcome|end ?point)s?\b|\bto (?:determine|assess|examine|evaluate|compare|test|"
    r"find out|study|investigate|explore)\b|\b(?:underwent|served as)\b|\b(?:will|shall|plan\w*)\b",
    re.IGNORECASE,
)
_EARLIER: Final = re.compile(
    r"\b(?:earlier|previous\w*|prior|(?:has|have|had) been|(?:has|have|had) (?:shown|found|reported|suggested)|"
    r"recent\w* (?:studies|work|trials?)|is|are|remains?)\b",
    re.IGNORECASE,
)
_CONCLUDES: Final = re.compile(
    r"\b(?:suggest\w*|conclu\w*|may|might|can|cannot|could|should|must|needs?|needed|warrant\w*|appears?|seems?|"
    r"implicat\w*|recommend\w*|justif\w*|therefore|thus|is|are|future|superior|effective)\b",
    re.IGNORECASE,
)
_ANY_FINDING: Final = re.compile(
    r"\b(?:show\w*|found|finds?|suggest\w*|evidence|indicat\w*|improv\w*|influenc\w*|responses?|responded|effects?|"
    r"effective\w*|reduc\w*|increas\w*|mediat\w*|contribut\w*|results?|promising|encouraging|relie\w*|facilitat\w*|"
    r"releas\w*)\b",
    re.IGNORECASE,
)
_FIGURE: Final = re.compile(r"\d|\b(?:than|compared|versus|vs)\b|\bfatal\b", re.IGNORECASE)
_TELLING: Final = ("results", "conclusion", None)
_EARLY: Final = ("background", "objective", "methods")


def _has_figures(text: str) -> bool:
    return bool(p_significance(text) or interval_significance(text))


def tells_result(text: str) -> bool:
    """Whether a sentence reads as something found in this study, not planned, done or known.

    >>> tells_result("Pain fell more with needles than with sham (P = 0.01).")
    True
    >>> tells_result("Patients were randomized to needles or sham.")
    False
    """
    if p_significance(text):
        return True
    is_found = bool(_FOUND.search(text))
    return is_found and (_has_figures(text) or not _DONE.search(text)) and not _EARLIER.search(text)


def with_results(lines: Sequence[Line], headed: frozenset[int]) -> tuple[Line, ...]:
    """The lines with roles corrected; `headed` are section numbers that carry a heading."""
    body = [line for line in lines if line.role != "title"]
    changed = _results_found([line for line in body if line.span.section_no not in headed])
    changed |= _conclusion_found(body, headed, changed)
    if body and not changed and not any(line.role in _TELLING for line in body):
        later = body[len(body) // 2 :]
        changed = {
            line: "results"
            for line in later
            if _ANY_FINDING.search(line.text) and not _DONE.search(line.text)
        }
    return tuple(replace(line, role=changed[line]) if line in changed else line for line in lines)


def _results_found(body: Sequence[Line]) -> dict[Line, str]:
    """Sentences that tell results although taken for something before them.

    What stands before a sentence of aim or method is background, however it is worded,
    unless it carries a p value; so is a first sentence without figures or a comparison.
    """
    found: dict[Line, str] = {}
    told_later = False
    for number, line in reversed(list(enumerate(body))):
        if line.role not in _EARLY:
            continue
        is_result = tells_result(line.text)
        is_safe = line.role == "methods" or not told_later
        is_later = number > 0 or bool(_FIGURE.search(line.text))
        if is_result and (p_significance(line.text) or (is_safe and is_later)):
            found[line] = "results"
        elif line.role in ("objective", "methods"):
            told_later = True
    return found


def _conclusion_found(
    body: Sequence[Line], headed: frozenset[int], changed: dict[Line, str]
) -> dict[Line, str]:
    """The last sentence, where it carries no figures and reads as a judgement."""
    if len(body) < 3 or body[-1].span.section_no in headed:
        return {}
    last = body[-1]
    if last.role == "conclusion" or re.search(r"\d", last.text) or not _CONCLUDES.search(last.text):
        return {}
    others = [changed.get(line, line.role) for line in body[:-1]]
    return {last: "conclusion"} if "results" in others or None in others else {}
