"""What the pipeline suggests about a claim: evidence items and verdicts."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from evidence.models.text import Span


class Stance(StrEnum):
    """Which way one evidence item points for one claim."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    MIXED = "mixed"
    INCONCLUSIVE = "inconclusive"


class ItemStatus(StrEnum):
    """Whether an evidence item enters a verdict; only `counted` does."""

    COUNTED = "counted"
    INDIRECT = "indirect"
    ONGOING = "ongoing"
    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"
    EXCLUDED = "excluded"


class Certainty(StrEnum):
    """GRADE's four levels."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"


@dataclass(frozen=True, slots=True)
class Match:
    """One concept found in a report: which, by what, and where.

    `by` is ``mesh`` or ``text``; a MeSH match has no span.
    """

    concept_id: str
    by: str
    term: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One report bearing on one claim.

    `direction` (of the point estimate), `significance` and `stance` are kept
    apart. `rationale` are one to three spans of sentences, strongest first.
    `reason` says in one line why the status and stance are what they are.
    `score` orders items within a claim, higher first; it is no measure of truth.
    `compared_with` is the comparison a counted item stands under (sham, usual_care or
    other); None where it is not counted or no comparison was read.
    """

    claim_id: str
    report_id: str
    status: ItemStatus
    stance: Stance | None
    rationale: tuple[Span, ...]
    matches: tuple[Match, ...]
    reason: str
    direction: str | None = None
    significance: str | None = None
    evidence_level: str | None = None
    design: str | None = None
    population: str | None = None
    n_participants: int | None = None
    study_id: str | None = None
    compared_with: str | None = None
    score: float = 0.0
    decided_by: str = "machine"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class CertaintyRow:
    """GRADE for one claim, outcome and comparator; from abstracts provisional."""

    claim_id: str
    outcome: str | None
    comparator: str | None
    certainty: Certainty | None
    reasons: tuple[str, ...]
    is_provisional: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict of one claim on a date, with what it rests on.

    `certainty` is None for kinds of claim that have none. `reasons` are full
    sentences a reader sees; `missing` says what is lacking; `would_change` what
    would change the verdict. `suggested` is what the rules suggest where a sign-off keeps
    `verdict` from following, else None; `remark` says so for a reader. `counts_told` is what
    was counted, in a line.
    """

    claim_id: str
    verdict: str
    harm_signal: bool = False
    certainty: Certainty | None = None
    certainty_reasons: tuple[str, ...] = ()
    certainty_rows: tuple[CertaintyRow, ...] = ()
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    would_change: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    rules_version: str = ""
    suggested: str | None = None
    remark: str | None = None
    counts_told: str | None = None
