"""The server for tests: its query language, its answers' form, and real clients on it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import requests
from Bio import Entrez
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from evidence.sources.pubmed.answer_form import AnswerError, checked_root
from evidence.sources.pubmed.answers import search_answer
from tests.eutils.made import record_xml, set_of
from tests.eutils.query import parsed_query
from tests.eutils.search import Searcher
from tests.eutils.server import EutilsServer


def many() -> str:
    return set_of(
        record_xml(1, "Electro-acupuncture for diabetic neuropathy.", "Pain fell by half.",
                   mesh=("Electroacupuncture", "Humans"), entered=date(2019, 3, 1)),
        record_xml(2, "Acupuncture in rats.", "Neuropathic pain was less.",
                   mesh=("Rats", "Acupuncture Points"), entered=date(2020, 3, 1)),
        record_xml(3, "Needling of the ear.", "Acupuncture therapy of a nerve.",
                   types=("Randomized Controlled Trial",), entered=date(2021, 3, 1)),
        record_xml(4, "Something about cancer's pain.", "Diabetic foot, then neuropathy.",
                   types=("Systematic Review",), entered=date(2022, 3, 1), revised=date(2024, 2, 2)),
    )  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[EutilsServer]:
    with EutilsServer(today=lambda: date(2026, 11, 24)) as running:
        running.add_records(many())
        yield running


def ask(server: EutilsServer, endpoint: str = "esearch", **params: object) -> requests.Response:
    return requests.get(
        f"{server.base_url}{endpoint}.fcgi", params={"db": "pubmed", **params}, timeout=10
    )


def found(server: EutilsServer, term: str, **params: object) -> list[int]:
    root = etree.fromstring(ask(server, term=term, **params).content)
    return sorted(int(i.text) for i in root.iterfind("IdList/Id"))


@pytest.mark.parametrize(
    ("term", "pmids"),
    [
        ("acupuncture[tiab]", [1, 2, 3]),  # a hyphen parts words
        ('"electro acupuncture"[ti]', [1]),
        ("electro-acupuncture[ti]", [1]),
        ("acupunct*[ti]", [1, 2]),
        ('"diabetic neuropath*"[tiab]', [1]),
        ('"diabetic neuropathy"[tiab]', [1]),  # not across words in between
        ("diabetic neuropathy[tiab]", [1]),
        ('"diabetic neuropathy"[tiab:~3]', [1, 4]),
        ('"half needling"[tiab]', []),
        ("neuropathy[ti] acupuncture[ti]", [1]),  # no operator is AND
        ("acupuncture[ti] OR needling[ti] AND ear[ti]", [3]),  # from left to right
        ("acupuncture[ti] OR (needling[ti] AND ear[ti])", [1, 2, 3]),
        ("acupuncture[tiab] NOT rats[mh]", [1, 3]),
        ('"Acupuncture Therapy"[Mesh]', [1, 2]),  # exploded
        ('"Acupuncture Therapy"[Mesh:NoExp]', []),
        ('"Acupuncture Points"[mh]', [2]),
        ("animals[mh] NOT humans[mh]", [2]),
        ('"randomized controlled trial"[pt]', [3]),
        ('"clinical trial"[pt]', [3]),
        ("review[pt]", [4]),
        ("english[la]", [1, 2, 3, 4]),
        ('"Made Up J"[ta]', [1, 2, 3, 4]),
        ("2019:2020[dp]", [1, 2]),
        ('"2020/03/01"[Date - Publication] : "3000"[Date - Publication]', [3, 4]),
        ("2020/03/01[edat]", [2]),
        ("2024[lr]", [4]),
        ("1[uid] OR 3[pmid] OR 77[uid]", [1, 3]),
        ("hasabstract[filter]", [1, 2, 3, 4]),
        ("cancer's[ti]", [4]),
        ("electroacupuncture", [1]),  # mapped to the heading
        ("rats neuropathic", [2]),
        ("((needling[ti]", [3]),  # a parenthesis never closed
    ],
)
def test_queries_find_what_pubmed_would(server, term, pmids):
    assert found(server, term) == pmids


@given(st.text(alphabet='ab"()[]*:#~ ANDORNOTtimhdp20/-', max_size=60))
def test_no_query_breaks_it(server, query):
    found = Searcher(server.records).findings(parsed_query(query))
    assert found.pmids <= set(server.records)


def test_windows_of_days(server):
    assert found(
        server, "pain OR nerve", datetype="edat", mindate="2020", maxdate="2021/12/31"
    ) == [2, 3]
    assert found(
        server, "pain OR nerve", datetype="mdat", mindate="2024/01/01", maxdate="3000"
    ) == [4]
    assert found(server, "pain[tiab]", datetype="mdat", reldate="1100") == [4]


def test_what_is_not_found_is_said(server):
    root = etree.fromstring(ask(server, term='abcXYZ OR "no such phrase"[tiab]').content)
    assert root.findtext("ErrorList/PhraseNotFound") == "abcXYZ"
    assert root.findtext("WarningList/QuotedPhraseNotFound") == '"no such phrase"[tiab]'
    assert root.findtext("WarningList/OutputMessage") == "No items found."


def test_the_ceiling_as_reported():
    with EutilsServer(ceiling=5) as server:
        server.add_records(set_of(*(record_xml(n, "Needle.") for n in range(1, 13))))
        assert len(found(server, "needle[ti]", retmax=100)) == 5
        body = ask(server, term="needle[ti]", retmax=100).text
        assert "Restrictions achieved" in body
        assert "<Count>12</Count>" in body
        late = ask(server, term="needle[ti]", retstart=5)
        assert late.status_code == 200
        assert "'retstart' cannot be larger than 4" in late.text
        assert len(found(server, "needle[ti]", retstart=4, retmax=1000)) == 1


def test_history_is_kept_paged_and_forgotten(server):
    root = etree.fromstring(ask(server, term="acupuncture[tiab]", usehistory="y").content)
    kept = {"WebEnv": root.findtext("WebEnv"), "query_key": root.findtext("QueryKey")}
    one = etree.fromstring(ask(server, "efetch", retmax=2, retmode="xml", **kept).content)
    assert len(one) == 2
    assert found(server, f"#{kept['query_key']} AND rats[mh]", WebEnv=kept["WebEnv"]) == [2]
    server.expire_history()
    gone = ask(server, "efetch", retmode="xml", **kept)
    assert gone.status_code == 400
    assert "Unable to obtain query" in gone.text


def test_ids_that_are_none_and_ids_that_are_gone(server):
    bad = ask(server, "efetch", id="00000000")
    assert (bad.status_code, "ID list is empty!" in bad.text) == (400, True)
    gone = ask(server, "efetch", id="99999999", retmode="xml")
    assert (gone.status_code, len(etree.fromstring(gone.content))) == (200, 0)
    assert "cannot get document summary" in ask(server, "esummary", id="99999999").text


def test_too_long_an_address_is_refused_and_a_post_is_not(server):
    term = " OR ".join(f"needle{n}[ti]" for n in range(2000))
    assert ask(server, term=term).status_code == 414
    assert (
        requests.post(server.base_url + "esearch.fcgi", {"term": term}, timeout=10).status_code
        == 200
    )


def test_the_rate_limit_answers_as_reported():
    with EutilsServer(limit=(3, 60.0)) as server:
        answers = [ask(server, "einfo") for _ in range(4)]
        assert [a.status_code for a in answers] == [200, 200, 200, 429]
        assert answers[3].json()["error"] == "API rate limit exceeded"
        assert answers[3].headers["X-RateLimit-Remaining"] == "0"


def test_records_come_go_and_change_while_it_runs():
    with EutilsServer() as server:
        server.add_records(record_xml(9, "Needle."))
        assert found(server, "needle[ti]") == [9]
        server.add_records(record_xml(9, "Pin."))
        assert found(server, "needle[ti]") == []
        server.remove_records(9)
        assert found(server, "9[uid]") == []


def test_it_can_be_steered_from_another_process(server):
    url = f"http://127.0.0.1:{server.port}/control"
    requests.post(url, json={"faults": [{"name": "proxy_page", "endpoint": "einfo"}]}, timeout=10)
    assert "Sign in" in ask(server, "einfo").text
    state = requests.post(
        url, json={"add": record_xml(50, "Pin."), "remove": [50]}, timeout=10
    ).json()
    assert state["n_records"] == 4
    headed = requests.get(
        server.base_url + "einfo.fcgi", headers={"X-Eutils-Fault": "bad_gateway"}, timeout=10
    )
    assert headed.status_code == 502


def test_json_says_the_same(server):
    answer = ask(server, term="acupuncture[tiab]", retmode="json").json()["esearchresult"]
    assert answer["count"] == "3"
    assert sorted(map(int, answer["idlist"])) == [1, 2, 3]


def test_biopython_works_against_it(server, monkeypatch):
    monkeypatch.setattr(Entrez, "email", "someone@example.org")
    monkeypatch.setattr(Entrez, "_build_request", _patched(server.base_url, Entrez._build_request))
    with Entrez.esearch(db="pubmed", term="acupuncture[tiab]", usehistory="y") as handle:
        searched = Entrez.read(handle)
    assert searched["Count"] == "3"
    with Entrez.efetch(db="pubmed", webenv=searched["WebEnv"], query_key=searched["QueryKey"],
                       retmode="xml") as handle:  # fmt: skip
        records = Entrez.read(handle)
    titles = {
        str(r["MedlineCitation"]["Article"]["ArticleTitle"]) for r in records["PubmedArticle"]
    }
    assert "Acupuncture in rats." in titles
    with Entrez.epost("pubmed", id="1,2") as handle:
        assert Entrez.read(handle)["QueryKey"] == "1"
    with Entrez.esummary(db="pubmed", id="1,2") as handle:
        assert [s["Id"] for s in Entrez.read(handle)] == ["1", "2"]
    with Entrez.einfo(db="pubmed") as handle:
        assert Entrez.read(handle)["DbInfo"][0]["Count"] == "4"


def _patched(base_url, build):
    def request(cgi, *rest, **named):
        return build(
            cgi.replace("https://eutils.ncbi.nlm.nih.gov/entrez/eutils/", base_url), *rest, **named
        )

    return request


def paths(root: etree._Element) -> set[str]:
    """Each element's path, with the Name and Type that summaries tell items apart by."""
    found = set()
    for element in root.iter(etree.Element):
        trail = [element, *element.iterancestors()]
        name = element.get("Name")
        found.add(
            "/".join(e.tag for e in reversed(trail))
            + (f"[{name}:{element.get('Type')}]" if name else "")
        )
    return found


