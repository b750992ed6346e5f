"""Who is told what: alerts over HTTP, a ping for the dead-man's switch, and no secret anywhere."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from evidence import pipeline
from evidence.errors import SourceError
from evidence.operations.telling import announced
from evidence.pipeline import live
from evidence.publish.notify import Alert, pinged, run_alert, sent
from tests.eutils.house import LONG_AGO, House, quick_client, trial

KEY = "key-MARKED-5f2e"
TOKEN = "token-MARKED-77aa"


class Ear:
    """Hears what is posted, and which addresses were asked for."""

    def __init__(self) -> None:
        self.posts: list[dict[str, str]] = []
        self.gets: list[str] = []
        self.status = 200
        ear = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                ear.posts.append(json.loads(body))
                self._answer()

            def do_GET(self) -> None:
                ear.gets.append(self.path)
                self._answer()

            def _answer(self) -> None:
                self.send_response(ear.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_args: object) -> None:
                return None

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    def __enter__(self) -> Ear:
        return self

    def __exit__(self, *_error: object) -> None:
        self.http.shutdown()
        self.http.server_close()

    @property
    def port(self) -> int:
        return int(self.http.server_address[1])


@pytest.fixture
def ear() -> Iterator[Ear]:
    with Ear() as made:
        yield made


@pytest.fixture
def house(tmp_path, monkeypatch, ear) -> Iterator[House]:
    monkeypatch.setattr(live, "client_of", quick_client)
    made = House(tmp_path, notify_urls=(f"json://127.0.0.1:{ear.port}/{TOKEN}",),
                 ping_url=f"http://127.0.0.1:{ear.port}/ping/{TOKEN}", ncbi_api_key=KEY)  # fmt: skip
    yield made
    made.close()


def night(house: House, **options) -> list[str]:
    told: list[str] = []
    try:
        announced(house.run(tell=told.append, **options), pipeline.refresh)
    finally:
        house.days += 1
    return told


def test_news_are_told_and_what_needs_a_person_comes_first(house, ear):
    night(house)
    house.server.add_records(
        trial(101, types=("Retracted Publication",), notices=(("RetractionIn", 901),)),
        modified_on=LONG_AGO,
    )
    night(house)
    first, second = ear.posts
    assert first["title"] == "Evidence: first publication: 20 reports"
    assert second["title"].startswith("Evidence: 1 retraction, ")
    lines = second["message"].splitlines()
    assert lines[0] == "Retracted: pmid:101 (needles-for-nerves/pain, needles-for-nerves/safety)"
    assert lines[-1].startswith("Report: ")
    assert lines[-1].endswith("run_report.md")
    assert any(line.startswith("Verdict: needles-for-nerves/pain: ") for line in lines)
    assert ear.gets == [f"/ping/{TOKEN}"] * 2


def test_a_quiet_night_is_three_lines_and_only_where_wanted(house, ear):
    night(house)
    night(house)
    assert len(ear.posts) == 1
    house.settings = replace(house.settings, notify_when="always")
    night(house)
    assert ear.posts[1]["title"] == "Evidence: nothing new"
    assert len(ear.posts[1]["message"].splitlines()) == 3
    assert len(ear.gets) == 3


def test_a_failure_is_always_told_and_the_switch_is_not_pinged(house, ear):
    night(house)
    house.server.faults.add("proxy_page", times=-1)
    with pytest.raises(SourceError):
        night(house)
    assert ear.posts[1]["title"] == "Evidence: the run failed"
    assert "PubMed answered" in ear.posts[1]["message"]
    assert "Readers still see 2026" in ear.posts[1]["message"]
    assert ", a day old. Nothing that had arrived is lost" in ear.posts[1]["message"]
    assert len(ear.gets) == 1


def test_that_nobody_could_be_told_undoes_nothing_and_shows_no_address(house, ear):
    ear.status = 500
    told = night(house)
    assert (house.data_dir / "published").exists()
    assert any("EVIDENCE_NOTIFY" in line for line in told)
    assert any("EVIDENCE_PING_URL" in line for line in told)
    assert TOKEN not in "\n".join(told)


def test_an_address_that_is_none_is_named_by_its_number():
    assert sent(("no-such-scheme://x/secret",), Alert("t", "b")) == [
        "notification 1 of EVIDENCE_NOTIFY was not taken. Mend: check that address"]  # fmt: skip
    assert pinged("http://127.0.0.1:9/secret") == [
        "EVIDENCE_PING_URL could not be pinged (ConnectionError)"]  # fmt: skip
    assert sent((), Alert("t", "b")) == pinged(None) == []


def test_a_failed_search_is_never_a_quiet_night(house):
    night(house)
    house.server.faults.add(
        "backend_failed", "esearch", times=-1, when=lambda a: "bleeding" in a.params["term"]
    )
    night(house)
    report = json.loads((house.data_dir / "published" / "run_report.json").read_text())
    alert = run_alert(report, "here")
    assert (alert.is_quiet, alert.title) == (False, "Evidence: 1 search failed")
    assert "Not searched: needles-for-nerves/harms" in alert.body


def test_no_secret_is_in_any_byte_written(house, ear, capfd):
    night(house)
    house.server.faults.add("invalid_key", times=-1)
    with pytest.raises(SourceError) as caught:
        night(house)
    house.server.faults.clear()
    house.server.faults.add("drip", "efetch", times=-1)
    house.server.add_records(trial(150))
    with pytest.raises(SourceError):
        night(house)
    assert KEY not in str(caught.value)
    written = [p for p in house.data_dir.rglob("*") if p.is_file()]
    assert len(written) > 50
    assert len([p for p in written if p.suffix == ".jsonl"]) == 3  # the requests of three nights
    found = [p for p in written if any(s.encode() in p.read_bytes() for s in (KEY, TOKEN))]
    assert found == []
    assert KEY not in json.dumps(ear.posts)
    out, err = capfd.readouterr()
    assert KEY not in out + err
    assert TOKEN not in out + err
