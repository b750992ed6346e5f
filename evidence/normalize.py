"""Parsed records to what the rest of the program reads: report texts and notices (pure).

Takes the tables of one parsed batch, or of a built database, keyed by `record_no`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

import pyarrow as pa

from evidence.models import MeshHeading, Notice, ReportText, Section

#: Changes whenever the same parsed record gives another report text or notice.
NORMALIZE_VERSION: Final = "2"

#: The tables `report_texts` reads, apart from `record`.
TEXT_TABLES: Final = (
    "section", "publication_type", "mesh_heading", "mesh_qualifier", "keyword",
    "comment_correction", "databank_accession", "grant_award",
)  # fmt: skip

#: RefType of CommentsCorrections (PubMed DTD) to the kind of notice and its direction. A
#: republished version carries results of its own: it is a paper, not a notice. A partial
#: retraction leaves the report standing with part of it withdrawn: which part, a person must
#: read, so it raises a concern (the RefType stays beside it).
_REF_TYPES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "RetractionIn": ("retraction", "on"),
    "RetractionOf": ("retraction", "of"),
    "ExpressionOfConcernIn": ("expression_of_concern", "on"),
    "ExpressionOfConcernFor": ("expression_of_concern", "of"),
    "PartialRetractionIn": ("expression_of_concern", "on"),
    "PartialRetractionOf": ("expression_of_concern", "of"),
    "ErratumIn": ("correction", "on"),
    "ErratumFor": ("correction", "of"),
    "CorrectedandRepublishedIn": ("correction", "on"),
    "RetractedandRepublishedIn": ("retraction_and_replacement", "on"),
    "CommentIn": ("comment", "on"),
    "CommentOn": ("comment", "of"),
})  # fmt: skip
#: Publication types that say the same where the record names no other end.
_TYPES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "Retracted Publication": ("retraction", "on"),
    "Retraction of Publication": ("retraction", "of"),
    "Retraction Notice": ("retraction", "of"),
    "Expression of Concern": ("expression_of_concern", "of"),
    "Published Erratum": ("correction", "of"),
})  # fmt: skip
#: PubMed has no RefType for it; publishers say it in the words of the citation.
_REINSTATED: Final = re.compile(r"\breinstat|\bretraction of (?:the )?retraction", re.IGNORECASE)
#: Trial registries among DataBankName (NLM: Databank sources). Sequence banks are none.
_REGISTRIES: Final = frozenset({
    "clinicaltrials.gov", "isrctn", "anzctr", "actrn", "chictr", "ctri", "cris", "drks", "euctr",
    "eudract", "irct", "japiccti", "jmaccti", "jrct", "lbctr", "ntr", "pactr", "rebec", "repec",
    "rpcec", "slctr", "tctr", "umin ctr", "umin-ctr", "who ictrp", "itmctr", "prospero", "ctis",
})  # fmt: skip


def notices_of(
    comment_correction: pa.Table, publication_type: pa.Table
) -> Iterator[tuple[int, Notice]]:
    """(record_no, notice) for every notice that a record's own fields tell of.

    From CommentsCorrections; where that names no other end, from the publication type. A
    correction is never a retraction; cited references and updates are no notices.
    """
    said: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for row in comment_correction.select(
        ["record_no", "ref_type", "ref_source", "pmid", "note"]
    ).to_pylist():
        known = _REF_TYPES.get(row["ref_type"])
        if known is None:
            continue
        kind, direction = known
        if _REINSTATED.search(f"{row['ref_source'] or ''} {row['note'] or ''}"):
            kind = "reinstatement"
        said[row["record_no"]].add((kind, direction))
        yield row["record_no"], Notice(kind, direction, row["ref_type"], row["pmid"], row["ref_source"])
    for row in publication_type.select(["record_no", "name"]).to_pylist():
        typed = _TYPES.get(row["name"])
        if typed is None or typed in said[row["record_no"]]:
            continue
        if typed == ("retraction", "on") and said[row["record_no"]] & _ALREADY_TOLD:
            continue
        said[row["record_no"]].add(typed)
        yield row["record_no"], Notice(*typed, "PublicationType")


_ALREADY_TOLD: Final = frozenset({("retraction_and_replacement", "on"), ("reinstatement", "on")})


def report_texts(
    tables: Mapping[str, pa.Table], notices: Mapping[int, Iterable[Notice]] | None = None
) -> Iterator[tuple[int, ReportText]]:
    """(record_no, report text) of every record that is a report, in record order.

    `tables` holds `record` and TEXT_TABLES. `notices` replaces what the records' own
    fields tell, where more is known of them. Records without a report_id are left out.
    """
    parts = _Parts(tables, notices)
    wanted = ["record_no", "report_id", "pmid", "doi", "journal", "year", "language",
              "citation_status", "indexing_method", "owner", "conflict_of_interest"]  # fmt: skip
    for row in tables["record"].select(wanted).to_pylist():
        if row["report_id"] is not None:
            yield row["record_no"], parts.report(row)


class _Parts:
    """The child rows of a stretch of records, grouped by record once."""

    def __init__(
        self, tables: Mapping[str, pa.Table], notices: Mapping[int, Iterable[Notice]] | None
    ) -> None:
        self.sections = _grouped(
            tables["section"], "field", "section_no", "text", "label", "nlm_category"
        )
        self.types = _grouped(tables["publication_type"], "name")
        self.headings = _grouped(tables["mesh_heading"], "heading_no", "descriptor", "is_major")
        self.qualifiers = _grouped(tables["mesh_qualifier"], "heading_no", "qualifier")
        self.keywords = _grouped(tables["keyword"], "text")
        self.banks = _grouped(tables["databank_accession"], "databank", "accession")
        self.grants = _grouped(tables["grant_award"], "agency")
        held: dict[int, list[Notice]] = defaultdict(list)
        if notices is None:
            own = notices_of(tables["comment_correction"], tables["publication_type"])
            for record_no, notice in own:
                held[record_no].append(notice)
        else:
            held.update({record_no: list(some) for record_no, some in notices.items()})
        self.notices = held

    def report(self, row: Mapping[str, Any]) -> ReportText:
        number = row["record_no"]
        sections = [Section(*values) for values in self.sections.get(number, ())]
        title = next((s for s in sections if s.field == "title"), None)
        abstract = sorted((s for s in sections if s.field == "abstract"), key=lambda s: s.section_no)
        agencies = dict.fromkeys(agency for (agency,) in self.grants.get(number, ()) if agency)
        return ReportText(
            report_id=row["report_id"],
            title=title,
            abstract=tuple(abstract),
            publication_types=tuple(name for (name,) in self.types.get(number, ())),
            publication_types_checked=_is_checked(row),
            mesh=self._mesh(number),
            keywords=tuple(text for (text,) in self.keywords.get(number, ())),
            notices=tuple(self.notices.get(number, ())),
            registry_ids=_registry_ids(self.banks.get(number, ())),
            language=row["language"],
            journal=row["journal"],
            year=row["year"],
            pmid=row["pmid"],
            doi=row["doi"],
            funding=tuple(agencies),
            conflict_of_interest=row["conflict_of_interest"],
        )

    def _mesh(self, number: int) -> tuple[MeshHeading, ...]:
        headings = self.headings.get(number, ())
        if not headings:
            return ()
        by_heading: dict[int, list[str]] = defaultdict(list)
        for heading_no, qualifier in self.qualifiers.get(number, ()):
            by_heading[heading_no].append(qualifier)
        return tuple(
            MeshHeading(descriptor, bool(is_major), tuple(by_heading.get(heading_no, ())))
            for heading_no, descriptor, is_major in headings
        )


def _grouped(table: pa.Table, *columns: str) -> dict[int, list[tuple[Any, ...]]]:
    """record_no to the values of these columns, in the order of the table."""
    grouped: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    values = zip(*(table.column(name).to_pylist() for name in columns), strict=True)
    for record_no, row in zip(table.column("record_no").to_pylist(), values, strict=True):
        grouped[record_no].append(row)
    return grouped


def _is_checked(row: Mapping[str, Any]) -> bool:
    """Whether indexing was done or checked by people (NLM: IndexingMethod, MEDLINE status)."""
    return row["citation_status"] == "MEDLINE" and row["indexing_method"] in (None, "Curated")


def _registry_ids(accessions: Iterable[tuple[Any, ...]]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            number
            for bank, number in accessions
            if number and (bank or "").casefold().strip() in _REGISTRIES
        )
    )
