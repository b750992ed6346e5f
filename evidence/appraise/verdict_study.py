"""What a verdict sees of one study: the counted reports of one claim, each study once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from evidence.appraise.studies import report_order
from evidence.models import EvidenceItem, Finding, ItemStatus, ReportText, Stance

RANDOMIZED: Final = frozenset({"rct", "cluster_rct", "crossover_rct"})
REVIEWS: Final = frozenset({"systematic_review", "meta_analysis", "network_meta_analysis",
                            "overview_of_reviews"})  # fmt: skip
SYSTEMATIC: Final = REVIEWS - {"overview_of_reviews"}
OPINIONS: Final = frozenset({"narrative_review", "guideline", "letter", "bibliometric", "other",
                             "protocol", "qualitative"})  # fmt: skip
USUAL_CARE: Final = frozenset({"usual_care", "waitlist", "no_treatment", "add_on"})
#: Words for a direction, whoever read it, in the words of evidence items.
_DIRECTIONS: Final = {
    "better": "better", "worse": "worse", "null": "null", "mixed": "mixed",
    "favours_acupuncture": "better", "favours_treatment": "better", "favours_intervention": "better",
    "favours_control": "worse", "no_difference": "null",
}  # fmt: skip
_MEASURES: Final = {"WMD": "MD"}
PRECLINICAL: Final = frozenset({"animal", "in_vitro"})
_SHAM: Final = re.compile(r"\b(?:sham|placebo|simulated|dummy|minimal acupuncture|non-?penetrating)", re.I)
_UNTREATED: Final = re.compile(
    r"\b(?:(?:usual|standard|routine) care|usual treatment|wait(?:ing)?[- ]?list\w*|untreated|no treatment)\b",
    re.I,
)

FindingsByReport = Mapping[str, Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class Effect:
    """One between-group effect as printed; None where the report does not say.

    `value` and limits are in the measure's own unit; `direction` is better, worse,
    null or None. `level` is the interval's, a share such as 0.95.
    """

    measure: str
    value: float | None
    ci_low: float | None
    ci_high: float | None
    level: float | None
    outcome: str | None
    comparator: str | None
    time_point: str | None
    direction: str | None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class StudyView:
    """One study as it bears on one claim.

    `report_id` is its leading report, `report_ids` all counted ones. `comparators`
    are concept ids as read, empty where not stated; `set_against` is ``usual_care`` where a
    trial had a sham arm too and the result told is against care without it. `group` is randomized, review,
    preclinical, opinion or other. `is_healthy` is True where the people studied are
    healthy volunteers. `n` counts people, None where not stated.
    """

    study_id: str
    report_id: str
    report_ids: tuple[str, ...]
    design: str | None
    group: str
    population: str | None
    is_healthy: bool
    n: int | None
    comparators: frozenset[str]
    stance: Stance | None
    direction: str | None
    concepts: frozenset[str]
    effects: tuple[Effect, ...]
    follow_up_weeks: float | None
    score: float = 0.0
    set_against: str | None = None

    @property
    def is_rct(self) -> bool:
        """Whether people were randomized."""
        return self.group == "randomized" and self.population not in ("animal", "cells")

    @property
    def is_review(self) -> bool:
        """Whether this is a systematic synthesis of other studies."""
        return self.group == "review"

    @property
    def comparator(self) -> str | None:
        """The comparison this study counts under: sham, usual_care, other or None.

        Sham comes first: where a study has several arms, the sham arm is what tells
        a specific effect from the attention given. A trial of three arms whose result is told
        against usual care alone shows nothing against sham, and never counts as if it did.
        """
        if self.set_against:
            return self.set_against
        if "sham" in self.comparators:
            return "sham"
        if self.comparators & USUAL_CARE:
            return "usual_care"
        return "other" if self.comparators - {"none"} else None


def study_views(
    items: Iterable[EvidenceItem], findings: FindingsByReport, study_of: Mapping[str, str],
    reports: Mapping[str, ReportText] | None = None,
) -> tuple[StudyView, ...]:  # fmt: skip
    """The counted items of one claim as studies, in order of study id.

    Items that are retracted, withdrawn, ongoing, indirect or excluded never enter.
    """
    by_study: dict[str, list[EvidenceItem]] = defaultdict(list)
    for item in items:
        if item.status is ItemStatus.COUNTED:
            by_study[study_of.get(item.report_id, item.report_id)].append(item)
    ordered = sorted(by_study.items(), key=lambda entry: report_order(entry[0]))
    return tuple(_view(study, held, findings, reports or {}) for study, held in ordered)


def _view(
    study_id: str, items: Sequence[EvidenceItem], findings: FindingsByReport, reports: Mapping[str, ReportText]
) -> StudyView:
    ranked = sorted(items, key=lambda i: (-(i.n_participants or 0), report_order(i.report_id)))
    lead = ranked[0]
    read = [f for item in ranked for f in findings.get(item.report_id, ())]
    sizes = [item.n_participants for item in items if item.n_participants is not None]
    weeks = [f.number for f in read if f.kind == "follow_up_weeks" and f.number is not None]
    stance = joint_stance(ranked)
    return StudyView(
        study_id=study_id,
        report_id=lead.report_id,
        report_ids=tuple(sorted((i.report_id for i in items), key=report_order)),
        design=lead.design,
        group=group_of(lead.design),
        population=lead.population,
        is_healthy=_is_healthy(read, lead),
        n=max(sizes, default=None),
        comparators=frozenset(f.value for f in read if f.kind == "comparator" and f.value),
        stance=stance,
        # A report mixed over all its outcomes still favours in the one it supports the claim with.
        direction="better" if stance is Stance.SUPPORTS else lead.direction,
        concepts=frozenset(m.concept_id for item in items for m in item.matches),
        # An estimate that does not add up as printed is shown on the page, never used here.
        effects=tuple(_effect(f) for f in read if f.kind == "effect" and not f.detail.get("flag")),
        follow_up_weeks=max(weeks, default=None),
        score=max(item.score for item in items),
        set_against=_set_against(lead, read, reports.get(lead.report_id)),
    )


def _set_against(item: EvidenceItem, read: Sequence[Finding], report: ReportText | None) -> str | None:
    """``usual_care`` where, of a sham and an untreated arm, the strongest sentence names the latter alone."""
    comparators = {f.value for f in read if f.kind == "comparator"}
    if "sham" not in comparators or not comparators & USUAL_CARE or report is None or not item.rationale:
        return None
    if item.stance is not Stance.SUPPORTS:
        return None
    told = report.quote(item.rationale[0])
    return "usual_care" if _UNTREATED.search(told) and not _SHAM.search(told) else None


def joint_stance(ranked: Sequence[EvidenceItem]) -> Stance | None:
    """The stance of a study from its reports, the leading one first.

    Reports that point both ways, or any mixed one, make it mixed; a contradicting
    one outweighs silence; support counts only where the leading report supports.
    """
    stances = {item.stance for item in ranked if item.stance is not None}
    if not stances:
        return None
    if Stance.MIXED in stances or {Stance.SUPPORTS, Stance.CONTRADICTS} <= stances:
        return Stance.MIXED
    if Stance.CONTRADICTS in stances:
        return Stance.CONTRADICTS
    return next(item.stance for item in ranked if item.stance is not None)


def group_of(design: str | None) -> str:
    """randomized, review, preclinical, opinion or other."""
    for name, members in (("randomized", RANDOMIZED), ("review", REVIEWS),
                          ("preclinical", PRECLINICAL), ("opinion", OPINIONS)):  # fmt: skip
        if design in members:
            return name
    return "other"


def _is_healthy(findings: Sequence[Finding], lead: EvidenceItem) -> bool:
    conditions = {f.value for f in findings if f.kind == "condition" and f.value}
    matched = {m.concept_id for m in lead.matches}
    return conditions == {"healthy"} or (not conditions and "healthy" in matched)


def _effect(finding: Finding) -> Effect:
    detail = finding.detail
    measure = _text(detail.get("measure")) or finding.value or ""
    return Effect(
        measure=_MEASURES.get(measure, measure),
        value=finding.number if finding.number is not None else _number(detail.get("value")),
        ci_low=_number(detail.get("ci_low")),
        ci_high=_number(detail.get("ci_high")),
        level=_level(detail.get("ci_level")),
        outcome=_text(detail.get("outcome")),
        comparator=_text(detail.get("comparator")),
        time_point=_text(detail.get("time_point")),
        direction=_DIRECTIONS.get(_text(detail.get("direction")) or ""),
        unit=finding.unit or _text(detail.get("unit")),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _number(value: object) -> float | None:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number else None  # type: ignore[arg-type]


def _level(value: object) -> float | None:
    level = _number(value)
    return level / 100 if level is not None and level > 1 else level
