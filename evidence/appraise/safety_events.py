"""Serious events over the people followed, as a report prints both (pure).

Sources: rule of three (Hanley and Lippman-Hand 1983, JAMA 249:1743); Cochrane Handbook 19:
a rate needs its denominator, and "none was seen" counts only where harm was looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from evidence.appraise.rules import Rules
from evidence.appraise.verdict_case import ClaimCase
from evidence.appraise.verdict_study import StudyView
from evidence.models import EvidenceItem, Match, ReportText, Span

SERIOUS: Final = "serious_harm"
_WORDS: Final = {word: n for n, word in enumerate(
    ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))}  # fmt: skip
_BEFORE: Final = re.compile(r"(?:^|[\s(])(?P<n>\d[\d,]*|" + "|".join(_WORDS) + r")\s+(?:\w+\s)?$", re.IGNORECASE)
_LOOK_BACK: Final = 30
#: Designs in which the people counted are those treated and followed. A case-control study starts
#: from the event, and those who answer a survey may be the practitioners.
FOLLOWED: Final = frozenset({"cohort", "rct", "cluster_rct", "crossover_rct", "single_arm",
                             "non_randomized_trial"})  # fmt: skip
_GRAVE: Final = ("serious", "severe", "life-threatening")


@dataclass(frozen=True, slots=True)
class EventCount:
    """`n_events` of what `term` names, in a study that followed `n_people`.

    `span` covers number and harm in the report; None where they stand in two places.
    """

    report_id: str
    term: str
    n_events: int
    n_people: int
    span: Span | None = None

    @property
    def upper_limit(self) -> float:
        """The share of people that the harm strikes at most (95%, one-sided)."""
        return upper_limit(self.n_events, self.n_people)


def upper_limit(n_events: int, n_people: int, level: float = 0.95) -> float:
    """Upper confidence limit of a share, exact (one-sided Clopper-Pearson).

    With no event it is close to 3 / n, the rule of three.

    >>> round(upper_limit(0, 10_000) * 10_000, 2)
    3.0
    >>> round(upper_limit(2, 229_230) * 100_000, 2)
    2.75
    """
    if not 0 <= n_events <= n_people or n_people == 0:
        raise ValueError(f"{n_events} events in {n_people} people")
    if n_events == n_people:
        return 1.0
    if n_events == 0:
        return 1.0 - float((1.0 - level) ** (1.0 / n_people))
    from scipy.stats import beta  # slow to import

    return float(beta.ppf(level, n_events + 1, n_people - n_events))


def harm_counts(case: ClaimCase, n_printed: int | None = None) -> tuple[EventCount, ...]:
    """Counts of serious harm over people that counted reports of a claim print, each once.

    Of those of `event_counts` the first `n_printed`, or all; then those read as serious.
    """
    return tuple(dict.fromkeys((*event_counts(case)[:n_printed], *_told_as_serious(case))))


def _told_as_serious(case: ClaimCase) -> Iterator[EventCount]:
    """Counts that the reading of harms itself called serious, with the people it read beside them."""
    for study in case.studies:
        for report_id in study.report_ids:
            for finding in case.findings.get(report_id, ()):
                events, people = finding.detail.get("n_events"), finding.detail.get("n_people")
                is_serious = "serious" in str(finding.detail.get("seriousness", finding.value or ""))
                if finding.kind != "adverse_events" or not is_serious:
                    continue
                if isinstance(events, int) and isinstance(people, int) and 0 <= events <= people and people:
                    yield EventCount(report_id, "serious events", events, people, finding.span)


def event_counts(case: ClaimCase) -> tuple[EventCount, ...]:
    """Printed counts of serious harm beside the people followed; largest studies first.

    Only a number that stands right before the harm counts. Studies below the size that
    rules.toml asks for common harm are left out: their limit would say nothing.
    """
    kinds = case.kinds_of(SERIOUS)
    held: dict[tuple[str, str], EventCount] = {}
    for study in sorted(case.studies, key=lambda s: (-(s.n or 0), s.report_id)):
        if not _has_denominator(study, case.rules):
            continue
        for found in _of_study(case, study, kinds):
            held.setdefault((found.report_id, found.term.casefold()), found)
    return tuple(held.values())


def _has_denominator(study: StudyView, rules: Rules) -> bool:
    return study.design in FOLLOWED and (study.n or 0) >= rules.safety_common_harm_patients_min


def _of_study(case: ClaimCase, study: StudyView, kinds: frozenset[str]) -> Iterator[EventCount]:
    reports: dict[str, ReportText] = {r: case.reports[r] for r in study.report_ids if r in case.reports}
    for item in case.items:
        if item.report_id in reports and study.n is not None:
            for match in _serious(item, kinds):
                printed = _printed_before(reports[item.report_id], match)
                if printed is not None and printed[0] <= study.n:
                    yield EventCount(item.report_id, match.term, printed[0], study.n, printed[1])


def _serious(item: EvidenceItem, kinds: frozenset[str]) -> Iterator[Match]:
    return (
        m for m in item.matches
        if m.span is not None and m.span.field != "title"
        and (m.concept_id in kinds or (m.concept_id == "adverse_event" and m.term.casefold().startswith(_GRAVE)))
    )  # fmt: skip


def _printed_before(report: ReportText, match: Match) -> tuple[int, Span] | None:
    """The number right before a harm, and the span of both."""
    if match.span is None:
        return None
    section = next((s for s in report.sections
                    if (s.field, s.section_no) == (match.span.field, match.span.section_no)), None)  # fmt: skip
    if section is None:
        return None
    begin = max(0, match.span.start - _LOOK_BACK)
    found = _BEFORE.search(section.text[begin : match.span.start])
    if found is None:
        return None
    word = found["n"].casefold().replace(",", "")
    n = _WORDS[word] if word in _WORDS else int(word)
    return n, replace(match.span, start=begin + found.start("n"))
