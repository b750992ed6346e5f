"""Claims, items, studies and reports as values, each with the words it rests on.

`None` means that the report does not say. Offsets are those of `evidence.models.Span`:
0-based, half-open, in code points of one stored section.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from evidence.models import Finding, Section, Span

Row = Mapping[str, Any]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a report, to the letter, and where they stand."""

    report_id: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Item:
    """One report bearing on one claim (a row of `evidence_table`).

    `status` is counted, indirect, ongoing, retracted, withdrawn or excluded; only counted
    items enter a verdict. `quotes` are the rationale sentences, strongest first.
    `notice` names retractions, concerns and corrections.
    """

    topic: str
    claim_id: str
    report_id: str
    study_id: str | None
    pmid: int | None
    doi: str | None
    title: str | None
    journal: str | None
    year: int | None
    design: str | None
    population: str | None
    n_participants: int | None
    condition: str | None
    intervention: str | None
    comparator: str | None
    outcome: str | None
    direction: str | None
    status: str
    stance: str | None
    reason: str
    notice: str | None
    decided_by: str
    rule: str
    version: str | None
    snapshot_id: str
    batch_sha256: str
    record_no: int
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement of an article, its verdict, and the items behind it.

    A verdict is what the rules suggest until a person decides; `certainty` is None for
    kinds of claim that have none. `items` are ordered strongest first. `counts_told` is what was
    counted, in a line: on safety events over people, for studies are no votes there.
    """

    topic: str
    claim_id: str
    kind: str
    quote: str
    question: str
    verdict: str
    harm_signal: bool
    certainty: str | None
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    n_supports: int
    n_contradicts: int
    n_mixed: int
    n_inconclusive: int
    n_studies: int
    n_rcts: int
    n_participants: int | None
    suggested_wording: str | None
    rules_version: str
    decided_by: str
    items: tuple[Item, ...] = ()
    counts_told: str | None = None

    @property
    def counted(self) -> tuple[Item, ...]:
        """The items that enter the verdict."""
        return tuple(item for item in self.items if item.status == "counted")


@dataclass(frozen=True, slots=True)
class Report:
    """One publication: what its record says, its text, and what was read from it."""

    report_id: str
    pmid: int | None
    doi: str | None
    title: str | None
    journal: str | None
    year: int | None
    snapshot_id: str
    batch_sha256: str
    record_no: int
    pmid_version: int | None
    notices: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    findings: tuple[Finding, ...] = ()

    def quote(self, span: Span | None) -> Quote | None:
        """The words at a span; None for a finding that was not read from text.

        Raises KeyError for a section that is not held.
        """
        if span is None:
            return None
        for section in self.sections:
            if (section.field, section.section_no) == (span.field, span.section_no):
                return Quote(self.report_id, span.of(section.text), span)
        raise KeyError(f"{self.report_id} has no {span.field} section {span.section_no}")

    def found(self, kind: str) -> tuple[Finding, ...]:
        """The findings of one kind, such as design, n_participants or effect, in order."""
        return tuple(finding for finding in self.findings if finding.kind == kind)


@dataclass(frozen=True, slots=True)
class Study:
    """One investigation with its reports; `study_id` is the smallest of their ids."""

    study_id: str
    title: str | None
    first_year: int | None
    design: str | None
    n_participants: int | None
    registration: str | None
    has_results_report: bool
    rule: str
    reports: tuple[Report, ...] = ()


def value_of(kind: type[Value], row: Row, **more: Any) -> Value:
    """A value of a kind from a row that holds its fields; lists become tuples, NULL lists empty."""
    held: dict[str, Any] = {}
    for field in fields(kind):  # type: ignore[arg-type]
        if field.name in more or field.name not in row:
            continue
        value = row[field.name]
        is_many = str(field.type).startswith("tuple")
        held[field.name] = tuple(value or ()) if is_many else value
    return kind(**held, **more)


def span_of(row: Row) -> Span | None:
    """The span of a row; None where it has none."""
    if row["field"] is None:
        return None
    return Span(row["field"], row["section_no"], row["start"], row["end"])
