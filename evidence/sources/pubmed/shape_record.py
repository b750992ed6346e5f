"""The record itself: its single values, title and abstracts, from raw tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.sources.pubmed.arrays import at, by_value, is_held, numbers, replaced, strings
from evidence.sources.pubmed.dates import PrintedDate, day_of, printed_date
from evidence.sources.pubmed.raw import Raw, counted, joined
from evidence.sources.pubmed.shape_lists import attribute_of_list
from evidence.sources.pubmed.shaped import Shaped, by_parts, constant, whole_numbers, yes

_EPOCH = date(1970, 1, 1).toordinal()
_DAY = ("Year", "Month", "Day")
# Columns that hold the first value of a field, to the letter.
_TEXTS = {
    "citation": {
        "citation_status": "At/@Status", "indexing_method": "At/@IndexingMethod",
        "version_id": "At/@VersionID", "version_date": "At/@VersionDate",
        "medline_ta": "MedlineJournalInfo/MedlineTA", "conflict_of_interest": "CoiStatement",
        "nlm_unique_id": "MedlineJournalInfo/NlmUniqueID",
        "issn_linking": "MedlineJournalInfo/ISSNLinking",
        "journal_country": "MedlineJournalInfo/Country",
    },
    "article": {
        "pub_model": "At/@PubModel", "vernacular_title": "VernacularTitle",
        "journal": "Journal/Title", "journal_iso": "Journal/ISOAbbreviation",
        "issn": "Journal/ISSN", "issn_type": "Journal/ISSN/@IssnType",
        "issue": "Journal/JournalIssue/Issue", "cited_medium": "Journal/JournalIssue/@CitedMedium",
        "start_page": "Pagination/StartPage", "end_page": "Pagination/EndPage", "language": "Language",
    },
    "abstract": {"copyright": "CopyrightInformation"},
    "data": {"publication_status": "PublicationStatus"},
    "book": {"book_title": "BookTitle"},
}  # fmt: skip
_FLAGS = {
    "are_authors_complete": ("author", "At/@CompleteYN"),
    "are_grants_complete": ("grant", "At/@CompleteYN"),
    "are_databanks_complete": ("databank_list", "At/@CompleteYN"),
}


def record_columns(shaped: Shaped, is_book: Any) -> dict[str, Any]:
    """Every column of `record` that a record's XML gives, by name."""
    raw, n = shaped.raw, shaped.n_records
    columns = {
        name: raw[table].one(field, n) for table, fields in _TEXTS.items() for name, field in fields.items()
    }
    columns |= {name: yes(raw[table].one(field, n)) for name, (table, field) in _FLAGS.items()}
    citation, article, book = raw["citation"], raw["article"], raw["book"]
    columns["owner"] = pc.coalesce(
        citation.one("At/@Owner", n), at(strings(["NLM"]), np.where(is_book, 0, -1))
    )
    columns["pmid_version"] = whole_numbers(citation.one("PMID/@Version", n), pa.int16(), 3)
    columns["n_references"] = whole_numbers(citation.one("NumberOfReferences", n), pa.int32())
    columns["volume"] = pc.coalesce(
        article.one("Journal/JournalIssue/Volume", n), book.one("Volume", n)
    )
    for name, source, element in (
        ("date_created", citation, "DateCreated"), ("date_completed", citation, "DateCompleted"),
        ("date_revised", citation, "DateRevised"), ("article_date", article, "ArticleDate"),
    ):  # fmt: skip
        columns[name] = _days(source, element, n)
    columns |= _printed(article, book, n)
    columns["pages"] = _pages(article, n)
    columns |= _ids(raw, n)
    columns |= _title(shaped, n)
    _sections(shaped, columns["title"])
    _other_abstracts(shaped)
    for name, field in (("vernacular_title", "VernacularTitle"),):
        shaped.keep_markup(f"record.{name}", article, field, article.rows(field))
    shaped.keep_markup("record.conflict_of_interest", citation, "CoiStatement", citation.rows("CoiStatement"))
    return columns


def _parts(raw: Raw, element: str, names: tuple[str, ...], n: int) -> list[Any]:
    """The parts of the first such element of each record."""
    fields = [f"{element}/{name}" for name in names]
    rows = raw.rows(*fields)
    places: Any = np.full(n, -1, np.int64)
    places[raw.record[rows[::-1]]] = rows[::-1]
    return [raw.take(field, places) for field in fields]


def _days(raw: Raw, element: str, n: int) -> Any:
    made, which = by_parts(_parts(raw, element, _DAY, n), lambda parts: day_of(*parts))
    days = np.array([0 if d is None else d.toordinal() - _EPOCH for d in made], np.int64)
    return numbers(days[which], pa.date32(), np.array([d is not None for d in made], bool)[which])


def _printed(article: Raw, book: Raw, n: int) -> dict[str, Any]:
    names = (*_DAY, "Season", "MedlineDate")
    parts = [pc.coalesce(one, two) for one, two in zip(
        _parts(article, "Journal/JournalIssue/PubDate", names, n), _parts(book, "PubDate", names, n), strict=True
    )]  # fmt: skip
    nothing = PrintedDate("", None, None)
    made, which = by_parts(parts, lambda values: printed_date(dict(zip(names, values, strict=True))) or nothing)
    days = np.array([0 if m.day is None else m.day.toordinal() - _EPOCH for m in made], np.int64)
    years = np.array([0 if m.day is None else m.day.year for m in made], np.int64)
    is_read = np.array([m.day is not None for m in made], bool)[which]
    return {
        "pub_date_text": at(strings([m.text or None for m in made]), which),
        "pub_date": numbers(days[which], pa.date32(), is_read),
        "pub_date_precision": at(strings([m.precision for m in made]), which),
        "year": numbers(years[which], pa.int16(), is_read),
    }


