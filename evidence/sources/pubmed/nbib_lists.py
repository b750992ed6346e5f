"""Subjects, ids, notices, dates and smaller lists of a MEDLINE-format entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from evidence.sources.pubmed.nbib_entry import Entry
from evidence.sources.pubmed.rows import Rows

_CORRECTIONS = {
    "CIN": "CommentIn", "CON": "CommentOn", "EIN": "ErratumIn", "EFR": "ErratumFor",
    "CRI": "CorrectedandRepublishedIn", "CRF": "CorrectedandRepublishedFrom",
    "RIN": "RetractionIn", "ROF": "RetractionOf", "RPI": "RepublishedIn", "RPF": "RepublishedFrom",
    "PRIN": "PartialRetractionIn", "PROF": "PartialRetractionOf",
    "ECI": "ExpressionOfConcernIn", "ECF": "ExpressionOfConcernFor", "UIN": "UpdateIn",
    "UOF": "UpdateOf", "SPIN": "SummaryForPatientsIn", "ORI": "OriginalReportIn",
    "RRI": "RetractedandRepublishedIn", "RRF": "RetractedandRepublishedFrom",
    "DDIN": "AssociatedDataset", "DRIN": "AssociatedPublication",
}  # fmt: skip
_NOTES = {"SB": "citation_subset", "GS": "gene_symbol", "SFM": "space_flight_mission"}
_PMID = re.compile(r"\.? ?PMID: ?(\d{1,9})\b")
_ID = re.compile(r"(\S.*?) \[(\w+)\]")
_MOMENT = re.compile(r"(\d{4})/(\d\d?)/(\d\d?)(?: (\d\d?):(\d\d?))?(?: \[([\w-]+)\])?")
# Dates that older files give in tags of their own.
_OWN_DATES = {"EDAT": "pubmed", "MHDA": "medline", "CRDT": "entrez"}
_GRANT = re.compile(r"^(.*?)(?:/([A-Z0-9]{2}))?/([^/]*)/([^/]*)$")


def add_lists(pmid: int, entry: Entry, rows: Rows, record: dict[str, Any]) -> None:
    """Fill the small tables; sets the record's `doi`."""
    _ids(pmid, entry, rows, record)
    _subjects(entry, rows)
    _corrections(entry, rows)
    _history(entry, rows)
    for number, text in enumerate(entry.all("LA")):
        rows.add("language", (number, text))
    for number, text in enumerate(entry.all("SI")):
        bank, _, accession = text.partition("/")
        rows.add("databank_accession", (number, bank, accession or None))
    for number, text in enumerate(entry.all("GR")):
        found = _GRANT.match(text)
        parts = [p or None for p in found.groups()] if found else [None, None, text, None]
        rows.add("grant_award", (number, *parts))
    for number, (kind, value, detail) in enumerate(_annotations(entry)):
        rows.add("annotation", (number, kind, value, detail))
    for number, text in enumerate(entry.all("OAB")):
        kind, _, body = text.partition(": ")
        languages = entry.all("OABL")
        language = languages[min(number, len(languages) - 1)] if languages else None
        rows.add("other_abstract", (number, 0, kind, language, None, None, body or text, None))


def _annotations(entry: Entry) -> Iterator[tuple[str, str, str | None]]:
    for tag, value in entry.values:
        if value and tag in _NOTES:
            yield from ((_NOTES[tag], part.strip(), None) for part in value.split(";"))
        elif value and tag == "GN":
            owner, colon, text = value.partition(": ")
            yield "general_note", text if colon else value, owner if colon else None


def _ids(pmid: int, entry: Entry, rows: Rows, record: dict[str, Any]) -> None:
    held: list[tuple[str, str | None, str, bool | None]] = []
    for text in entry.all("LID"):
        held += [("elocation_id", kind, value, None) for value, kind in _ID.findall(text)]
    for text in entry.all("OID"):
        source, _, value = text.partition(": ")
        held.append(("other_id", source, value, None))
    held.append(("article_id", "pubmed", str(pmid), None))
    for text in entry.all("AID"):
        held += [("article_id", kind, value, None) for value, kind in _ID.findall(text)]
    held += [("article_id", "pmc", value, None) for value in [record["pmc_id"]] if value]
    held += [("article_id", "mid", value.split(" ")[0], None) for value in entry.all("MID")]
    for number, row in enumerate(held):
        rows.add("article_id", (number, *row))
    for source in ("elocation_id", "article_id"):
        dois = [value for own, kind, value, _ in held if own == source and kind == "doi"]
        if dois:
            record["doi"] = dois[-1 if source == "article_id" else 0].lower()


def _subjects(entry: Entry, rows: Rows) -> None:
    for number, heading in enumerate(entry.all("MH")):
        name, *qualifiers = re.split(r"/(?=\*?[a-z&])", heading)
        rows.add("mesh_heading", (number, name.lstrip("*"), None, name.startswith("*"), None, None))
        for place, text in enumerate(qualifiers):
            rows.add("mesh_qualifier", (number, place, text.lstrip("*"), None, text.startswith("*"), None))
    for number, text in enumerate(entry.all("PT")):
        rows.add("publication_type", (number, text, None))
    number, owner = 0, None
    for tag, value in entry.values:
        if tag == "OTO":
            owner = value
        elif tag == "OT" and value:
            rows.add("keyword", (number, owner, value.lstrip("*"), value.startswith("*")))
            number += 1
    number = 0
    for number, text in enumerate(entry.all("RN")):
        registry, bracket, name = text.partition(" (")
        rows.add("chemical", (number, "substance", registry if bracket else "0",
                              name.removesuffix(")") if bracket else text, None))  # fmt: skip
    for place, text in enumerate(entry.all("NM"), len(entry.all("RN"))):
        rows.add("chemical", (place, "unstated", None, text, None))


def _corrections(entry: Entry, rows: Rows) -> None:
    number = 0
    for tag, value in entry.values:
        if value and tag in _CORRECTIONS:
            pmid = _PMID.search(value)
            source = value[: pmid.start()] if pmid else value
            rows.add("comment_correction", (
                number, _CORRECTIONS[tag], source.strip() or None, int(pmid[1]) if pmid else None, None,
                None,
            ))  # fmt: skip
            number += 1


def _history(entry: Entry, rows: Rows) -> None:
    dates = [(found[6], found) for text in entry.all("PHST") if (found := _MOMENT.fullmatch(text))]
    stated = {status for status, _ in dates}
    for tag, status in _OWN_DATES.items():
        if status not in stated and (found := _MOMENT.match(entry.one(tag) or "")):
            dates.append((status, found))
    for number, (status, found) in enumerate(dates):
        parts = [int(p) for p in found.groups()[:5] if p]
        try:
            moment = datetime(*parts)  # type: ignore[arg-type]
        except ValueError:  # no possible day: the letters are kept
            moment = None
        text = " ".join(map(str, parts))
        rows.add("history_date", (number, status or "unstated", moment, text))
