"""Both readers of PubMed XML agree, nothing is lost without a word, and no batch brings them down."""

from __future__ import annotations

import ast
import io
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.errors import SourceError
from evidence.pipeline import snapshotting
from evidence.pipeline.batches import parse_job
from evidence.snapshots import RawStore
from evidence.sources.pubmed import parse, stretches
from evidence.sources.pubmed.compiled import read_compiled
from evidence.sources.pubmed.parse import parse_pubmed_xml
from tests.unit.pubmed_mutations import SCHEMA, agree, check, damaged, read_or_refused
from tests.unit.test_pubmed_parse import RECORD, whole

_PERSON = """<Author ValidYN="N" EqualContrib="Y"><LastName>Roe</LastName>
<ForeName>R</ForeName><Initials>R</Initials><Suffix>Jr</Suffix>
<Identifier Source="ORCID">http://orcid.org/0000000218250097</Identifier>
<Identifier Source="ISNI">7</Identifier><AffiliationInfo><Affiliation>One&#160; Place</Affiliation>
<Identifier Source="ROR">r1</Identifier></AffiliationInfo><AffiliationInfo>
<Affiliation>Two <sup>2</sup></Affiliation></AffiliationInfo></Author></AuthorList>"""
_END_OF_ARTICLE = """<GrantList CompleteYN="Y"><Grant><GrantID>G</GrantID><Agency>A</Agency><Country/>
</Grant></GrantList><ArticleDate DateType="Electronic"><Year>2020</Year><Month>02</Month><Day>30</Day>
</ArticleDate></Article><"""
_END_OF_CITATION = """<MeshHeadingList><MeshHeading>
<DescriptorName UI="D1" MajorTopicYN="N">Pain</DescriptorName>
<QualifierName UI="Q1" MajorTopicYN="Y">therapy</QualifierName></MeshHeading></MeshHeadingList>
<KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">H<sub>2</sub>O</Keyword></KeywordList>
</MedlineCitation>"""
_INNER_LIST = """<ReferenceList><Title>Inner</Title><Reference><Citation>New. 2001</Citation>
</Reference></ReferenceList></ReferenceList>"""
_SECOND_IDENTIFIER = '<Identifier Source="ISNI">7</Identifier>'
_BARE_LABEL = '<AbstractText Label="LEVEL OF EVIDENCE: 4"/>'
RICH = (
    RECORD.replace("</AuthorList>", _PERSON)
    .replace("</Article><", _END_OF_ARTICLE)
    .replace("</MedlineCitation>", _END_OF_CITATION)
    .replace("</ReferenceList>", _INNER_LIST)
    .replace('<AbstractText Label="RESULTS"', f'{_BARE_LABEL}<AbstractText Label="RESULTS"')
)


def rows_of(data: str) -> dict[str, list[dict[str, Any]]]:
    rows = read_or_refused(whole(data).encode())
    assert not isinstance(rows, str), rows
    return rows


def test_every_part_of_a_rich_record() -> None:
    rows = rows_of(
        RICH.replace(
            "<Reference><Citation>New", "<Reference><Citation/></Reference><Reference><Citation>New"
        )
    )
    author = rows["author"][1]
    assert (author["orcid"], author["orcid_as_printed"]) == (
        "0000-0002-1825-0097", "http://orcid.org/0000000218250097")  # fmt: skip
    assert (author["identifier"], author["is_valid"], author["suffix"]) == ("ISNI:7", False, "Jr")
    assert [(a["person_no"], a["affiliation_no"], a["text"], a["identifier"]) for a in rows["affiliation"]] == [
        (1, 0, "One Place", "ROR:r1"), (1, 1, "Two ²", None)]  # fmt: skip
    assert [(c["heading"], c["citation"]) for c in rows["cited_reference"]] == [
        (None, "Old. 1990"), ("Inner", None), ("Inner", "New. 2001")]  # fmt: skip
    assert rows["cited_reference_id"][0]["reference_no"] == 0
    assert rows["mesh_qualifier"][0]["is_major"] is True
    assert (rows["keyword"][0]["owner"], rows["keyword"][0]["text"]) == ("NOTNLM", "H₂O")
    assert rows["record"][0]["are_grants_complete"] is True
    assert {m["field"] for m in rows["inline_markup"]} == {"keyword", "affiliation.author"}
    assert ("section_label", "LEVEL OF EVIDENCE: 4") in {
        (a["kind"], a["value"]) for a in rows["annotation"]
    }
    dates = {d["status"]: d for d in rows["history_date"]}
    assert dates["article-date Electronic"]["moment"] is None
    assert dates["article-date Electronic"]["text"] == "2020 02 30"


