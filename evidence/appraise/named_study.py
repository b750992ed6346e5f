"""Which held report an article means when it names a study by its journal alone.

Ranked by journal (with abbreviations and renamings), condition, technique, finding,
design and year; what fits and what does not is told side by side. Where no report
fits journal and condition, the honest answer is ``no_match``: citation needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from evidence.appraise.rules import Rules
from evidence.appraise.studies import is_notice, report_order
from evidence.appraise.verdict_study import RANDOMIZED, REVIEWS, FindingsByReport
from evidence.extract.concepts import ConceptMatcher
from evidence.models import Claim, EvidenceItem, ItemStatus, ReportText, Stance

_WORD: Final = re.compile(r"[^\W_]+")
_SMALL: Final = frozenset({"the", "of", "and", "in", "for", "a", "on"})
_PLACE: Final = re.compile(r"\s*\([^)]*\)\s*$|\s*[:=].*$")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
#: Titles that a journal had earlier, in words as `journal_key` gives them.
_RENAMED: Final[Mapping[str, str]] = {
    "journal integrative complementary medicine": "journal alternative complementary medicine",
    "integr complement med": "journal alternative complementary medicine",
    "forschende komplementarmedizin": "complementary medicine research",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report that may be the study meant. `rank` counts from 1; `score` only orders.

    `is_match` is True where journal and condition both fit. `fits` and `misfits`
    are phrases for a reader; `findings` maps each outcome concept to found, partly,
    not_found (looked at, without a difference), against, absent or unread.
    """

    claim_id: str
    report_id: str
    rank: int
    score: float
    is_match: bool
    fits: tuple[str, ...]
    misfits: tuple[str, ...]
    findings: Mapping[str, str]


@lru_cache(maxsize=20_000)
def journal_key(name: str) -> tuple[str, ...]:
    """A journal's name as words to compare: place, subtitle, articles and renamings aside.

    >>> journal_key("Pain medicine (Malden, Mass.)") == journal_key("Pain Medicine")
    True
    >>> journal_key("Journal of integrative and complementary medicine")
    ('journal', 'alternative', 'complementary', 'medicine')
    """
    words = [w for w in _WORD.findall(_PLACE.sub("", name).casefold()) if w not in _SMALL]
    return tuple(_RENAMED.get(" ".join(words), " ".join(words)).split())


def is_same_journal(one: str, other: str) -> bool:
    """Whether two names are one journal: equal, or one abbreviates the other word by word.

    >>> is_same_journal("J Altern Complement Med", "Journal of Alternative and Complementary Medicine")
    True
    >>> is_same_journal("Anesthesiology and Pain Medicine", "Pain Medicine")
    False
    """
    a, b = journal_key(one), journal_key(other)
    return bool(a) and len(a) == len(b) and all(x.startswith(y) or y.startswith(x) for x, y in zip(a, b))


def named_study_candidates(
    claim: Claim,
    items: Iterable[EvidenceItem],
    claims: Mapping[str, Claim],
    reports: Mapping[str, ReportText],
    findings: FindingsByReport,
    matcher: ConceptMatcher,
    rules: Rules,
) -> tuple[Candidate, ...]:
    """Candidates for a named_study claim, best first, at most as many as rules.toml says.

    `items` are the topic's, by which a report's findings per outcome are known.
    Notices and retracted reports are never candidates.
    """
    by_report: dict[str, list[EvidenceItem]] = {}
    for item in items:
        by_report.setdefault(item.report_id, []).append(item)
    made = [
        _candidate(claim, report, by_report.get(report.report_id, []), claims, findings, matcher)
        for report in reports.values()
        if report.journal
        and any(is_same_journal(report.journal, name) for name in claim.scope.journals)
        and not is_notice(report)
        and not _is_retracted(report, by_report.get(report.report_id, []))
    ]
    kept = [c for c in made if c is not None]
    kept.sort(key=lambda c: (-c.score, report_order(c.report_id)))
    return tuple(
        Candidate(c.claim_id, c.report_id, rank, c.score, c.is_match, c.fits, c.misfits, c.findings)
        for rank, c in enumerate(kept[: rules.named_study_candidates_max], 1)
    )


def _is_retracted(report: ReportText, items: Sequence[EvidenceItem]) -> bool:
    if any(item.status in (ItemStatus.RETRACTED, ItemStatus.WITHDRAWN) for item in items):
        return True
    title = report.title.text.casefold() if report.title else ""
    return title.startswith(("retracted", "withdrawn")) or any(
        n.kind == "retraction" and n.direction == "on" for n in report.notices
    )


