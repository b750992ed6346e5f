"""The lists of a record: subjects, ids, notices, references, dates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from evidence.sources.pubmed.dates import moment_of
from evidence.sources.pubmed.markup import text_of
from evidence.sources.pubmed.rows import Rows

Record = dict[str, Any]
Reader = Callable[[Any, Rows, Record], None]


def start(rows: Rows) -> None:
    """Begin a record."""
    rows.start()


def _next(record: Record, name: str) -> int:
    number: int = record.get(name, 0)
    record[name] = number + 1
    return number


def whole_number(text: str | None, n_digits: int = 9) -> int | None:
    """The number a text is, of at most `n_digits` digits; None for anything else."""
    text = (text or "").strip()
    is_number = len(text) <= n_digits and text.isascii() and text.isdigit()
    return int(text) if is_number else None


def _yes(value: str | None) -> bool | None:
    return None if value is None else value == "Y"


def read_mesh(element: Any, rows: Rows, _record: Record) -> None:
    """MeshHeadingList."""
    for number, heading in enumerate(element):
        place = 0
        for name in heading:
            text = text_of(name) or ""
            major = _yes(name.get("MajorTopicYN"))
            if name.tag == "DescriptorName":
                rows.add("mesh_heading", (number, text, name.get("UI"), major, name.get("Type")))
            elif name.tag == "QualifierName":
                rows.add("mesh_qualifier", (number, place, text, name.get("UI"), major))
                place += 1


def read_chemicals(element: Any, rows: Rows, record: Record) -> None:
    """ChemicalList."""
    for chemical in element:
        name = chemical.find("NameOfSubstance")
        if name is not None:
            rows.add("chemical", (_next(record, "_chemical"), "substance",
                                  text_of(chemical.find("RegistryNumber")), text_of(name) or "",
                                  name.get("UI")))  # fmt: skip


def read_supplementary(element: Any, rows: Rows, record: Record) -> None:
    """SupplMeshList."""
    for name in element:
        rows.add("chemical", (_next(record, "_chemical"), name.get("Type") or "unstated", None,
                              text_of(name) or "", name.get("UI")))  # fmt: skip


def read_keywords(element: Any, rows: Rows, record: Record) -> None:
    """KeywordList, one list an owner."""
    owner = element.get("Owner")
    for keyword in element:
        text = text_of(keyword)
        if text:
            rows.add(
                "keyword",
                (_next(record, "_keyword"), owner, text, _yes(keyword.get("MajorTopicYN"))),
            )


def read_publication_types(element: Any, rows: Rows, record: Record) -> None:
    """PublicationTypeList."""
    for kind in element:
        read_publication_type(kind, rows, record)


def read_publication_type(element: Any, rows: Rows, record: Record) -> None:
    """One PublicationType."""
    text = text_of(element)
    if text:
        rows.add("publication_type", (_next(record, "_type"), text, element.get("UI")))


def read_language(element: Any, rows: Rows, record: Record) -> None:
    """Language: all of them, the first one in the record."""
    code = text_of(element)
    if code:
        record.setdefault("language", code)
        rows.add("language", (_next(record, "_language"), code))


def read_grants(element: Any, rows: Rows, record: Record) -> None:
    """GrantList."""
    for grant in element:
        values = tuple(text_of(grant.find(n)) for n in ("GrantID", "Acronym", "Agency", "Country"))
        rows.add("grant_award", (_next(record, "_grant"), *values))


def read_databanks(element: Any, rows: Rows, record: Record) -> None:
    """DataBankList: each accession, or the bank alone."""
    for bank in element:
        name = text_of(bank.find("DataBankName"))
        accessions = [text_of(a) for a in bank.iterfind("AccessionNumberList/AccessionNumber")]
        for accession in accessions or [None]:
            rows.add("databank_accession", (_next(record, "_accession"), name, accession))


def read_corrections(element: Any, rows: Rows, record: Record) -> None:
    """CommentsCorrectionsList, every RefType."""
    for entry in element:
        pmid = entry.find("PMID")
        rows.add("comment_correction", (
            _next(record, "_correction"), entry.get("RefType") or "", text_of(entry.find("RefSource")),
            None if pmid is None else whole_number(pmid.text),
            None if pmid is None else whole_number(pmid.get("Version"), 3), text_of(entry.find("Note")),
        ))  # fmt: skip


def read_other_abstract(element: Any, rows: Rows, record: Record) -> None:
    """OtherAbstract: in another language, or of another kind."""
    number = _next(record, "_other_abstract")
    copyright_text = text_of(element.find("CopyrightInformation"))
    texts = [(part, text_of(part)) for part in element.findall("AbstractText")]
    for place, (part, text) in enumerate((p, t) for p, t in texts if t):
        rows.add("other_abstract", (number, place, element.get("Type"), element.get("Language"),
                                    part.get("Label"), text, copyright_text))  # fmt: skip


def read_other_id(element: Any, rows: Rows, record: Record) -> None:
    """OtherID."""
    text = text_of(element)
    if text:
        _add_id(rows, record, "other_id", element.get("Source"), text, None)


def read_elocation(element: Any, rows: Rows, record: Record) -> None:
    """ELocationID; a valid DOI is the record's unless its own list has one."""
    text = text_of(element)
    if text is None:
        return
    is_valid = _yes(element.get("ValidYN"))
    _add_id(rows, record, "elocation_id", element.get("EIdType"), text, is_valid)
    if element.get("EIdType") == "doi" and is_valid is not False:
        record.setdefault("doi", text.lower())