@pytest.mark.skipif(not parse.IS_COMPILED, reason="the compiled reader is not installed")
def test_compiled_reader_takes_plain_records_and_agrees() -> None:
    plain = RICH.replace(_SECOND_IDENTIFIER, "")
    assert agree(RECORD.encode())
    assert agree(plain.encode())
    assert agree((plain + "\n  " + RECORD).encode())


# What the compiled reader would pass over without a word, or put where it does not belong.
_DECLINED = [
    ("<RefSource>", "stray<RefSource>"),
    ("</AuthorList>", "stray</AuthorList>"),
    ("<Language>", "\n stray \n<Language>"),
    ("</MedlineCitation>", "</MedlineCitation>\n s\n"),
    ("<Language>", "<Language stray>"),
    ("<Language>", "<Language Unheard='of'>"),
    ("</Language>", "</Language stray>"),
    ("<Language>", "<KeywordList Owner='NLM'/><Language>"),
    ("</MedlineCitation>", "<KeywordList Owner='NLM'></KeywordList></MedlineCitation>"),
    ("<Language>", "<!-- --><Language>"),
    ('UI="D1"', 'UI="<i>D1"'),
    ('Label="AIM"', 'Label="<i>A</i>IM"'),
    (_SECOND_IDENTIFIER, f"{_SECOND_IDENTIFIER}<Identifier Source='X'>8</Identifier>"),
]  # fmt: skip
# What it accounts for all the same.
_TAKEN = [
    ("eng<", "e&#x6e;g<?x y?>&lt;<"),
    ("eng<", "eng&#160;&amp;&#10;&#x20;a<"),
    ("<Author ValidYN=\"N\"", "<Author/><Author ValidYN=\"N\""),
    ("<GrantID>", "<GrantID/><GrantID>"),
    ("</PMID>", "</PMID ><?pmcsd ?>"),
]  # fmt: skip


@pytest.mark.skipif(not parse.IS_COMPILED, reason="the compiled reader is not installed")
@pytest.mark.parametrize("change", _DECLINED)
def test_compiled_reader_declines_what_it_would_lose(change: tuple[str, str]) -> None:
    whole_one = RICH.replace(_SECOND_IDENTIFIER, "")
    harmed = RICH.replace(*change) if change[0] == _SECOND_IDENTIFIER else whole_one.replace(*change)
    assert harmed not in (RICH, whole_one)
    assert read_compiled(harmed.encode()) is None


@pytest.mark.skipif(not parse.IS_COMPILED, reason="the compiled reader is not installed")
@pytest.mark.parametrize("change", _TAKEN)
def test_compiled_reader_takes_what_it_can_account_for(change: tuple[str, str]) -> None:
    assert agree(RICH.replace(_SECOND_IDENTIFIER, "").replace(*change).encode())


def test_a_list_that_is_empty_keeps_its_owner_to_itself() -> None:
    lists = "<KeywordList Owner='NLM'/><KeywordList><Keyword>Own</Keyword></KeywordList>"
    rows = rows_of(RECORD.replace("</MedlineCitation>", f"{lists}</MedlineCitation>"))
    assert [(k["owner"], k["text"]) for k in rows["keyword"]] == [(None, "Own")]


def test_an_author_with_nothing_but_an_affiliation_keeps_it() -> None:
    bare = "<Author><AffiliationInfo><Affiliation>Here</Affiliation></AffiliationInfo></Author></AuthorList>"
    rows = rows_of(RECORD.replace("</AuthorList>", bare))
    assert [a["author_no"] for a in rows["author"]] == [0, 1]
    assert [(a["person_no"], a["text"]) for a in rows["affiliation"]] == [(1, "Here")]


_CHANGES = [
    ("What.", "What<!-- a comment -->."),
    ("What.", "<![CDATA[What <i>]]>."),
    ("<RefSource>", "<RefSource>x</RefSource><RefSource>"),
    ("<Language>", "<Unheard>of</Unheard><Language>"),
    ('PubModel="Print"', 'PubModel="Print" Colour="red"'),
    ("</Journal>", "<ISSN IssnType='Print'>9999-9999</ISSN></Journal>"),
]


@pytest.mark.parametrize("change", _CHANGES)
def test_what_has_no_place_is_walked_and_kept(change: tuple[str, str]) -> None:
    rows = rows_of(RECORD.replace(*change))
    assert rows["record"][0]["pmid"] == 101
    if "!" not in change[1]:
        assert {a["kind"] for a in rows["annotation"]} == {"unplaced"}
    else:
        assert "What" in rows["section"][2]["text"]


