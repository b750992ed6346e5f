"""The same PMID read from NBIB and from XML gives the same report, wherever the format carries it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from Bio import Medline
from lxml import etree

from evidence.errors import SourceError
from evidence.schema import load_schema
from evidence.sources.pubmed.nbib import parse_nbib
from evidence.sources.pubmed.parse import parse_pubmed_xml
from tests.unit.nbib_made import nbib, plain
from tests.unit.test_pubmed_readers import RICH

SCHEMA = load_schema(Path(__file__).parents[2] / "queries" / "schema")
# What MEDLINE format has no line for.
NOT_CARRIED = {
    "record": {"content_hash", "indexing_method", "source_format", "pub_model", "journal_iso", "cited_medium",
               "start_page", "end_page", "are_authors_complete", "are_grants_complete", "are_databanks_complete",
               "n_references", "version_id", "version_date"},
    "section": {"nlm_category", "markup"}, "author": {"is_valid", "has_equal_contribution"},
    "affiliation": {"identifier"}, "mesh_heading": {"ui", "type"}, "mesh_qualifier": {"ui"},
    "publication_type": {"ui"}, "keyword": set(), "language": set(), "databank_accession": set(),
    "comment_correction": {"pmid_version", "note"}, "chemical": {"ui"},
}  # fmt: skip


def rows_of(made: Any) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for tables in made:
        for name, table in tables.items():
            rows.setdefault(name, []).extend(table.to_pylist())
    return rows


def both(
    articles: list[Any],
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, list[dict[str, Any]]]]:
    xml = b"<PubmedArticleSet>" + b"".join(map(etree.tostring, articles)) + b"</PubmedArticleSet>"
    return (rows_of(parse_pubmed_xml(io.BytesIO(xml), SCHEMA, "made.xml")),
            rows_of(parse_nbib(io.StringIO(nbib(articles)), SCHEMA)))  # fmt: skip


def differing(table: str, one: dict[str, Any], two: dict[str, Any]) -> list[str]:
    return [
        name
        for name in one
        if name not in NOT_CARRIED[table] and plain(one[name]) != plain(two[name])
    ]


def test_a_rich_record() -> None:
    rich = RICH.replace(">101<", ">7<").replace('Version="2">7', 'Version="1">7')
    xml, text = both([etree.fromstring(rich)])
    assert differing("record", xml["record"][0], text["record"][0]) == []
    for table in NOT_CARRIED:
        people = [r for r in text[table]]
        assert len(people) == len(xml[table]), table
        for one, two in zip(xml[table], text[table], strict=True):
            missing = (
                {"identifier"} if table == "author" else set()
            )  # an ISNI has a line of its own kind
            assert set(differing(table, one, two)) <= missing, table


@pytest.mark.shared
@pytest.mark.parametrize("name", ["pubmedsample_2019.xml", "acupuncture_records.xml"])
def test_real_records(shared: Path, name: str) -> None:
    root = etree.parse(str(shared / "pubmed" / "native" / name)).getroot()
    xml, text = both(root.findall("PubmedArticle"))
    for one, two in zip(xml["record"], text["record"], strict=True):
        assert differing("record", one, two) == [], one["pmid"]
    for table in (
        "author",
        "mesh_heading",
        "mesh_qualifier",
        "publication_type",
        "language",
        "keyword",
    ):
        for one, two in zip(xml[table], text[table], strict=True):
            assert differing(table, one, two) == [], (table, one)


@pytest.mark.shared
def test_real_nbib_against_bio_medline(shared: Path) -> None:
    path = shared / "pubmed" / "native" / "retraction_notices.nbib"
    rows = rows_of(parse_nbib(io.StringIO(path.read_text(encoding="utf-8")), SCHEMA))
    theirs = list(Medline.parse(path.read_text(encoding="utf-8").splitlines(keepends=True)))
    theirs = [entry for entry in theirs if "PMID" in entry]
    assert len(rows["record"]) == len(theirs) == 1621
    for row, entry in zip(rows["record"], theirs, strict=True):
        assert str(row["pmid"]) == entry["PMID"]
        assert row["title"] == " ".join(entry["TI"].split())
        assert row["journal"] == " ".join(entry["JT"].split())
        assert (row["volume"], row["pages"]) == (entry.get("VI"), entry.get("PG"))
    n_notices = sum(r["ref_type"] == "RetractionOf" for r in rows["comment_correction"])
    assert n_notices == 1705  # one for each ROF line, folded or not


def test_lines_that_are_odd() -> None:
    text = (
        "\ufeffPMID- 7\nTI  - A title\n      that runs on.\nPHST- 2001/13/01 00:00 [pubmed]\n"
        "FAU - Roe, Ann B Jr\nAU  - Roe AB Jr\nAD  - Here.\nAU  - Poe C\nFAU - Poe, C\n"
        "CN  - The Group\n\n\nPMID- ²\nTI  - No.\nPMID- 8\n"
    )
    rows = rows_of(parse_nbib(io.StringIO(text), SCHEMA))
    assert [r["pmid"] for r in rows["record"]] == [7, 8]
    assert rows["record"][0]["title"] == "A title that runs on."
    assert rows["author"][0]["suffix"] == "Jr"
    assert rows["author"][-1]["collective_name"] == "The Group"
    assert [r["position"] for r in rows["rejected_record"]] == ["line 13"]


def test_nbib_that_is_not_utf8_is_one_clear_line() -> None:
    stream = io.TextIOWrapper(io.BytesIO(b"PMID- 7\nTI  - Caf\xe9\n"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"made\.nbib is not in UTF-8"):
        list(parse_nbib(stream, SCHEMA, "made.nbib"))
