"""NBIB, PubMed's MEDLINE format: the same tables as XML gives.

The format carries less: MeSH has no identifiers, markup and references are missing.
What it lacks is NULL. A PMID's version is taken to be 1, which it is for all but a few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, TextIO

import pyarrow as pa

from evidence.errors import SourceError
from evidence.schema import Table
from evidence.sources.pubmed.dates import medline_date
from evidence.sources.pubmed.nbib_entry import Entry, entries
from evidence.sources.pubmed.nbib_lists import add_lists
from evidence.sources.pubmed.nbib_people import add_people
from evidence.sources.pubmed.rows import Rows
from evidence.sources.pubmed.shaped import whole_number
from evidence.sources.pubmed.stretches import UNREADABLE

_CHUNK_RECORDS = 2_000
_ISSN = re.compile(r"(\d{4}-\d{3}[\dXx])(?: \((\w+)\))?")
_LABEL = re.compile(r"(?:^|(?<=[.?!)\]”\"] ))([A-Z][A-Z0-9 /&,'’()-]{1,78}[A-Z0-9)]): (?=\S)")
_PMID = re.compile(r"[1-9]\d{0,8}")
_TEXTS = {
    "citation_status": "STAT", "owner": "OWN", "title": "TI", "vernacular_title": "TT", "journal": "JT",
    "medline_ta": "TA", "nlm_unique_id": "JID", "journal_country": "PL", "volume": "VI", "issue": "IP",
    "pages": "PG", "publication_status": "PST", "language": "LA", "conflict_of_interest": "COIS",
    "copyright": "CI", "book_title": "BTI", "publisher": "PB",
}  # fmt: skip
_DAYS = {"date_revised": "LR", "date_completed": "DCOM", "date_created": "DA", "article_date": "DEP"}


def parse_nbib(
    source: TextIO, tables: Mapping[str, Table], origin: str = "NBIB"
) -> Iterator[dict[str, pa.Table]]:
    """Tables of a stretch of records at a time, keyed by `record_no` from 0.

    `origin` is the name used in messages. Raises SourceError for what cannot be read
    to its end, or is not in UTF-8.
    """
    try:
        yield from _parsed(source, tables)
    except UnicodeDecodeError as error:
        raise SourceError(f"{origin} is not in UTF-8: {error.reason}. Mend: save it again as UTF-8") from error
    except UNREADABLE as error:
        raise SourceError(f"{origin} is cut off or damaged: {error}. Mend: save it again") from error


def _parsed(source: TextIO, tables: Mapping[str, Table]) -> Iterator[dict[str, pa.Table]]:
    rows = Rows(tables)
    for record_no, entry in enumerate(entries(source)):
        pmid = entry.one("PMID") or ""
        if _PMID.fullmatch(pmid) and pmid.isascii():
            rows.start()
            rows.finish(record_no, _record(int(pmid), entry, rows))
        else:
            rows.reject(record_no, None, f"its PMID is {pmid!r}", f"line {entry.line}")
        if len(rows) >= _CHUNK_RECORDS:
            yield rows.tables()
    yield rows.tables()


def _record(pmid: int, entry: Entry, rows: Rows) -> dict[str, Any]:
    record: dict[str, Any] = {
        "report_id": f"pmid:{pmid}", "pmid": pmid, "pmid_version": 1, "source_format": "nbib",
        "is_book": entry.one("BTI") is not None, "n_references": whole_number(entry.one("RF")),
        "pmc_id": (entry.one("PMC") or "").split(" ")[0] or None,
    }  # fmt: skip
    record |= {name: entry.one(tag) for name, tag in _TEXTS.items()}
    record |= {name: day_of_digits(entry.one(tag)) for name, tag in _DAYS.items()}
    record["title"] = record["title"] or record["book_title"]
    printed = medline_date(entry.one("DP") or "") if entry.one("DP") else None
    if printed is not None:
        record |= {"pub_date_text": printed.text, "pub_date": printed.day,
                   "pub_date_precision": printed.precision,
                   "year": printed.day.year if printed.day else None}  # fmt: skip
    for number, kind in (m.groups() for text in entry.all("IS") for m in _ISSN.finditer(text)):
        if kind == "Linking":
            record["issn_linking"] = number
        elif "issn" not in record:
            record["issn"], record["issn_type"] = number, kind
    _add_texts(record["title"], entry, rows)
    add_people(entry, rows)
    add_lists(pmid, entry, rows, record)
    return record


def _add_texts(title: str | None, entry: Entry, rows: Rows) -> None:
    if title:
        rows.add("section", ("title", 0, None, None, title, None))
    for place, (label, text) in enumerate(sections(entry.one("AB") or "")):
        rows.add("section", ("abstract", place, label, None, text, None))


def sections(abstract: str) -> Iterator[tuple[str | None, str]]:
    """(label, text) of each section: PubMed prints a label in capitals with a colon.

    Only an abstract that begins with a label is taken apart, so that an abbreviation
    with a colon in running text is none.
    """
    found = list(_LABEL.finditer(abstract))
    if not found or found[0].start() > 0:
        if abstract:
            yield None, abstract
        return
    ends = [*(m.start() for m in found[1:]), len(abstract)]
    for label, end in zip(found, ends, strict=True):
        yield label[1], abstract[label.end() : end].strip()


def day_of_digits(text: str | None) -> date | None:
    """YYYYMMDD as a date; None for anything else."""
    if text is None or not re.fullmatch(r"\d{8}", text) or not text.isascii():
        return None
    try:
        return datetime.strptime(text, "%Y%m%d").date()
    except ValueError:
        return None
