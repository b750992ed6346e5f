# ruff: noqa: E501 (a pattern or table row is read whole)
"""Which arm did better: sentence by sentence, and overall (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from evidence.extract.condition import technique_findings
from evidence.extract.effects import effects_in, excludes_null
from evidence.extract.reading_lines import NO_DIRECTION, Reading, RoleLine, text_finding
from evidence.models import Finding

_NULL: Final = re.compile(
    r"\bno (?:\w+ )?(?:statistically )?(?:significant )?(?:between-group )?(?:differences?|advantage|benefit|superiority|demonstrable effect|effect)\b"
    r"|(?:did|does|do|were|was|could|had) not (?:\w+ )?(?:differ\w*|significantly|be (?:called|told)|superior|better|support|improve|affect|benefit|change)|not (?:statistically )?significant|non-?significan\w*"
    r"|\bsimilar (?:to|between|in)|comparable (?:to|between|in)|\bneither\b|\bnone of\b|not (?:be )?superior|could not be told apart|made no difference|not effective|no more effective|did not$|n(?:o|ot) better"
    r"|unlikely to|excludes the prespecified|without affecting|no significant|equally|unaltered|likewise similar", re.IGNORECASE)  # fmt: skip
_BETTER: Final = re.compile(
    r"\b(?:better|superior|more effective|greater|stronger|outperform\w*|favou?red?|favou?ring|in favou?r of|exceed\w*|more (?:than|so)|more with|faster|higher|lower|less|fewer|larger|smaller|rose under|reversed|weaken\w*|attenuat\w*|alleviat\w*|suppress\w*"
    r"|reduc\w*|decreas\w*|improv\w*|reliev\w*|eas(?:ed|es|ier)|increas\w*|inhibit\w*|promot\w*|effective|benefit\w*)\b", re.IGNORECASE)  # fmt: skip
_COMPARED: Final = re.compile(
    r"\b(?:than|versus|vs\.?|compared (?:with|to)|against|relative to|over sham|between (?:the )?(?:groups|arms)|in favou?r|favou?r(?:ed|s|ing)? (?:acup|electro|the|real|verum|moxi)|sham|controls?|placebo|wait-?list|usual care|but not|mean difference|difference|more with|more so)\b", re.IGNORECASE)  # fmt: skip
_WORSE: Final = re.compile(
    r"\b(?:less effective|inferior to|worse than|not noninferior|(?:sham|placebo|control\w*|drugs?|medication|exercise|PRF|surgery|radiofrequency)\b[^.;,]{0,40}\b(?:superior|better|more effective|outperform\w*))", re.IGNORECASE)  # fmt: skip
_WITHIN: Final = re.compile(
    r"\bfrom baseline|\bin both (?:groups|arms)|\bboth (?:groups|arms)\b|\bin all (?:groups|three)\b|compared (?:with|to) (?:baseline|before)|\bwithin[- ](?:the )?(?:\w+ )?group|before (?:and|to) after|went from|after (?:the )?(?:\w+ )?treatments?\b", re.IGNORECASE)  # fmt: skip
#: Aims and questions are no results.
_PLANNED: Final = re.compile(r"\bto (?:determine|test|examine|assess|evaluate|see|compare|investigate)\b|\bwhether\b|hypothes|\bwill be\b|\baims? to\b", re.IGNORECASE)
_P: Final = re.compile(r"\b[pP]\s?(?:[<≤⩽]|=)\s?(0?\.\d+)")
_HARM: Final = re.compile(r"adverse|side effect|serious event|safety|bleed|baseline characteristics|heterogeneity", re.IGNORECASE)
_SPLIT: Final = re.compile(r"(?<!\d)[;:](?!\d)|,?\s\b(?:but|whereas|while|although|however|yet|though)\b\s", re.IGNORECASE)
_DECISIVE: Final = ("conclusion", "title")


@dataclass(frozen=True, slots=True)
class ClauseDirection:
    """What one clause says: better_with_intervention, worse, no_significant_difference,
    within_group_only; offsets in its sentence."""

    value: str
    start: int
    end: int


def clause_directions(text: str) -> tuple[ClauseDirection, ...]:
    """The directions of a sentence, clause by clause.

    >>> [d.value for d in clause_directions("Pain fell more than with sham, but function did not differ.")]
    ['better_with_intervention', 'no_significant_difference']
    """
    made, start = [], 0
    for stop, following in [*((m.start(), m.end()) for m in _SPLIT.finditer(text)), (len(text), 0)]:
        part = text[start:stop]
        value = _clause(part)
        if value and part.strip():
            lead = len(part) - len(part.lstrip())
            made.append(ClauseDirection(value, start + lead, start + len(part.rstrip())))
        start = following
    return tuple(made)


def _clause(part: str) -> str | None:
    if _HARM.search(part) or _PLANNED.search(part):
        return None
    if _WORSE.search(part):
        return "worse"
    if _NULL.search(part):
        return "no_significant_difference"
    if not _BETTER.search(part):
        return None
    if _WITHIN.search(part) and not re.search(r"\bthan\b|\bversus\b|\bvs\b|compared (?:with|to) (?!baseline|before)", part):
        return "within_group_only"
    return "better_with_intervention" if _COMPARED.search(part) else "improved"


def direction_findings(
    context: Reading, techniques: frozenset[str] | None = None
) -> tuple[Finding, ...]:
    """Per clause of results and conclusions, then overall.

    `techniques` are those studied; None has them read here.
    """
    if techniques is None:
        techniques = frozenset(f.value for f in technique_findings(context) if f.value)
    made, votes = [], []
    for line in context.lines:
        if line.role not in ("results", "conclusion", "title", None):
            continue
        if line.role == "results":
            effects = [(excludes_null(e), e) for e in effects_in(line.text)]
            if not any(told for told, _ in effects) and not _HARM.search(line.text):
                votes += [
                    (line, ClauseDirection("no_significant_difference", e.start, e.end))
                    for told, e in effects if told is False
                ]  # fmt: skip
        for found in clause_directions(line.text):
            votes.append((line, found))
            if line.role == "results" and found.value != "improved":
                span = line.sentence.span_of(found.start, found.end)
                made.append(text_finding("direction", found.value, span, "direction.clause"))
    return (*made, *_overall(context, votes, techniques))


def _overall(
    context: Reading, votes: Sequence[tuple[RoleLine, ClauseDirection]], techniques: frozenset[str]
) -> tuple[Finding, ...]:
    if context.design in NO_DIRECTION | {"cohort", "case_control"} or _is_about_harm(context):
        return (Finding("direction_overall", "not_applicable", None, "direction.design", "1", source="design"),)
    if not techniques - {"non_acupuncture"}:
        return (Finding("direction_overall", "not_applicable", None, "direction.no-acupuncture", "1", source="design"),)
    weight = {"better_with_intervention": 0.0, "no_significant_difference": 0.0, "worse": 0.0}
    for line, found in votes:
        size = {"results": 1.0, "conclusion": 1.3, "title": 1.0}.get(line.role or "", 0.8)
        if found.value == "improved":
            if not any(f.value == "better_with_intervention" for _, f in votes) and any(
                f.value == "no_significant_difference" for _, f in votes
            ):
                continue
            size *= 0.6
        value = "better_with_intervention" if found.value == "improved" else found.value
        if value in weight:
            weight[value] += size
    overall = _decided(weight)
    if overall is None or all(line.role == "title" for line, _ in votes):
        return ()
    wanted = {"favours_acupuncture": ("better_with_intervention", "improved"), "favours_control": ("worse",),
              "no_difference": ("no_significant_difference",)}.get(overall)  # fmt: skip
    line, found = next(((ln, f) for ln, f in votes if wanted is None or f.value in wanted), votes[0])
    span = line.sentence.span_of(found.start, found.end)
    return (text_finding("direction_overall", overall, span, "direction.votes"),)


def _is_about_harm(context: Reading) -> bool:
    title = context.report.title
    return title is not None and bool(_HARM_TITLE.search(title.text)) and not _EFFECT_TITLE.search(title.text)


_HARM_TITLE: Final = re.compile(r"\bsafety (?:of|in|profile)\b|adverse (?:events?|effects?|reactions?)|\bbleeding (?:risk|events?)\b|side effects", re.IGNORECASE)
_EFFECT_TITLE: Final = re.compile(r"\beffica\w+|effective\w*", re.IGNORECASE)


def _decided(weight: dict[str, float]) -> str | None:
    better, null, worse = (weight[k] for k in ("better_with_intervention", "no_significant_difference", "worse"))
    total = better + null + worse
    if total < 0.4:
        return None
    if worse > better and worse >= null:
        return "favours_control"
    if better and null / total < 0.34:
        return "favours_acupuncture"
    if better / total < 0.22:
        return "no_difference"
    return "mixed"
