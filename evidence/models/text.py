"""What is read from a report: its text in sections, and findings with spans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_EMPTY: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where in a report a value was read.

    Offsets are 0-based, half-open and count code points of the stored text of
    one section, so that in SQL ``substr(text, start + 1, end - start)`` is the
    quoted text. `field` is ``title`` or ``abstract``; the title is section 0 of
    its field, abstract sections are numbered from 0 in reading order.

    >>> Span("abstract", 0, 4, 9).of("The quick fox")
    'quick'
    """

    field: str
    section_no: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.field not in ("title", "abstract"):
            raise ValueError(f"span field {self.field!r} is neither title nor abstract")
        if not 0 <= self.start < self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is empty or negative")

    def of(self, text: str) -> str:
        """The quoted text; `text` is the stored text of this span's section."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Section:
    """One stored piece of text: the title, or one abstract section.

    `label` is the publisher's heading as printed, `nlm_category` NLM's mapping of
    it (BACKGROUND, OBJECTIVE, METHODS, RESULTS, CONCLUSIONS, UNASSIGNED); both
    are None in an unstructured abstract.
    """

    field: str
    section_no: int
    text: str
    label: str | None = None
    nlm_category: str | None = None

    def span(self, start: int, end: int) -> Span:
        """A span in this section."""
        return Span(self.field, self.section_no, start, end)


@dataclass(frozen=True, slots=True)
class MeshHeading:
    """One MeSH descriptor of a record with its qualifiers."""

    descriptor: str
    is_major: bool = False
    qualifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice on a report, from CommentsCorrections.

    `kind` is retraction, expression_of_concern, correction,
    retraction_and_replacement, reinstatement or comment; `direction` is ``on``
    when this report is the one noticed, ``of`` when it is itself the notice.
    """

    kind: str
    direction: str
    ref_type: str
    other_pmid: int | None = None
    citation: str | None = None


@dataclass(frozen=True, slots=True)
class ReportText:
    """All that extraction and appraisal may read of one report.

    `publication_types_checked` is True only where indexing was done or checked
    by people (MedlineCitation Status MEDLINE, IndexingMethod absent or Curated);
    otherwise publication types other than notices are hints, not facts.
    `registry_ids` are accession numbers of trial registries from DataBankList.
    """

    report_id: str
    title: Section | None
    abstract: tuple[Section, ...] = ()
    publication_types: tuple[str, ...] = ()
    publication_types_checked: bool = False
    mesh: tuple[MeshHeading, ...] = ()
    keywords: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    registry_ids: tuple[str, ...] = ()
    language: str | None = None
    journal: str | None = None
    year: int | None = None
    pmid: int | None = None
    doi: str | None = None
    funding: tuple[str, ...] = ()
    conflict_of_interest: str | None = None

    @property
    def sections(self) -> tuple[Section, ...]:
        """Title first, then the abstract sections, in reading order."""
        return ((self.title,) if self.title else ()) + self.abstract

    def quote(self, span: Span) -> str:
        """The text a span points at. Raises KeyError for a section not held."""
        for section in self.sections:
            if (section.field, section.section_no) == (span.field, span.section_no):
                return span.of(section.text)
        raise KeyError(f"{self.report_id} has no {span.field} section {span.section_no}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact read from a report, with the verbatim span it came from.

    `kind` names what it is (``design``, ``n_randomized``, ``condition``,
    ``effect`` …), `value` is its normalized text value, `number` the same as a
    number where it is one, `unit` the unit of `number`. `detail` carries the
    parts of a compound finding (for an effect: measure, ci_low, ci_high,
    ci_level, p, outcome, comparator, time_point, direction) as JSON-ready values.
    `span` is None only where the value was read from a field that is not text
    (publication types, MeSH); then `source` names that field.
    `rule` names the rule and `version` its version, so that every value can be
    traced to what made it.
    """

    kind: str
    value: str | None
    span: Span | None
    rule: str
    version: str
    number: float | None = None
    unit: str | None = None
    source: str = "text"
    detail: Mapping[str, object] = field(default_factory=lambda: _EMPTY)