def order(root: etree._Element) -> list[str]:
    return list(dict.fromkeys(child.tag for child in root))


def recorded(shared: Path, pattern: str) -> list[etree._Element]:
    folder = shared / "pubmed" / "eutils" / "recorded"
    return [etree.parse(path).getroot() for path in sorted(folder.glob(pattern))]


@pytest.mark.shared
def test_answers_have_the_form_of_the_recorded_ones(server, shared):
    searches = recorded(shared, "**/esearch*.xml")
    known = set.union(*map(paths, searches))
    longest = ["Count", "RetMax", "RetStart", "QueryKey", "WebEnv", "IdList", "TranslationSet", "TranslationStack",
               "QueryTranslation", "ErrorList", "WarningList"]  # fmt: skip
    for root in searches:
        assert order(root) == [tag for tag in longest if tag in order(root)]
    for term in ("electroacupuncture", "abcXYZ", 'animals[mh] OR "no such"[tiab]', "1[uid]"):
        for history in ({}, {"usehistory": "y"}):
            root = etree.fromstring(ask(server, term=term, **history).content)
            assert paths(root) <= known
            assert order(root) == [tag for tag in longest if tag in order(root)]


@pytest.mark.shared
def test_the_client_believes_what_the_service_really_answered(shared):
    for root in recorded(shared, "**/esearch*.xml"):
        retmax = int(root.findtext("RetMax"))
        answer = search_answer(checked_root(200, etree.tostring(root), "eSearchResult"), retmax)
        assert answer.count == int(root.findtext("Count"))
        assert len(answer.pmids) == retmax
    for name in ("epost2", "epost3", "esummary8"):
        folder = shared / "pubmed" / "eutils" / "recorded"
        with pytest.raises(AnswerError):
            checked_root(200, (folder / f"{name}.xml").read_bytes(), "ePostResult")


