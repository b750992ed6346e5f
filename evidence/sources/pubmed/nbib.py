"""NBIB, PubMed's MEDLINE format, by Bio.Medline: the same tables as XML gives.

The format carries less: an abstract is one section, MeSH has no identifiers,
references are missing. What it lacks is NULL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, TextIO

import pyarrow as pa
from Bio import Medline

from evidence.schema import Table
from evidence.sources.pubmed.dates import medline_date
from evidence.sources.pubmed.rows import Rows

_CORRECTIONS = {
    "CIN": "CommentIn", "CON": "CommentOn", "EIN": "ErratumIn", "EFR": "ErratumFor",
    "CRI": "CorrectedandRepublishedIn", "CRF": "CorrectedandRepublishedFrom",
    "RIN": "RetractionIn", "ROF": "RetractionOf", "RPI": "RepublishedIn", "RPF": "RepublishedFrom",
    "ECI": "ExpressionOfConcernIn", "ECF": "ExpressionOfConcernFor", "UIN": "UpdateIn",
    "UOF": "UpdateOf", "SPIN": "SummaryForPatientsIn", "ORI": "OriginalReportIn",
    "RRI": "RetractedandRepublishedIn", "RRF": "RetractedandRepublishedFrom",
}  # fmt: skip
_PMID = re.compile(r"PMID:\s*(\d+)")
_ID = re.compile(r"^(.*) \[(\w+)\]$")
_CHUNK_RECORDS = 2_000


def parse_nbib(source: TextIO, tables: Mapping[str, Table]) -> Iterator[dict[str, pa.Table]]:
    """Tables of a stretch of records at a time, keyed by `record_no` from 0."""
    rows = Rows(tables)
    for record_no, entry in enumerate(Medline.parse(source)):
        if not entry:
            continue
        pmid = str(entry.get("PMID", "")).strip()
        if not (pmid.isascii() and pmid.isdigit() and len(pmid) <= 9):
            rows.reject(record_no, None, f"its PMID is {pmid!r}", None)
            continue
        rows.start()
        rows.finish(record_no, _record(int(pmid), entry, rows))
        if len(rows) >= _CHUNK_RECORDS:
            yield rows.tables()
    yield rows.tables()


def _record(pmid: int, entry: Mapping[str, Any], rows: Rows) -> dict[str, Any]:
    printed = medline_date(entry["DP"]) if "DP" in entry else None
    record: dict[str, Any] = {
        "report_id": f"pmid:{pmid}", "pmid": pmid, "pmid_version": 1, "source_format": "nbib",
        "is_book": "BTI" in entry, "citation_status": entry.get("STAT"), "owner": entry.get("OWN"),
        "title": entry.get("TI"), "vernacular_title": entry.get("TT"), "journal": entry.get("JT"),
        "journal_iso": None, "medline_ta": entry.get("TA"), "nlm_unique_id": entry.get("JID"),
        "journal_country": entry.get("PL"), "volume": entry.get("VI"), "issue": entry.get("IP"),
        "pages": entry.get("PG"), "date_revised": _day(entry.get("LR")),
        "date_completed": _day(entry.get("DCOM")), "article_date": _day(entry.get("DEP")),
        "publication_status": entry.get("PST"), "language": next(iter(entry.get("LA", [])), None),
        "conflict_of_interest": entry.get("COIS"), "copyright": entry.get("CI"),
        "book_title": entry.get("BTI"), "pmc_id": entry.get("PMC"),
    }  # fmt: skip
    if printed is not None:
        record |= {"pub_date_text": printed.text, "pub_date": printed.day,
                   "pub_date_precision": printed.precision,
                   "year": printed.day.year if printed.day else None}  # fmt: skip
    _texts(entry, rows)
    _ids(entry, rows, record)
    _people(entry, rows)
    _subjects(entry, rows)
    _corrections(entry, rows)
    _history(entry, rows)
    return record


def _texts(entry: Mapping[str, Any], rows: Rows) -> None:
    for field, key in (("title", "TI"), ("abstract", "AB")):
        if entry.get(key):
            rows.add("section", (field, 0, None, None, " ".join(entry[key].split()), None))


def _ids(entry: Mapping[str, Any], rows: Rows, record: dict[str, Any]) -> None:
    number = 0
    for key, kind in (("LID", "elocation_id"), ("AID", "article_id")):
        found = entry.get(key, [])
        for text in [found] if isinstance(found, str) else found:
            for value, id_type in re.findall(r"(\S+) \[(\w+)\]", text):
                rows.add("article_id", (number, kind, id_type, value, None))
                number += 1
                if id_type == "doi":
                    record["doi"] = value.lower()
    issn = re.match(r"([\dX-]{9})(?: \((\w+)\))?", str(entry.get("IS", "")))
    if issn:
        record["issn"] = issn[1]


def _people(entry: Mapping[str, Any], rows: Rows) -> None:
    full, short = entry.get("FAU", []), entry.get("AU", [])
    number = 0
    for place, name in enumerate(full or short):
        last, _, fore = name.partition(", ") if full else name.rpartition(" ")
        initials = short[place].rpartition(" ")[2] if place < len(short) else None
        rows.add("author", (number, "authors", last or name, fore or None, initials, None, None, None, None,
                            True, None))  # fmt: skip
        number += 1
    for name in entry.get("CN", []):
        rows.add(
            "author", (number, "authors", None, None, None, None, name, None, None, True, None)
        )
        number += 1


def _subjects(entry: Mapping[str, Any], rows: Rows) -> None:
    for number, heading in enumerate(entry.get("MH", [])):
        name, *qualifiers = heading.split("/")
        rows.add("mesh_heading", (number, name.strip("*"), None, name.startswith("*"), None))
        for place, qualifier in enumerate(qualifiers):
            row = (number, place, qualifier.strip("*"), None, qualifier.startswith("*"))
            rows.add("mesh_qualifier", row)
    for number, name in enumerate(entry.get("PT", [])):
        rows.add("publication_type", (number, name, None))
    for number, name in enumerate(entry.get("OT", [])):
        rows.add("keyword", (number, entry.get("OTO", [None])[0] if isinstance(entry.get("OTO"), list)
                             else entry.get("OTO"), name.strip("*"), name.startswith("*")))  # fmt: skip
    for number, code in enumerate(entry.get("LA", [])):
        rows.add("language", (number, code))
    for number, text in enumerate(entry.get("RN", [])):
        registry, _, name = text.partition(" (")
        rows.add("chemical", (number, "substance", registry, name.rstrip(")") or registry, None))
    for number, text in enumerate(entry.get("SI", [])):
        bank, _, accession = text.partition("/")
        rows.add("databank_accession", (number, bank, accession or None))


def _corrections(entry: Mapping[str, Any], rows: Rows) -> None:
    number = 0
    for key, ref_type in _CORRECTIONS.items():
        found = entry.get(key, [])
        for text in [found] if isinstance(found, str) else found:
            pmid = _PMID.search(text)
            source = text[: pmid.start()].strip() if pmid else text
            rows.add("comment_correction", (number, ref_type, source.removesuffix("."),
                                            int(pmid[1]) if pmid else None, None, None))  # fmt: skip
            number += 1


def _history(entry: Mapping[str, Any], rows: Rows) -> None:
    for number, text in enumerate(entry.get("PHST", [])):
        found = re.match(r"(\d{4})/(\d\d)/(\d\d)(?: (\d\d):(\d\d))? \[(\S+)\]", text)
        if found:
            year, month, day, hour, minute = (int(g or 0) for g in found.groups()[:5])
            printed = f"{year} {month} {day} {hour} {minute}"
            try:
                moment = datetime(year, month, day, hour, minute)
            except ValueError:  # no possible day: the letters are kept
                moment = None
            rows.add("history_date", (number, found[6], moment, printed))


def _day(text: str | None) -> date | None:
    if not text or not re.fullmatch(r"\d{8}", text):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