def _candidate(
    claim: Claim, report: ReportText, items: Sequence[EvidenceItem], claims: Mapping[str, Claim],
    findings: FindingsByReport, matcher: ConceptMatcher,
) -> Candidate | None:  # fmt: skip
    named = _concepts(report, matcher)
    read = findings.get(report.report_id, ())
    conditions = {f.value for f in read if f.kind == "condition" and f.value}
    title = _concepts(report, matcher, is_title=True)
    is_condition = bool(set(claim.scope.conditions) & (conditions | title))
    is_technique = not claim.scope.interventions or bool(set(claim.scope.interventions) & named)
    if not is_technique:
        return None
    outcomes = {o: _finding(o, items, claims, named) for o in _leading(claim.scope.outcomes, matcher)}
    found = sum(state == "found" for state in outcomes.values())
    design = next((f.value for f in read if f.kind == "design"), None)
    score = 1.0 + 1.0 * is_condition + 0.5 * found + 0.25 * (design in RANDOMIZED)
    years = _YEAR.findall(claim.quote)
    fits: list[str] = [f"journal: {report.journal}"]
    misfits: list[str] = []
    (fits if is_condition else misfits).append("condition" if is_condition else "condition: another one")
    if years and report.year is not None:
        is_year = str(report.year) in years
        score += 0.5 if is_year else -0.5
        (fits if is_year else misfits).append(f"year: {report.year}")
    for outcome, state in outcomes.items():
        label = matcher.concepts[outcome].label if outcome in matcher.concepts else outcome
        (fits if state == "found" else misfits).append(f"{label}: {_STATES[state]}")
    if design in REVIEWS and re.search(r"\bstudy\b", claim.quote, re.I):
        misfits.append("design: a review, not one study")
        score -= 0.25
    misfits += _not_lasting(items, claims)
    return Candidate(claim.claim_id, report.report_id, 0, score, is_condition, tuple(fits),
                     tuple(misfits), outcomes)  # fmt: skip


_STATES: Final[Mapping[str, str]] = {
    "found": "yes", "absent": "not in the abstract", "against": "the report found the opposite",
    "not_found": "the report found no clear difference", "partly": "in part",
    "unread": "named in the abstract; which way it went is for a person to read",
}  # fmt: skip


def _leading(outcomes: Sequence[str], matcher: ConceptMatcher) -> tuple[str, ...]:
    """Outcomes without those that are only narrower spellings of another one listed."""
    held = set(outcomes)
    return tuple(o for o in outcomes if not (matcher.ancestors(o) - {o}) & held)


def _concepts(report: ReportText, matcher: ConceptMatcher, is_title: bool = False) -> set[str]:
    sections = report.sections[:1] if is_title else report.sections
    found: set[str] = set()
    for section in sections:
        for mention in matcher.mentions(section.text):
            found |= matcher.ancestors(mention.concept_id)
    return found


def _finding(
    outcome: str, items: Sequence[EvidenceItem], claims: Mapping[str, Claim], named: set[str]
) -> str:
    """What a report says of one outcome, by the items of claims on that outcome alone."""
    if outcome not in named:
        return "absent"
    exact = [i for i in items if i.claim_id in claims and claims[i.claim_id].scope.outcomes == (outcome,)]
    wider = [i for i in items if i.claim_id in claims and outcome in claims[i.claim_id].scope.outcomes]
    stances = {i.stance for i in (exact or wider) if i.stance is not None}
    if Stance.MIXED in stances or {Stance.SUPPORTS, Stance.CONTRADICTS} <= stances:
        return "partly"
    if Stance.SUPPORTS in stances:
        return "found"
    if Stance.CONTRADICTS in stances:
        return "against"
    return "not_found" if stances else "unread"


def _not_lasting(items: Sequence[EvidenceItem], claims: Mapping[str, Claim]) -> list[str]:
    lost = [
        i for i in items
        if i.claim_id in claims and claims[i.claim_id].scope.follow_up_weeks_min is not None
        and i.stance is Stance.CONTRADICTS
    ]  # fmt: skip
    return ["lasting: the benefit was not maintained at follow-up"] if lost else []


def named_study_ruling(candidates: Sequence[Candidate]) -> tuple[str, str]:
    """(verdict, why): matches, matches_in_part, misreported or no_match."""
    best = next((c for c in candidates if c.is_match), None)
    if best is None:
        near = f" {len(candidates)} reports of that journal on other conditions are listed." if candidates else ""
        return "no_match", f"No report held fits journal and condition: citation needed.{near}"
    states = set(best.findings.values())
    told = "; ".join((*best.fits, *best.misfits))
    if not states or states == {"found"}:
        return "matches", f"The best candidate is {best.report_id} ({told})."
    if states & {"found", "partly", "unread"}:
        return "matches_in_part", f"The best candidate is {best.report_id} ({told})."
    if states == {"absent"}:
        why = f"The best candidate, {best.report_id}, does not report this in its abstract ({told})"
        return "no_match", f"{why}: citation needed."
    return "misreported", f"The best candidate, {best.report_id}, does not say so ({told})."
