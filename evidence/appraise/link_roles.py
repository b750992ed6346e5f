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
    r"no (?:\w+ ){0,3}(?:differences?|effects?|changes?|events?|harms?|cases?|influence|bleeding)|commonest|most (?:frequent|common)|"
    r"(?:\w+er|more|less) (?:\w+ ){0,10}than (?!\d|half|one|two)|(?:was|were) (?:\w+ )?(?:higher|lower|greater|better|larger|faster|superior|similar|found|seen|noted|"
    r"observed|documented|unchanged|effective|met|brought|warned)|(?:was|were) \d[\d.,]*|incidence (?:of|was))\b",
    re.IGNORECASE,
)
_DONE: Final = re.compile(
    r"\b(?:was|were) (?:(?:\w+ly|then|also|all|each|both|first|at random|not|to be) ){0,2}?(?:randomi[sz]ed|assigned|allocated|allotted|divided|measured|recorded|assessed|"
    r"assayed|searched|enrolled|recruited|evaluated|examined|compared|studied|tested|used|given|performed|sought|"
    r"treated|followed(?! by)|included|tracked|reviewed|asked|invited|stimulated|analy[sz]ed|"
    r"overviewed|retained|pooled|gathered|retrieved|selected)\b"
    r"|\b(?:primary|main|secondary) (?:outcome|end ?point)s?\b|\bto (?:determine|assess|examine|evaluate|compare|test|"
    r"find out|study|investigate|explore)\b|\b(?:underwent|received|served as)\b|\b(?:had|were given|took|attended) (?:\w+ ){0,3}(?:weeks?|sessions?|courses?|treatments?)\b|\b(?:will|shall|plan\w*)\b",
    re.IGNORECASE,
)
_SURELY_FOUND: Final = re.compile(
    r"\bno (?:\w+ ){0,3}(?:differences?|changes?) (?:\w+ ){0,4}(?:was|were|could)\b|\bdid not (?:\w+ )?(?:differ|change|improve)\b",
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
_FIGURE: Final = re.compile(r"\d|\b(?:than|compared|versus|vs)\b|\bfatal\b", re.IGNORECASE)
_SHORT: Final = 3
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
    if p_significance(text) or _SURELY_FOUND.search(text):
        return True
    is_found = bool(_FOUND.search(text))
    return is_found and (_has_figures(text) or not _DONE.search(text)) and not _EARLIER.search(text)


def with_results(
    lines: Sequence[Line], headed: frozenset[int], told_throughout: bool = False
) -> tuple[Line, ...]:
    """The lines with roles corrected; `headed` are section numbers that carry a heading.

    With `told_throughout` (a case, a narrative review) every sentence of an abstract without
    headings counts as told by the report, whatever it was taken for.
    """
    body = [line for line in lines if line.role != "title" and line.span.section_no not in headed]
    early: dict[Line, str | None] = {x: None for x in body if x.role in _EARLY}
    roles = early if told_throughout else _corrected(body)
    if body and len(body) == sum(line.role != "title" for line in lines):
        roles |= {x: "results" for x in body if x.role == "conclusion" and _is_figure_told(x, body)}
        roles |= _conclusion_found(body, roles)
        if not any(roles.get(line, line.role) in _TELLING for line in body):
            roles |= {x: None for x in body[len(body) // 2 :] if not _DONE.search(x.text)}
    return tuple(replace(line, role=roles.get(line, line.role)) for line in lines)


def _corrected(body: Sequence[Line]) -> dict[Line, str | None]:
    """New roles of sentences that were taken for something before the results.

    What was done is method. What was found is a result, unless it stands before an aim or
    method: then it is background, except with a p value. What is neither, after the first
    sentence of method or result, is told by this study (role None: not sure which).
    """
    is_short = len(body) <= _SHORT
    kinds = [_kind(line, is_short or number > 0) for number, line in enumerate(body)]
    made: dict[Line, str | None] = {}
    for number, (line, kind) in enumerate(zip(body, kinds, strict=True)):
        if line.role == "results" and kind == "method" and not _has_begun(kinds[:number], "found"):
            made[line] = "methods"
        if line.role not in _EARLY:
            continue
        is_before_method = "method" in kinds[number + 1 :] and line.role != "methods"
        if kind == "found" and (p_significance(line.text) or not is_before_method):
            made[line] = "results"
        elif kind == "method" and line.role == "background":
            made[line] = "methods"
        elif kind == "other" and not is_before_method and _has_begun(kinds[:number]):
            made[line] = None
    return made


def _is_figure_told(line: Line, body: Sequence[Line]) -> bool:
    """Whether a sentence taken for the conclusion is a result: found, and judging nothing."""
    if line is body[-1] and not re.search(r"\d", line.text):
        return False
    return tells_result(line.text) and not _CONCLUDES.search(line.text)


def _has_begun(kinds: Sequence[str], *wanted: str) -> bool:
    return any(kind in kinds for kind in wanted or ("method", "found"))


def _kind(line: Line, may_tell: bool) -> str:
    """found, method or other; a first sentence needs figures or a comparison to be a finding."""
    if tells_result(line.text):
        return "found" if may_tell or _FIGURE.search(line.text) else "other"
    return "method" if _DONE.search(line.text) else "other"


def _conclusion_found(
    body: Sequence[Line], roles: dict[Line, str | None]
) -> dict[Line, str | None]:
    """The last sentence, where it carries no figures and reads as a judgement."""
    if len(body) < 3:
        return {}
    last = body[-1]
    if last.role == "conclusion" or re.search(r"\d", last.text) or not _CONCLUDES.search(last.text):
        return {}
    others = [roles.get(line, line.role) for line in body[:-1]]
    return {last: "conclusion"} if any(role in _TELLING for role in others) else {}