@given(st.integers(1, 4000))
@settings(max_examples=20, deadline=None)
def test_rows_do_not_depend_on_where_the_stream_is_cut(size: int) -> None:
    data = whole(RECORD, RICH, RECORD.replace(">101<", ">x<"), RICH).encode()
    expected = read_or_refused(data)
    block, stretches._BLOCK = stretches._BLOCK, size
    try:
        found = read_or_refused(data)
    finally:
        stretches._BLOCK = block
    assert {n: sorted(map(str, r)) for n, r in found.items()} == {
        n: sorted(map(str, r)) for n, r in expected.items()
    }


def test_hash_is_of_content_not_of_layout_or_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = RICH.replace(_SECOND_IDENTIFIER, "")
    spread = plain.replace("><", ">\n   <")
    first, second = (rows_of(text)["record"][0]["content_hash"] for text in (plain, spread))
    monkeypatch.setattr(parse, "read_compiled", lambda *_: None)
    assert first == second == rows_of(plain)["record"][0]["content_hash"]
    assert rows_of(plain.replace("Two ", "Too "))["record"][0]["content_hash"] != first


def test_bad_record_names_its_line() -> None:
    rejected = rows_of(RECORD + "\n" + RECORD.replace(">101<", ">none<"))["rejected_record"]
    assert [(r["record_no"], r["position"]) for r in rejected] == [
        (1, f"line {RECORD.count(chr(10)) + 2}")
    ]


@pytest.mark.parametrize("month", ["²12", "13", "0", "9" * 5000, "Foo"])
def test_odd_months_are_no_date(month: str) -> None:
    rows = rows_of(RECORD.replace("<Month>13</Month>", f"<Month>{month}</Month>"))
    assert rows["record"][0]["date_revised"] is None


_FRAMES = [
    "<<!-- -->PubmedArticleSet>{}</PubmedArticleSet>",
    "<PubmedArticleSet>x{}</PubmedArticleSet>y",
    "<PubmedArticleSet>{}<Other/></PubmedArticleSet>",
    "<PubmedArticleSet>{}</PubmedArticleSet><PubmedArticleSet/>",
    "<?xml version='1.0' encoding='latin-1'?><PubmedArticleSet>{}</PubmedArticleSet>",
    "<PubmedArticleSet>{}",
]


@pytest.mark.parametrize("text", _FRAMES)
def test_frames_that_are_no_set_are_refused(text: str) -> None:
    with pytest.raises(SourceError):
        list(parse_pubmed_xml(io.BytesIO(text.format(RECORD).encode()), SCHEMA, "made.xml"))


def test_empty_set_and_deletes_alone_give_no_record() -> None:
    assert read_or_refused(b"<PubmedArticleSet/>")["record"] == []  # type: ignore[index]
    rows = read_or_refused(
        b"<PubmedArticleSet><DeleteCitation><PMID>5</PMID></DeleteCitation></PubmedArticleSet>"
    )
    assert rows["delete_citation"] == [{"pmid": 5, "pmid_version": None}]  # type: ignore[index]


@settings(max_examples=60, deadline=None)
@given(damaged(whole(RECORD, RICH).encode()))
def test_damage_is_read_whole_or_refused_in_one_line(data: bytes) -> None:
    check(data)


_WORKER = """
import pickle, sys
from pathlib import Path
job = pickle.loads(Path(sys.argv[1]).read_bytes())
function = pickle.loads(Path(sys.argv[2]).read_bytes())
folder = function(job)
print(sorted(p.name for p in folder.iterdir())[0], sorted(
    {name.split(".")[0] if not name.startswith("evidence.") else ".".join(name.split(".")[:2])
     for name in sys.modules}))
"""
# Each would take a parsing worker more memory or time to load than a batch needs.
_HEAVY = {
    "pandas", "prefect", "duckdb", "scipy", "sklearn", "matplotlib", "requests", "onnxruntime", "Bio", "flows",
    "evidence.pipeline", "evidence.database", "evidence.extract", "evidence.appraise", "evidence.publish",
}  # fmt: skip


def test_a_worker_loads_the_readers_and_nothing_heavier(tmp_path: Path) -> None:
    """What the pipeline sends to a worker, unpickled in a fresh process as a pool does."""
    (tmp_path / "made.xml").write_text(whole(RICH), encoding="utf-8")
    store = RawStore(tmp_path)
    batch = store.store_file(tmp_path / "made.xml", "pubmed-xml")
    job = parse_job(store, batch, tmp_path, Path(__file__).parents[2] / "queries" / "schema")
    (tmp_path / "job").write_bytes(pickle.dumps(job))
    (tmp_path / "function").write_bytes(pickle.dumps(snapshotting.parse_batch))
    done = subprocess.run(
        [sys.executable, "-c", _WORKER, str(tmp_path / "job"), str(tmp_path / "function")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    first, loaded = done.stdout.split(" ", 1)
    assert first == "affiliation.parquet"
    assert not _HEAVY & set(ast.literal_eval(loaded))
