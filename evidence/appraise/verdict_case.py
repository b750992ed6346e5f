"""All that bears on one claim, gathered once: what every kind of verdict is reached from."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from evidence.appraise.rules import Rules
from evidence.appraise.studies import report_order
from evidence.appraise.verdict_study import FindingsByReport, StudyView, study_views
from evidence.models import (
    Claim,
    Concept,
    EvidenceItem,
    Guideline,
    ItemStatus,
    Omission,
    ReportText,
    Stance,
)

_STANCES: Final = ("supports", "contradicts", "mixed", "inconclusive")


@dataclass(frozen=True, slots=True)
class SearchFacts:
    """What was searched: the page states it with every verdict.

    `n_searched` counts the records read, `searched_through` is the date up to which
    the searches were run, `is_sample` marks a demonstration selection.
    """

    n_searched: int = 0
    searched_through: date | None = None
    is_sample: bool = False

    @property
    def coverage(self) -> str:
        """The sentence on what was searched, and what was not."""
        until = f" up to {self.searched_through.isoformat()}" if self.searched_through else ""
        kind = "a demonstration selection, not a search" if self.is_sample else "PubMed abstracts only"
        return (f"Based on {self.n_searched:,} records{until}: {kind}; registries, Chinese databases "
                "and full texts not searched.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimCase:
    """One claim with its evidence. `studies` holds counted studies, each once.

    `cited` maps a report id to the PubMed ids in its reference list, where the record
    holds one. `concepts` are the topic's, by id. `absent_omissions` are points a fair article
    makes that this one does not; `n_in_topic` counts the studies counted for any claim of the topic.
    """

    claim: Claim
    items: tuple[EvidenceItem, ...]
    studies: tuple[StudyView, ...]
    findings: FindingsByReport
    reports: Mapping[str, ReportText]
    rules: Rules
    search: SearchFacts
    guidelines: tuple[Guideline, ...] = ()
    absent_omissions: tuple[Omission, ...] = ()
    n_in_topic: int = 0
    cited: Mapping[str, frozenset[int]] = field(default_factory=dict)
    concepts: Mapping[str, Concept] = field(default_factory=dict)

    def kinds_of(self, concept_id: str) -> frozenset[str]:
        """A concept and all that are narrower than it, as ids."""
        found, open_ids = {concept_id}, [concept_id]
        while open_ids:
            concept = self.concepts.get(open_ids.pop())
            new = set(concept.narrower) - found if concept else set()
            found |= new
            open_ids += sorted(new)
        return frozenset(found)

    def leading(self, concept_ids: Sequence[str]) -> tuple[str, ...]:
        """Concepts as a person wrote them: without those that stand under another one listed."""
        under = {n for c in concept_ids for n in self.kinds_of(c) - {c}}
        return tuple(c for c in concept_ids if c not in under)

    def label(self, concept_id: str) -> str:
        """What a reader sees of a concept."""
        concept = self.concepts.get(concept_id)
        return concept.label if concept else concept_id.replace("_", " ")

    @property
    def dummy(self) -> str:
        """``sham`` or ``placebo``: what this topic calls treatment that looks alike and does nothing.

        A procedure has a sham, a medicine a placebo. The topic's own comparator says which, by
        the first word of its label; where it names none, the reports that bear on the claim do.
        """
        if held := self.concepts.get("sham"):
            return "placebo" if held.label.casefold().startswith("placebo") else "sham"
        reports = [self.reports[i.report_id] for i in self.items if i.report_id in self.reports]
        told = " ".join(section.text for report in reports for section in report.sections).casefold()
        return "sham" if told.count("sham") > told.count("placebo") else "placebo"

    def with_stance(self, stance: Stance) -> tuple[StudyView, ...]:
        """The counted studies of one stance."""
        return tuple(study for study in self.studies if study.stance is stance)

    def of_status(self, status: ItemStatus) -> tuple[EvidenceItem, ...]:
        """The items of one status."""
        return tuple(item for item in self.items if item.status is status)

    @property
    def primaries(self) -> tuple[StudyView, ...]:
        """Counted studies other than reviews and opinion."""
        return tuple(s for s in self.studies if s.group not in ("review", "opinion"))

    @property
    def reviews(self) -> tuple[StudyView, ...]:
        """Counted systematic syntheses: shown beside their trials, never added to them."""
        return tuple(study for study in self.studies if study.is_review)

    @property
    def rcts(self) -> tuple[StudyView, ...]:
        """Counted randomized trials in people."""
        return tuple(study for study in self.studies if study.is_rct)

    def year(self, study: StudyView) -> int | None:
        """The year of a study's leading report."""
        report = self.reports.get(study.report_id)
        return report.year if report else None


def claim_case(
    claim: Claim,
    items: Iterable[EvidenceItem],
    findings: FindingsByReport,
    reports: Mapping[str, ReportText],
    study_of: Mapping[str, str],
    rules: Rules,
    search: SearchFacts | None = None,
    guidelines: Sequence[Guideline] = (),
    absent_omissions: Sequence[Omission] = (),
    n_in_topic: int = 0,
    cited: Mapping[str, frozenset[int]] | None = None,
    concepts: Mapping[str, Concept] | None = None,
) -> ClaimCase:
    """A claim's case, whatever the order of `items`; items of other claims are left out."""
    own = sorted((i for i in items if i.claim_id == claim.claim_id), key=lambda i: report_order(i.report_id))
    return ClaimCase(
        claim, tuple(own), study_views(own, findings, study_of, reports), findings, reports, rules,
        search or SearchFacts(),
        tuple(g for g in guidelines if claim.claim_id in g.claims),
        tuple(absent_omissions), n_in_topic, cited or {}, concepts or {},
    )  # fmt: skip


def counts(case: ClaimCase) -> dict[str, int]:
    """Counted studies by stance, studies, randomized trials and people.

    People are summed over primary studies in people alone, since a review's people
    are those of its trials; `n_participants` is missing where no study states a number.
    """
    by_stance = Counter(study.stance.value for study in case.studies if study.stance)
    found = {f"n_{stance}": by_stance.get(stance, 0) for stance in _STANCES}
    found["n_studies"] = len(case.studies)
    found["n_reviews"] = len(case.reviews)
    found["n_rcts"] = len(case.rcts)
    people = [s.n for s in case.primaries if s.n is not None and s.population not in ("animal", "cells")]
    if people:
        found["n_participants"] = sum(people)
    return found


def fingerprint(case: ClaimCase) -> str:
    """Hash of the counted evidence and of notices on it: what a sign-off approves.

    Changes with any counted report, its stance, study or size, and when a counted
    report is retracted; not with reports that are merely shown, nor with order.
    """
    rows = sorted(
        [item.report_id, item.status.value, item.stance.value if item.stance else "",
         item.design or "", item.n_participants or 0, _notices(case, item.report_id)]
        for item in case.items
        if item.status in (ItemStatus.COUNTED, ItemStatus.RETRACTED)
    )  # fmt: skip
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def _notices(case: ClaimCase, report_id: str) -> list[str]:
    report = case.reports.get(report_id)
    kinds = {n.kind for n in report.notices if n.direction == "on"} if report else set()
    return sorted(kinds - {"comment"})
