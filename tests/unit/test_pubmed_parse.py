"""PubMed XML to tables: what is read, what is refused, and that nothing is lost silently."""

from __future__ import annotations

import datetime
import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.errors import SourceError
from evidence.schema import load_schema
from evidence.sources.pubmed.nbib import parse_nbib
from evidence.sources.pubmed.parse import parse_pubmed_xml
from tests.benchmarks.parse_coverage import coverage

SCHEMA = load_schema(Path(__file__).parents[2] / "queries" / "schema")
NATIVE = Path(__file__).parents[2].parent / "shared" / "pubmed" / "native"
RECORD = """<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM" IndexingMethod="Curated">
<PMID Version="2">101</PMID><DateRevised><Year>2021</Year><Month>13</Month><Day>01</Day></DateRevised>
<Article PubModel="Print"><Journal><ISSN IssnType="Print">1234-5678</ISSN><JournalIssue CitedMedium="Print">
<PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate></JournalIssue><Title>A Journal</Title></Journal>
<ArticleTitle>Na<sup>+</sup> at 1.73 m<sup>2</sup>, <i>p</i> &lt; .05</ArticleTitle>
<Abstract><AbstractText Label="AIM" NlmCategory="OBJECTIVE">Why.</AbstractText>
<AbstractText Label="RESULTS" NlmCategory="RESULTS">What.</AbstractText></Abstract>
<AuthorList CompleteYN="Y"><Author ValidYN="Y"><CollectiveName>The Group</CollectiveName></Author></AuthorList>
<Language>eng</Language><PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType>
</PublicationTypeList></Article><CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">
<RefSource>J. 2000</RefSource><PMID Version="1">202</PMID></CommentsCorrections></CommentsCorrectionsList>
</MedlineCitation><PubmedData><PublicationStatus>ppublish</PublicationStatus><ArticleIdList>
<ArticleId IdType="doi">10.1/ABC</ArticleId></ArticleIdList><ReferenceList><Reference>
<Citation>Old. 1990</Citation>
<ArticleIdList><ArticleId IdType="doi">10.9/cited</ArticleId></ArticleIdList></Reference></ReferenceList>
</PubmedData></PubmedArticle>"""
DELETES = "<DeleteCitation><PMID Version='1'>303</PMID></DeleteCitation>"


def parsed(text: str | bytes) -> dict[str, list[dict[str, Any]]]:
    data = text.encode() if isinstance(text, str) else text
    rows: dict[str, list[dict[str, Any]]] = {}
    for tables in parse_pubmed_xml(io.BytesIO(data), SCHEMA, "made.xml"):
        for name, table in tables.items():
            rows.setdefault(name, []).extend(table.to_pylist())
    return rows


def whole(*records: str) -> str:
    return f"<PubmedArticleSet>{''.join(records)}</PubmedArticleSet>"


def test_fields_of_a_record() -> None:
    rows = parsed(whole(RECORD, DELETES))
    record = rows["record"][0]
    assert record["report_id"] == "pmid:101"
    assert record["pmid_version"] == 2
    assert record["title"] == "Na⁺ at 1.73 m², p < .05"
    assert record["pub_date_text"] == "1998 Dec-1999 Jan"
    assert (record["pub_date"], record["pub_date_precision"]) == (datetime.date(1998, 12, 1), "range")
    assert record["date_revised"] is None  # month 13 is no date
    assert record["doi"] == "10.1/abc"  # a cited paper's DOI is not the record's
    assert [s["label"] for s in rows["section"]] == [None, "AIM", "RESULTS"]
    assert "<sup>2</sup>" in rows["section"][0]["markup"]
    assert rows["author"][0]["collective_name"] == "The Group"
    assert rows["comment_correction"][0]["pmid"] == 202
    assert rows["cited_reference_id"][0]["value"] == "10.9/cited"
    assert rows["delete_citation"] == [{"pmid": 303, "pmid_version": 1}]


def test_number_that_is_not_pubmeds_is_no_pmid() -> None:
    row = parsed(whole(RECORD.replace('Owner="NLM"', 'Owner="NOTNLM"')))["record"][0]
    assert (row["pmid"], row["report_id"], row["source_record_no"]) == (None, "doi:10.1/abc", "101")


@pytest.mark.parametrize("pmid", ["", "abc", "0", "²", "9" * 5000, "-1", "1.5"])
def test_bad_pmid_is_rejected_and_the_rest_lives(pmid: str) -> None:
    rows = parsed(whole(RECORD, RECORD.replace(">101<", f">{pmid}<"), RECORD))
    assert [r["record_no"] for r in rows["record"]] == [0, 2]
    assert rows["rejected_record"][0]["record_no"] == 1
    assert {s["record_no"] for s in rows["section"]} == {0, 2}


@pytest.mark.parametrize("version", ["²", "99999999999", "", "x"])
def test_bad_versions_are_null(version: str) -> None:
    rows = parsed(whole(RECORD.replace('Version="2"', f'Version="{version}"')
                        .replace('Version="1"', f'Version="{version}"')))  # fmt: skip
    assert rows["record"][0]["pmid_version"] is None
    assert rows["comment_correction"][0]["pmid_version"] is None


def test_content_hash_follows_content_and_not_place() -> None:
    first, again, other = parsed(whole(RECORD, RECORD, RECORD.replace("What.", "That.")))["record"]
    assert first["content_hash"] == again["content_hash"] != other["content_hash"]


BOMB = '<!DOCTYPE PubmedArticleSet [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE PubmedArticleSet [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("data", [
    b"", b"   ", b"<html><body>Sorry</body></html>", b"not xml", b"<other/>",
    whole(RECORD).encode()[:-40], whole(RECORD).encode().replace(b"What", b"Wh\xff\xfeat"),
    (BOMB + whole(RECORD.replace("What", "&b;"))).encode(),
    (OUTSIDE + whole(RECORD.replace("What", "&a;"))).encode(),
])  # fmt: skip
def test_what_is_not_whole_pubmed_xml_is_one_clear_line(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        parsed(data)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("made.xml")


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_mutations_are_read_rejected_or_refused(data: st.DataObject) -> None:
    raw = bytearray(whole(RECORD, RECORD).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw) - 1))
        cut = data.draw(st.integers(0, 8))
        raw[place : place + cut] = data.draw(st.sampled_from(
            [b"", b"\xff", b"<", b">", b"&#0;", b"0000", "²".encode(), b"<PMID/>", b"9" * 30]))  # fmt: skip
    try:
        rows = parsed(bytes(raw))
    except SourceError:
        return
    n_seen = len(rows["record"]) + len(rows["rejected_record"])
    assert n_seen == raw.count(b"</PubmedArticle>")


def test_nbib_month_13_and_bad_pmid() -> None:
    text = "PMID- 7\nTI  - A title.\nPHST- 2001/13/01 00:00 [pubmed]\n\nPMID- ²\nTI  - No.\n"
    tables = next(iter(parse_nbib(io.StringIO(text), SCHEMA)))
    assert tables["record"].to_pylist()[0]["report_id"] == "pmid:7"
    assert tables["history_date"].to_pylist()[0]["moment"] is None
    assert tables["rejected_record"].num_rows == 1


@pytest.mark.shared
def test_no_value_of_the_sample_is_lost() -> None:
    if not NATIVE.exists():
        pytest.skip("the shared folder is not beside the checkout")
    path = NATIVE / "pubmedsample_2019.xml"
    n, n_rejected, found = coverage(path.read_bytes(), path.name)
    assert (n, n_rejected) == (176, 0)
    assert found == Counter()