def read_article_ids(element: Any, rows: Rows, record: Record) -> None:
    """ArticleIdList of the record itself."""
    for found in element:
        text = text_of(found)
        if text is None:
            continue
        kind = found.get("IdType") or "pubmed"
        _add_id(rows, record, "article_id", kind, text, None)
        if kind == "doi":
            record["doi"] = text.lower()
        elif kind == "pmc":
            record["pmc_id"] = text


def _add_id(
    rows: Rows, record: Record, source: str, kind: str | None, text: str, is_valid: bool | None
) -> None:
    rows.add("article_id", (_next(record, "_id"), source, kind, text, is_valid))


def read_pubmed_data(element: Any, rows: Rows, record: Record) -> None:
    """PubmedData or PubmedBookData: status, history, ids, references."""
    for child in element:
        if child.tag == "ArticleIdList":
            read_article_ids(child, rows, record)
        elif child.tag == "ReferenceList":
            read_references(child, rows, record)
        elif child.tag == "History":
            for day in child:
                add_date(rows, record, day.get("PubStatus") or "unstated", day)
        elif child.tag == "PublicationStatus":
            record["publication_status"] = text_of(child)
        elif child.tag == "ObjectList":
            for item in child:
                value = " ".join(f"{p.get('Name')}={text_of(p) or ''}" for p in item)
                rows.add(
                    "annotation", (_next(record, "_annotation"), "object", value, item.get("Type"))
                )


def add_date(rows: Rows, record: Record, status: str, element: Any) -> None:
    """A date in the life of the record."""
    moment, text = moment_of(element)
    rows.add("history_date", (_next(record, "_date"), status, moment, text))


def read_references(element: Any, rows: Rows, record: Record, heading: str | None = None) -> None:
    """ReferenceList, nested ones too: the ids in it belong to the cited papers."""
    heading = text_of(element.find("Title")) or heading
    for child in element:
        if child.tag == "ReferenceList":
            read_references(child, rows, record, heading)
        elif child.tag == "Reference":
            number = _next(record, "_reference")
            rows.add("cited_reference", (number, heading, text_of(child.find("Citation"))))
            ids = child.iterfind("ArticleIdList/ArticleId")
            for place, (kind, text) in enumerate(
                (i.get("IdType"), t) for i in ids if (t := text_of(i))
            ):
                rows.add("cited_reference_id", (number, place, kind, text))


def read_book_sections(element: Any, rows: Rows, record: Record) -> None:
    """Sections of a book, nested ones too: their titles."""
    for section in element.iter("Section"):
        title = text_of(section.find("SectionTitle"))
        if title:
            label = text_of(section.find("LocationLabel"))
            rows.add("annotation", (_next(record, "_annotation"), "book_section", title, label))


def annotation(kind: str) -> Reader:
    """A reader that keeps an element's text as an annotation."""

    def read(element: Any, rows: Rows, record: Record) -> None:
        text = text_of(element)
        if text:
            owner = element.get("Owner") or element.get("Type")
            rows.add("annotation", (_next(record, "_annotation"), kind, text, owner))

    return read


def each_annotation(kind: str) -> Reader:
    """A reader that keeps each child's text as an annotation."""
    keep = annotation(kind)

    def read(element: Any, rows: Rows, record: Record) -> None:
        for child in element:
            keep(child, rows, record)

    return read
