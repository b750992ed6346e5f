"""The review app: one browser, with a token; what it writes is what the commands write."""

from __future__ import annotations

import csv
import html
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from evidence.cli import main
from evidence.operations.review_app import Reviewer, review_app
from evidence.publish.site_words import verdict_mark
from evidence.topics import load_topic
from tests.eutils.made import record_xml, set_of
from tests.integration.house import House
from tests.integration.test_pipeline_versions import TRIAL

TOPIC = "acupuncture-nerve-pain"
CLAIM = "efficacy-sciatica"
PAGE = f"/{TOPIC}/{CLAIM}"
TOKEN = "t" * 43
HOSTILE = (
    'Acupuncture for <script>alert(1)</script>"><img src=x onerror=alert(1)> sciatica in adults.'
)


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> House:
    held = House(tmp_path_factory.mktemp("review"))
    records = [record_xml(10, **TRIAL), record_xml(11, **{**TRIAL, "title": HOSTILE})]
    held.refresh(held.put("trial.xml", set_of(*records)))
    return held


@pytest.fixture
def house(built):
    folder = built.queries_dir / "topics" / TOPIC
    kept = {name: (folder / name).read_bytes() for name in ("decisions.csv", "signoffs.csv")}
    yield built
    for name, content in kept.items():
        (folder / name).write_bytes(content)


def browser(house, **options) -> TestClient:
    app = review_app(house.settings, TOKEN, Reviewer("Dr <b>A</b>", "medical reviewer"))
    return TestClient(app, base_url="http://127.0.0.1:8000", **options)


@pytest.fixture
def client(house) -> TestClient:
    made = browser(house)
    assert made.get(f"/?token={TOKEN}").status_code == 200
    return made


def key_of(page: str) -> str:
    return re.search(r'name="key" value="([0-9a-f]{64})"', page)[1]


def post(client, name, **fields):
    key = fields.pop("key", None) or key_of(client.get(PAGE).text)
    return client.post(f"{PAGE}/{name}", data={"key": key, **fields})


def written(house, name="decisions.csv"):
    path = house.queries_dir / "topics" / TOPIC / name
    return list(csv.DictReader(path.open(encoding="utf-8")))


def test_nobody_without_the_token_gets_in(house):
    for path in ("/", PAGE, "/?token=wrong", f"{PAGE}?token="):
        assert browser(house).get(path).status_code == 403
    entered = browser(house, follow_redirects=False).get(f"/?token={TOKEN}")
    assert entered.status_code == 303
    assert "token" not in entered.headers["location"]
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


