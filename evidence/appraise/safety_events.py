"""Serious events over the people followed, as a report prints both (pure).

Sources: rule of three (Hanley and Lippman-Hand 1983, JAMA 249:1743); Cochrane Handbook 19:
a rate needs its denominator, and "none was seen" counts only where harm was looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from evidence.appraise.rules import Rules
from evidence.appraise.verdict_case import ClaimCase
from evidence.appraise.verdict_study import StudyView
from evidence.models import EvidenceItem, Match, ReportText

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
    """`n_events` of what `term` names, in a study that followed `n_people`."""

    report_id: str
    term: str
    n_events: int
    n_people: int


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
                n = _printed_before(reports[item.report_id], match)
                if n is not None and n <= study.n:
                    yield EventCount(item.report_id, match.term, n, study.n)


def _serious(item: EvidenceItem, kinds: frozenset[str]) -> Iterator[Match]:
    return (
        m for m in item.matches
        if m.span is not None and m.span.field != "title"
        and (m.concept_id in kinds or (m.concept_id == "adverse_event" and m.term.casefold().startswith(_GRAVE)))
    )  # fmt: skip


def _printed_before(report: ReportText, match: Match) -> int | None:
    if match.span is None:
        return None
    section = next((s for s in report.sections
                    if (s.field, s.section_no) == (match.span.field, match.span.section_no)), None)  # fmt: skip
    if section is None:
        return None
    found = _BEFORE.search(section.text[max(0, match.span.start - _LOOK_BACK) : match.span.start])
    if found is None:
        return None
    word = found["n"].casefold().replace(",", "")
    return _WORDS[word] if word in _WORDS else int(word)