@pytest.mark.shared
def test_other_answers_have_the_form_of_the_recorded_ones(server, shared):
    posted = etree.fromstring(ask(server, "epost", id="1,2").content)
    refused = etree.fromstring(ask(server, "epost", id="-1").content)
    assert paths(posted) | paths(refused) <= set.union(*map(paths, recorded(shared, "epost*.xml")))
    summary = etree.fromstring(ask(server, "esummary", id="1,2").content)
    assert paths(summary) <= set.union(*map(paths, recorded(shared, "**/esummary*.xml")))
    info = [etree.fromstring(ask(server, "einfo").content)]
    assert paths(info[0]) <= set.union(*map(paths, recorded(shared, "einfo[12].xml")))
    empty = etree.fromstring(requests.get(server.base_url + "einfo.fcgi", timeout=10).content)
    assert empty.find("DbList/DbName").text == "pubmed"


@pytest.mark.shared
def test_it_serves_the_records_it_read_unchanged(shared):
    path = shared / "pubmed" / "native" / "acupuncture_records.xml"
    mine = {
        r.findtext(".//PMID"): r for r in etree.parse(path).getroot() if r.tag == "PubmedArticle"
    }
    with EutilsServer([path]) as server:
        assert len(server.records) == len(mine)
        answer = ask(server, "efetch", id=",".join(mine), retmode="xml")
    for record in etree.fromstring(answer.content):
        theirs = mine[record.findtext(".//PMID")]
        assert etree.tostring(record, method="c14n", with_tail=False).split() == (
            etree.tostring(theirs, method="c14n", with_tail=False).split()
        )


@pytest.mark.shared
def test_a_query_that_was_recorded_is_understood(server, shared):
    folder = shared / "pubmed" / "eutils" / "recorded"
    root = etree.parse(folder / "esearch_electroacupuncture_2026-07.xml").getroot()
    query = root.findtext("QueryTranslation")
    answer = etree.fromstring(
        requests.post(server.base_url + "esearch.fcgi", {"term": query}, timeout=10).content
    )
    assert answer.findtext("Count") == "0"
    assert answer.find("ErrorList/FieldNotFound") is None
    asked = {e.text for e in root.iterfind("WarningList/QuotedPhraseNotFound")}
    assert asked <= {e.text for e in answer.iterfind("WarningList/QuotedPhraseNotFound")}


def test_many_clients_at_once(server):
    answers: list[list[int]] = []
    threads = [threading.Thread(target=lambda: answers.append(found(server, "acupuncture[tiab]")))
               for _ in range(20)]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [[1, 2, 3]] * 20


def test_a_fault_there_is_not_is_an_error(server):
    with pytest.raises(KeyError):
        server.faults.add("no such fault")
    assert json.loads(server.control(b"{}"))["n_records"] == 4
