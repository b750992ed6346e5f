"""One PubmedArticle or PubmedBookArticle, by walking its children once."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from evidence.sources.pubmed import lists, people
from evidence.sources.pubmed.dates import day_of, printed_date
from evidence.sources.pubmed.markup import markup_of, text_of
from evidence.sources.pubmed.rows import Rows

Record = dict[str, Any]


class BadRecordError(ValueError):
    """A record that cannot be taken in; its text says why."""


def read_article(element: Any, rows: Rows, record: Record) -> None:
    """Fill `record` and the child rows from a PubmedArticle. Raises BadRecordError."""
    citation = element.find("MedlineCitation")
    if citation is None:
        raise BadRecordError("it has no MedlineCitation")
    attribute = citation.get
    record.update(
        source_format="pubmed-xml", is_book=False, citation_status=attribute("Status"),
        owner=attribute("Owner"), indexing_method=attribute("IndexingMethod"),
        version_id=attribute("VersionID"), version_date=attribute("VersionDate"),
    )  # fmt: skip
    lists.start(rows)
    for child in citation:
        reader = _CITATION.get(child.tag)
        if reader is not None:
            reader(child, rows, record)
    data = element.find("PubmedData")
    if data is not None:
        lists.read_pubmed_data(data, rows, record)
    _name(record, element)


def read_book_article(element: Any, rows: Rows, record: Record) -> None:
    """Fill `record` and the child rows from a PubmedBookArticle. Raises BadRecordError."""
    document = element.find("BookDocument")
    if document is None:
        raise BadRecordError("it has no BookDocument")
    record.update(source_format="pubmed-xml", is_book=True, owner="NLM")
    lists.start(rows)
    for child in document:
        reader = _BOOK.get(child.tag)
        if reader is not None:
            reader(child, rows, record)
    data = element.find("PubmedBookData")
    if data is not None:
        lists.read_pubmed_data(data, rows, record)
    if not record.get("title") and record.get("book_title"):
        _keep_title(record["book_title"], None, rows, record)
    _name(record, element)


def _name(record: Record, element: Any) -> None:
    """The record's key: pmid:N, else doi:…, else record:N where the source's own number is all."""
    doi = record.get("doi")
    if record.get("owner") == "NOTNLM":  # a number that is not PubMed's
        record["source_record_no"], record["pmid"] = str(record.get("pmid") or ""), None
    if record.get("pmid") is not None:
        record["report_id"] = f"pmid:{record['pmid']}"
    elif doi:
        record["report_id"] = f"doi:{doi}"
    elif record.get("source_record_no"):
        record["report_id"] = f"record:{record['source_record_no']}"
    else:
        raise BadRecordError("it has neither a PMID nor a DOI")
    if not element.tag:
        raise BadRecordError("it is empty")


def _pmid(element: Any, _rows: Rows, record: Record) -> None:
    text = (element.text or "").strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and int(text) > 0):
        raise BadRecordError(f"its PMID is {text!r}")
    record["pmid"] = int(text)
    record["pmid_version"] = lists.whole_number(element.get("Version"), 3)


def _day(name: str) -> Callable[[Any, Rows, Record], None]:
    def read(element: Any, _rows: Rows, record: Record) -> None:
        record[name] = day_of(element)

    return read


def _text(name: str) -> Callable[[Any, Rows, Record], None]:
    def read(element: Any, _rows: Rows, record: Record) -> None:
        record[name] = text_of(element)

    return read


def _article(element: Any, rows: Rows, record: Record) -> None:
    record["pub_model"] = element.get("PubModel")
    for child in element:
        reader = _ARTICLE.get(child.tag)
        if reader is not None:
            reader(child, rows, record)


def _title(element: Any, rows: Rows, record: Record) -> None:
    text = text_of(element)
    if text:
        _keep_title(text, markup_of(element), rows, record)
    book = [element.get(name) for name in ("book", "part") if element.get(name)]
    record["title_book_part"] = "|".join(book) or None


def _keep_title(text: str, markup: str | None, rows: Rows, record: Record) -> None:
    record["title"] = text
    rows.add("section", ("title", 0, None, None, text, markup))


def _journal(element: Any, _rows: Rows, record: Record) -> None:
    issn = element.find("ISSN")
    if issn is not None:
        record["issn"], record["issn_type"] = text_of(issn), issn.get("IssnType")
    record["journal"] = text_of(element.find("Title"))
    record["journal_iso"] = text_of(element.find("ISOAbbreviation"))
    issue = element.find("JournalIssue")
    if issue is not None:
        record["cited_medium"] = issue.get("CitedMedium")
        record["volume"] = text_of(issue.find("Volume"))
        record["issue"] = text_of(issue.find("Issue"))
        _keep_pub_date(issue.find("PubDate"), record)


def _keep_pub_date(element: Any, record: Record) -> None:
    printed = printed_date(element)
    if printed is not None:
        record["pub_date_text"], record["pub_date"], record["pub_date_precision"] = printed
        record["year"] = printed.day.year if printed.day else None


def _pagination(element: Any, _rows: Rows, record: Record) -> None:
    start, end = (text_of(element.find(name)) for name in ("StartPage", "EndPage"))
    whole = text_of(element.find("MedlinePgn"))
    record["start_page"], record["end_page"] = start, end
    record["pages"] = whole or ("-".join(p for p in (start, end) if p) or None)


def _abstract(element: Any, rows: Rows, record: Record) -> None:
    number = 0
    for child in element:
        if child.tag == "AbstractText":
            text = text_of(child)
            if text:
                rows.add("section", ("abstract", number, child.get("Label"),
                                     child.get("NlmCategory"), text, markup_of(child)))  # fmt: skip
                number += 1
        elif child.tag == "CopyrightInformation":
            record["copyright"] = text_of(child)


def _journal_info(element: Any, _rows: Rows, record: Record) -> None:
    for tag, name in (("Country", "journal_country"), ("MedlineTA", "medline_ta"),
                      ("NlmUniqueID", "nlm_unique_id"), ("ISSNLinking", "issn_linking")):  # fmt: skip
        record[name] = text_of(element.find(tag))


def _n_references(element: Any, _rows: Rows, record: Record) -> None:
    record["n_references"] = lists.whole_number(element.text)


def _authors(element: Any, rows: Rows, record: Record) -> None:
    complete = element.get("CompleteYN")
    record["are_authors_complete"] = None if complete is None else complete == "Y"
    people.read_authors(element, rows, record)


def _article_date(element: Any, rows: Rows, record: Record) -> None:
    if record.get("article_date") is None:
        record["article_date"] = day_of(element)
    lists.add_date(rows, record, "article-date " + (element.get("DateType") or "unstated"), element)


def _book(element: Any, rows: Rows, record: Record) -> None:
    publisher = element.find("Publisher")
    if publisher is not None:
        parts = [text_of(publisher.find(name)) for name in ("PublisherName", "PublisherLocation")]
        record["publisher"] = ", ".join(p for p in parts if p) or None
    record["book_title"] = text_of(element.find("BookTitle"))
    _keep_pub_date(element.find("PubDate"), record)
    record["volume"] = text_of(element.find("Volume"))
    detail: dict[str, list[str]] = {}
    for child in element:
        if child.tag == "AuthorList":
            people.read_authors(child, rows, record)
        elif child.tag == "ELocationID":
            lists.read_elocation(child, rows, record)
        elif child.tag not in ("Publisher", "BookTitle", "PubDate", "Volume"):
            value = " ".join(t.strip() for t in child.itertext() if t.strip())
            values = [value, *(f"@{k}={v}" for k, v in sorted(child.attrib.items()))]
            detail.setdefault(str(child.tag), []).append(" ".join(v for v in values if v))
    if element.find("BookTitle") is not None:
        for key, value in sorted(element.find("BookTitle").attrib.items()):
            detail.setdefault(f"BookTitle@{key}", []).append(value)
    record["book_detail"] = (
        json.dumps(detail, ensure_ascii=False, sort_keys=True) if detail else None
    )


def _contribution_date(element: Any, rows: Rows, record: Record) -> None:
    lists.add_date(rows, record, f"book-{element.tag}", element)


_CITATION: dict[str, Callable[[Any, Rows, Record], None]] = {
    "PMID": _pmid, "Article": _article, "MedlineJournalInfo": _journal_info,
    "DateCreated": _day("date_created"), "DateCompleted": _day("date_completed"),
    "DateRevised": _day("date_revised"), "CoiStatement": _text("conflict_of_interest"),
    "NumberOfReferences": _n_references, "MeshHeadingList": lists.read_mesh,
    "ChemicalList": lists.read_chemicals, "SupplMeshList": lists.read_supplementary,
    "KeywordList": lists.read_keywords, "CommentsCorrectionsList": lists.read_corrections,
    "OtherAbstract": lists.read_other_abstract, "OtherID": lists.read_other_id,
    "InvestigatorList": people.read_investigators,
    "PersonalNameSubjectList": people.read_subjects,
    "CitationSubset": lists.annotation("citation_subset"),
    "GeneSymbolList": lists.each_annotation("gene_symbol"),
    "GeneralNote": lists.annotation("general_note"),
    "SpaceFlightMission": lists.annotation("space_flight_mission"),
}  # fmt: skip
_ARTICLE: dict[str, Callable[[Any, Rows, Record], None]] = {
    "ArticleTitle": _title, "VernacularTitle": _text("vernacular_title"), "Journal": _journal,
    "Pagination": _pagination, "Abstract": _abstract, "AuthorList": _authors,
    "Language": lists.read_language, "PublicationTypeList": lists.read_publication_types,
    "ELocationID": lists.read_elocation, "ArticleDate": _article_date,
    "GrantList": lists.read_grants, "DataBankList": lists.read_databanks,
}  # fmt: skip
_BOOK: dict[str, Callable[[Any, Rows, Record], None]] = {
    "PMID": _pmid, "Book": _book, "ArticleTitle": _title,
    "VernacularTitle": _text("vernacular_title"), "Pagination": _pagination,
    "Abstract": _abstract, "AuthorList": _authors, "Language": lists.read_language,
    "PublicationType": lists.read_publication_type, "KeywordList": lists.read_keywords,
    "GrantList": lists.read_grants, "InvestigatorList": people.read_investigators,
    "ArticleIdList": lists.read_article_ids, "ReferenceList": lists.read_references,
    "DateRevised": _day("date_revised"), "ContributionDate": _contribution_date,
    "Sections": lists.read_book_sections, "ItemList": lists.each_annotation("item"),
    "LocationLabel": lists.annotation("location_label"),
}  # fmt: skip
