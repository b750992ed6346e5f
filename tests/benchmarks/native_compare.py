"""Every field of PubMed XML as this project reads it against Bio.Entrez, record by record.

Run as ``python -m tests.benchmarks.native_compare --data PATH`` on a file or a folder.
A difference is explained where a rule in EXPLAINED says why it is none.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from Bio import Entrez

from evidence.schema import load_schema
from evidence.sources.pubmed.parse import parse_pubmed_xml
from tests.benchmarks.entrez_rows import Row, article_rows

SCHEMA = load_schema(Path(__file__).parents[2] / "queries" / "schema")
DOCTYPE = (b'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE PubmedArticleSet PUBLIC '
           b'"-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
           b'"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">')  # fmt: skip
EXPLAINED = {
    "default": "the DTD's default for an attribute the file does not state: NULL here, as nobody said it",
    "typography": "sup, sub and MathML written out by the stated rule; Bio.Entrez keeps tags; the letters agree",
    "orcid": "an ORCID is kept as 0000-0000-0000-0000 and, where printed otherwise, to the letter beside it",
    "undeclared": "an element of an older DTD, which Bio.Entrez leaves out by the DTD of 2025",
}
RECORD_COLUMNS = (
    "pmid", "pmid_version", "citation_status", "owner", "indexing_method", "version_id", "version_date",
    "pub_model", "title", "vernacular_title", "journal", "journal_iso", "issn", "issn_type", "volume",
    "issue", "cited_medium", "journal_country", "medline_ta", "nlm_unique_id", "issn_linking",
    "start_page", "end_page", "pages", "pub_date_text", "date_created", "date_completed", "date_revised",
    "conflict_of_interest", "n_references", "copyright", "publication_status", "are_authors_complete",
)  # fmt: skip
COLUMNS = {
    "record": RECORD_COLUMNS,
    "section": ("field", "label", "nlm_category", "text"),
    "other_abstract": ("abstract_no", "type", "language", "label", "text", "copyright"),
    "author": ("last_name", "fore_name", "initials", "suffix", "collective_name", "is_valid",
               "has_equal_contribution", "identifiers"),
    "affiliation": ("person", "person_no", "text", "identifiers"),
    "investigator": ("role", "last_name", "fore_name", "initials", "suffix", "is_valid"),
    "language": ("code",), "publication_type": ("name", "ui"),
    "mesh_heading": ("descriptor", "ui", "is_major", "type"),
    "mesh_qualifier": ("heading_no", "qualifier", "ui", "is_major"),
    "chemical": ("kind", "registry_number", "name", "ui"), "keyword": ("owner", "text", "is_major"),
    "grant_award": ("grant_id", "acronym", "agency", "country"),
    "databank_accession": ("databank", "accession"),
    "comment_correction": ("ref_type", "ref_source", "pmid", "pmid_version", "note"),
    "article_id": ("list", "id_type", "value", "is_valid"), "history_date": ("status", "text"),
    "cited_reference": ("heading", "citation"), "cited_reference_id": ("reference_no", "id_type", "value"),
}  # fmt: skip
_INLINE = r"</?(?:[a-z][\w:]*|DispFormula)\b[^<>]*>"
_UNDECLARED = {"date_created"}
_DEFAULTS = {"is_valid", "is_major", "are_authors_complete", "owner", "language", "type"}


def own_rows(data: bytes) -> Iterator[tuple[int, dict[str, list[Row]]]]:
    """(number in the file, rows by table) of every article as this project reads it."""
    for tables in parse_pubmed_xml(io.BytesIO(data), SCHEMA, "file"):
        held: dict[int, dict[str, list[Row]]] = {
            row["record_no"]: {name: [] for name in COLUMNS} for row in tables["record"].to_pylist()
            if not row["is_book"]
        }  # fmt: skip
        for name, columns in COLUMNS.items():
            for row in tables[name].to_pylist():
                if row["record_no"] in held:
                    held[row["record_no"]][name].append(
                        tuple(own_value(name, c, row) for c in columns)
                    )
        yield from held.items()


def own_value(table: str, column: str, row: dict[str, Any]) -> Any:
    """A value in the form it is compared in."""
    if column == "identifiers":
        orcid = row.get("orcid_as_printed") or row.get("orcid")
        others = (row["identifier"] or "").split("; ") if row["identifier"] else []
        return (("ORCID", orcid),) * bool(orcid) + tuple(tuple(o.split(":", 1)) for o in others)
    value = row[column]
    if column == "pages" and table == "record" and value is not None and row["start_page"]:
        return (
            None
            if value == "-".join(p for p in (row["start_page"], row["end_page"]) if p)
            else value
        )
    if column.startswith("date_") or column in ("pmid", "pmid_version", "n_references"):
        return None if value is None else str(value)
    return value


def letters(value: Any) -> str:
    """What is left of a text without tags, marks of raising, and white space."""
    text = unicodedata.normalize("NFKC", re.sub(_INLINE, "", str(value)))
    return re.sub(r"[\s^_()√/−–-]", "", text)


def reason(column: str, own: Any, other: Any) -> str | None:
    """Why a difference is none, by a name in EXPLAINED; None for an unexplained one."""
    if own is None and other is not None and column in _DEFAULTS:
        return "default"
    if other is None and column in _UNDECLARED:
        return "undeclared"
    if isinstance(own, str) and isinstance(other, str) and re.search(_INLINE, other):
        return "typography" if letters(own) == letters(other) else None
    if column == "identifiers" and Counter(own) == Counter(other):
        return "orcid"
    return None


def differences(
    own: dict[str, list[Row]], other: dict[str, list[Row]]
) -> Iterator[tuple[str, str | None, Any]]:
    """(place, reason or None, the two values) of each difference of one record."""
    for table, columns in COLUMNS.items():
        mine, theirs = own[table], other[table]
        if len(mine) != len(theirs):
            yield f"{table} rows", None, (len(mine), len(theirs))
            continue
        for one, two in zip(mine, theirs, strict=True):
            for column, a, b in zip(columns, one, two, strict=True):
                if a != b:
                    yield f"{table}.{column}", reason(column, a, b), (a, b)


def entrez_articles(data: bytes, n_at_once: int = 500) -> Iterator[Any]:
    """Every PubmedArticle as Bio.Entrez reads it, some hundreds at a time to save memory."""
    found = [m.span() for m in re.finditer(rb"<PubmedArticle>.*?</PubmedArticle>", data, re.S)]
    for first in range(0, len(found), n_at_once):
        records = b"".join(data[a:b] for a, b in found[first : first + n_at_once])
        whole = DOCTYPE + b"<PubmedArticleSet>" + records + b"</PubmedArticleSet>"
        yield from Entrez.read(io.BytesIO(whole), validate=False)["PubmedArticle"]


def compared(data: bytes) -> tuple[int, int, Counter[str], list[Any]]:
    """(articles, values compared, explained by place and reason, unexplained) of one file."""
    n_records = n_values = 0
    explained: Counter[str] = Counter()
    unexplained: list[Any] = []
    for (number, own), entry in zip(own_rows(data), entrez_articles(data), strict=True):
        other = article_rows(entry)
        n_records += 1
        n_values += sum(len(row) for rows in other.values() for row in rows)
        for place, why, values in differences(own, other):
            if why:
                explained[f"{place}: {why}"] += 1
            else:
                unexplained.append((number, place, values))
    return n_records, n_values, explained, unexplained


def main() -> None:
    """Print what was compared, what was explained and what was not."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    files = [data] if data.is_file() else sorted([*data.rglob("*.xml"), *data.rglob("*.xml.gz")])
    n_records = n_values = 0
    explained: Counter[str] = Counter()
    unexplained: list[Any] = []
    unread = []
    for path in files:
        raw = path.read_bytes()
        try:
            n, values, why, rest = compared(gzip.decompress(raw) if path.suffix == ".gz" else raw)
        except Exception as error:
            unread.append(f"{path.name}: {type(error).__name__}: {error}"[:200])
            continue
        n_records, n_values, explained = n_records + n, n_values + values, explained + why
        unexplained += [(path.name, *r) for r in rest]
    print(json.dumps({"files": len(files), "articles": n_records, "values": n_values, "unread": unread,
                      "explained": dict(explained.most_common()), "n_unexplained": len(unexplained),
                      "by_place": dict(Counter(u[2] for u in unexplained).most_common()),
                      "unexplained": unexplained[:40]}, ensure_ascii=False, default=str))  # fmt: skip


if __name__ == "__main__":
    main()