def _pages(article: Raw, n: int) -> Any:
    whole, start, end = (article.one(f"Pagination/{p}", n) for p in ("MedlinePgn", "StartPage", "EndPage"))
    rows = np.flatnonzero(~is_held(whole) & is_held(start))
    spans = [at(part, rows).to_pylist() for part in (start, end)]
    return replaced(whole, rows, ["-".join(p for p in pair if p) for pair in zip(*spans, strict=True)])


def _ids(raw: Mapping[str, Raw], n: int) -> dict[str, Any]:
    """DOI in lower case: the record's own list, else a valid ELocationID; PMC id."""
    doi, pmc = (_of_kind(raw["id"], kind, n) for kind in ("doi", "pmc"))
    doi = [value and value.lower() for value in doi]
    for source in (raw["article"], raw["book"]):
        rows = source.rows("ELocationID")
        held = [source.take(f, rows).to_pylist()
                for f in ("ELocationID/@EIdType", "ELocationID/@ValidYN", "ELocationID")]  # fmt: skip
        for record, kind, is_valid, value in zip(source.record[rows].tolist(), *held, strict=True):
            if kind == "doi" and is_valid in (None, "Y") and doi[record] is None:
                doi[record] = value.lower()
    return {"doi": strings(doi), "pmc_id": strings(pmc)}


def _of_kind(own: Raw, kind: str, n: int) -> list[str | None]:
    """For each record its last id of a kind, in its own list."""
    names, which = by_value(own.fields["ArticleId/@IdType"], str)
    rows = np.flatnonzero((which == names.index(kind)) if kind in names else which < -1)
    found: list[str | None] = [None] * n
    for record, value in zip(own.record[rows].tolist(), own.take("ArticleId", rows).to_pylist(), strict=True):
        found[record] = value or found[record]
    return found


def _title(shaped: Shaped, n: int) -> dict[str, Any]:
    article, book = shaped.raw["article"], shaped.raw["book"]
    links = []
    for part in ("book", "part", "sec"):
        links.append(article.one(f"ArticleTitle/@{part}", n).to_pylist() if len(article) else [None] * n)
    linked = ["|".join(f"{k}={v}" for k, v in zip(("book", "part", "sec"), row, strict=True) if v) or None
              for row in zip(*links, strict=True)]  # fmt: skip
    return {
        "title": pc.coalesce(article.one("ArticleTitle", n), book.one("BookTitle", n)),
        "title_book_part": strings(linked),
    }


def _sections(shaped: Shaped, titles: Any) -> None:
    """The title, then the abstract by section; a title's markup is that of its own element."""
    n, article, book, abstract = shaped.n_records, *(shaped.raw[t] for t in ("article", "book", "abstract"))
    first, of_book = article.first("ArticleTitle", n), book.first("BookTitle", n)
    titled = np.flatnonzero(is_held(titles))
    rows = abstract.rows("AbstractText")
    records = [titled, abstract.record[rows]]
    marked = [
        _marked(article.markup.get("ArticleTitle", {}), first[titled]),
        _marked(book.markup.get("BookTitle", {}), np.where(first[titled] >= 0, -1, of_book[titled])),
    ]
    nothing = pa.nulls(len(titled), pa.string())
    shaped.put("section", np.concatenate(records), [
        joined([constant("title", len(titled)), constant("abstract", len(rows))]),
        numbers(np.concatenate((titled * 0, counted(records[1]))), pa.int32()),
        joined([nothing, abstract.take("AbstractText/@Label", rows)]),
        joined([nothing, abstract.take("AbstractText/@NlmCategory", rows)]),
        joined([at(titles, titled), abstract.take("AbstractText", rows)]),
        joined([pc.coalesce(*marked), _marked(abstract.markup.get("AbstractText", {}), rows)]),
    ])  # fmt: skip


def _marked(markup: Mapping[int, str], rows: Any) -> Any:
    """The markup of each of `rows`; NULL for none."""
    places: Any = np.flatnonzero(np.isin(rows, np.fromiter(markup, np.int64, len(markup))))
    values = [markup[row] for row in rows[places].tolist()]
    return replaced(pa.nulls(len(rows), pa.string()), places, values)


def _other_abstracts(shaped: Shaped) -> None:
    raw = shaped.raw["other_abstract"]
    rows = raw.rows("AbstractText")
    abstracts = raw.parents()
    starts = np.flatnonzero(np.diff(abstracts, prepend=-1))
    number = counted(raw.record[starts])[abstracts] if len(raw) else abstracts
    place = counted(abstracts[rows])
    shaped.put("other_abstract", raw.record[rows], [
        numbers(number[rows], pa.int32()), numbers(place, pa.int32()),
        attribute_of_list(raw, "At/@Type", rows), attribute_of_list(raw, "At/@Language", rows),
        raw.take("AbstractText/@Label", rows), raw.take("AbstractText/@NlmCategory", rows),
        raw.take("AbstractText", rows), attribute_of_list(raw, "CopyrightInformation", rows),
    ])  # fmt: skip
    shaped.keep_markup("other_abstract.text", raw, "AbstractText", rows, place)