ELSEWHERE = [{"host": "evil.example"}, {"host": "127.0.0.1.evil.example"},
             {"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}]  # fmt: skip


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_other_hosts_and_sites_are_refused(client, house, headers):
    assert client.get(PAGE, headers=headers).status_code == 403
    assert client.post(f"{PAGE}/signoff", data={"read": "yes"}, headers=headers).status_code == 403
    assert written(house, "signoffs.csv") == []


def test_a_form_without_its_key_writes_nothing(client, house):
    assert client.post(f"{PAGE}/signoff", data={"read": "yes"}).status_code == 403
    assert post(client, "signoff", key="0" * 64, read="yes").status_code == 403
    assert client.post(f"{PAGE}/signoff", json={"read": "yes"}).status_code == 403
    assert client.post(f"{PAGE}/signoff", data={"x": "y" * 70_000}).status_code == 403
    assert client.get(f"{PAGE}/signoff").status_code == 405
    assert written(house, "signoffs.csv") == []


def test_pages_say_what_is_needed_and_escape_what_is_hostile(client):
    index, page = client.get("/").text, client.get(PAGE).text
    assert PAGE in index
    for text in (index, page):
        assert "<script" not in text
        assert "<img" not in text
        assert "Dr <b>" not in text
    assert "&lt;script&gt;" in page
    policy = client.get(PAGE).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_every_control_has_a_label_and_forms_need_no_script(client):
    page = client.get(PAGE).text
    assert "onclick" not in page
    ids = re.findall(r'<(?:select|textarea|input type="text") id="([^"]+)"', page)
    assert ids
    assert len(ids) == len(set(ids))
    for name in ids:
        assert f'for="{name}"' in page, name


def test_a_judged_item_shows_at_once_and_reads_as_a_decision(client, house):
    answer = post(client, "item", report="pmid:10", stance="inconclusive", stance_was="supports",
                  status="counted", status_was="counted", why="Its interval is wide.",
                  anchor="item-1")  # fmt: skip
    assert answer.status_code == 200
    assert "Recorded for pmid:10: stance: inconclusive." in answer.text
    assert "1 inconclusive" in answer.text
    assert "Decided since this publication (1)" in answer.text
    (row,) = written(house)
    assert (row["report_id"], row["what"], row["value"], row["by"]) == (
        "pmid:10", "stance", "inconclusive", "Dr <b>A</b>")  # fmt: skip
    held = load_topic(house.queries_dir, TOPIC)
    assert held.decisions[0].value == "inconclusive"


def test_the_verdict_that_decisions_make_is_told_at_once_and_is_what_the_next_build_publishes(tmp_path):
    house = House(tmp_path)
    records = [record_xml(10, **TRIAL), record_xml(11, **{**TRIAL, "title": HOSTILE})]
    source = house.put("trial.xml", set_of(*records))
    house.refresh(source)
    sql = f"SELECT verdict, reasons FROM claim_summary WHERE claim_id = '{CLAIM}'"
    ((before, _),) = house.rows(sql)
    client = browser(house)
    client.get(f"/?token={TOKEN}")
    assert 'id="coming"' not in client.get(PAGE).text
    for report in ("pmid:10", "pmid:11"):
        page = post(client, "item", report=report, stance="contradicts", stance_was="supports",
                    status="counted", status_was="counted", why="Read again.").text  # fmt: skip
    coming = re.search(r'<p id="coming">(.*?)</p>(.*?)</section>', page, re.S)
    house.refresh(source)
    ((verdict, reasons),) = house.rows(sql)
    assert verdict != before
    assert verdict_mark(verdict).word in coming[1]
    told = [html.unescape(line) for line in re.findall("<li>(.*?)</li>", coming[2])]
    assert told[: len(reasons)] == list(reasons)
    assert 'id="coming"' not in client.get(PAGE).text


def test_nothing_changed_is_not_written(client, house):
    answer = post(client, "item", report="pmid:10", stance="supports", stance_was="supports",
                  status="counted", status_was="counted", why="x")  # fmt: skip
    assert "Nothing was changed." in answer.text
    assert written(house) == []


def test_bad_values_are_refused_with_their_mend(client, house):
    answer = post(client, "item", report="pmid:10", stance="great", stance_was="supports", why="x")
    assert answer.status_code == 409
    assert "a stance is one of" in answer.text
    assert post(client, "claim", what="verdict", value="mixed", why="").status_code == 409
    assert written(house) == []


def test_wordings_are_adopted_edited_and_measured(client, house):
    answer = post(
        client, "wording", choice="own", own="Acupuncture cures\n sciatica.", why="House style."
    )
    assert "is stronger than the evidence" in answer.text
    post(
        client,
        "wording",
        choice="own",
        own="It is not known whether acupuncture helps.",
        why="Safer.",
    )
    rows = written(house)
    assert [r["value"] for r in rows] == [
        "Acupuncture cures sciatica.",
        "It is not known whether acupuncture helps.",
    ]
    page = client.get(PAGE).text
    assert "<strong>Adopted:</strong> It is not known whether acupuncture helps." in page
    assert "is stronger than the evidence" not in page
    assert load_topic(house.queries_dir, TOPIC).decisions[1].what == "wording"


def test_a_wording_decision_is_published_and_changes_no_verdict(client, house, tmp_path):
    before = house.rows(
        f"SELECT verdict, certainty, decided_by FROM claim_summary WHERE claim_id = '{CLAIM}'"
    )
    post(client, "wording", choice="own", own="Low.", why="A word that is also a certainty.")
    post(client, "wording", choice="own", own="low", why="The same, in small letters.")
    house.refresh(house.inbox / "trial.xml")
    after = house.rows(
        f"SELECT verdict, certainty, decided_by FROM claim_summary WHERE claim_id = '{CLAIM}'"
    )
    assert after == before
    states = house.rows("SELECT value, state FROM judgement ORDER BY value")
    assert states == [("Low.", "superseded"), ("low", "in_force")]
    assert main(["export", "article", *house.options(), "--out", str(tmp_path / "out")]) == 0
    made = (tmp_path / "out" / TOPIC / "article.md").read_text()
    assert re.search(r"(^|[.\s])low( |$)", made, re.M)


def test_signing_needs_the_evidence_read_and_names_the_person(client, house):
    assert "Not signed" in post(client, "signoff", read="").text
    assert written(house, "signoffs.csv") == []
    answer = post(client, "signoff", read="yes", note="fine")
    assert "Signed off, on the evidence published now." in answer.text
    assert "not published yet" in answer.text
    (row,) = written(house, "signoffs.csv")
    assert row["fingerprint"]
    assert (row["by"], row["role"]) == ("Dr <b>A</b>", "medical reviewer")


def test_unknown_places_and_broken_files_are_told(client, house):
    assert client.get(f"/{TOPIC}/no-such-claim").status_code == 404
    assert client.get("/no-such-topic/x").status_code == 409
    path = house.queries_dir / "topics" / TOPIC / "decisions.csv"
    path.write_text(path.read_text() + "not,a,row\n")
    answer = client.get(PAGE)
    assert answer.status_code == 409
    assert "decisions.csv:2" in answer.text


def test_many_decide_at_once_and_no_row_is_torn(client, house):
    key = key_of(client.get(PAGE).text)

    def one(number):
        return post(
            client, "claim", key=key, what="certainty", value="low", why=f"reason, {number}\u2028"
        )

    with ThreadPoolExecutor(4) as pool:
        assert all(answer.status_code == 200 for answer in pool.map(one, range(12)))
    assert len(written(house)) == 12
    assert len(load_topic(house.queries_dir, TOPIC).decisions) == 12


def test_it_answers_while_a_run_holds_the_lock(client, house):
    from evidence.pipeline.run import locked

    with locked(house.settings.data_dir, house.now):
        assert post(client, "signoff", read="yes").status_code == 200


def test_the_command_needs_a_publication(tmp_path: Path, capsys):
    code = main(["review", "--by", "A", "--role", "editor", "--data-dir", str(tmp_path)])
    assert code == 2
    assert "evidence refresh" in capsys.readouterr().err
