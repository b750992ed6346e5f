"""Snapshots of nights against the server: what is kept, what is not, and what an interruption leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from evidence.errors import SourceError
from evidence.models import Article, Decision, Strategy, Topic
from evidence.pipeline import live
from evidence.pipeline.run import Run
from evidence.pipeline.snapshotting import snapshot
from evidence.settings import Settings
from evidence.snapshots import Manifest, RawStore
from evidence.sources.http import Patience
from evidence.sources.pubmed.access import Clock, EutilsAccess
from evidence.sources.pubmed.eutils import Eutils
from evidence.sources.pubmed.limiter import Limit
from evidence.sources.pubmed.slices import record_slices
from tests.eutils.made import record_xml, set_of
from tests.eutils.server import EutilsServer

DAY = datetime(2026, 11, 2, 3, 17, tzinfo=UTC)


def strategy(strategy_id: str, query: str, **facts: Any) -> Strategy:
    return Strategy(strategy_id, "pubmed", query, "why", "who", date(2026, 1, 1), **facts)


NEEDLES = strategy("needles", "needle[ti]", known_pmids=(101,))
TOPIC = Topic("t", Article("T", "", "", ()), (), {}, (NEEDLES, strategy("nerves", "nerve[ti]")))


class House:
    """A data folder, the server it is filled from, and a calendar."""

    def __init__(self, folder: Path, queries_dir: Path) -> None:
        self.days = 0
        self.server = EutilsServer(today=lambda: self.now().date(), clock=self.now)
        records = [record_xml(n, f"Needle {n}.") for n in range(101, 126)]
        records += [record_xml(n, f"Nerve {n}.") for n in range(121, 151)]
        self.server.add_records(set_of(*records), modified_on=date(2020, 6, 1))
        self.server.start()
        self.settings = Settings(
            queries_dir, folder, "a@example.org", eutils_url=self.server.base_url
        )
        self.topic = TOPIC

    def now(self) -> datetime:
        return DAY + timedelta(days=self.days)

    def run(self, **options: Any) -> Run:
        return Run(self.settings, now=self.now, **options)

    def night(self, **options: Any) -> Manifest:
        manifest = snapshot(self.run(**options), (self.topic,))
        self.days += 1
        return manifest

    def rests_on(self, *pmids: int) -> None:
        decisions = tuple(
            Decision(
                "t", "c", f"pmid:{p}", "stance", "supports", "who", "editor", DAY.date(), None, ""
            )
            for p in pmids
        )
        self.topic = replace(self.topic, decisions=decisions)


def quick_client(run: Run) -> Eutils:
    access = EutilsAccess(run.settings.eutils_url, run.settings.ncbi_email, state_dir=run.data_dir)
    clock = Clock(now=run.now, sleep=lambda _s: None)
    return Eutils(access, patience=Patience(2, 0.0, 0.0), limit=Limit(1000, 0.001), clock=clock)


@pytest.fixture
def house(tmp_path, queries_dir, monkeypatch) -> Iterator[House]:
    monkeypatch.setattr(live, "client_of", quick_client)
    made = House(tmp_path / "data", queries_dir)
    yield made
    made.server.stop()


def pmids(manifest: Manifest) -> list[int]:
    return [p for b in manifest.batches for p in b.promised_pmids]


def test_the_first_night_keeps_every_record_and_search(house):
    manifest = house.night()
    assert pmids(manifest) == list(range(101, 151))
    assert [(r["strategy_id"], r["count"]) for r in manifest.search_runs] == [
        ("needles", 20), ("nerves", 30)]  # fmt: skip
    assert manifest.n_requests == 4
    assert manifest.assurance
    assert manifest.problems == ()
    assert RawStore(house.settings.data_dir).manifests() == (manifest,)


def test_a_night_without_news_keeps_nothing_and_says_why(house):
    house.night()
    house.rests_on(101, 102, 150)
    manifest = house.night()
    assert manifest.batches == ()
    assert manifest.verified_pmids == (101, 102, 150)
    assert manifest.n_requests <= 2 * 2 + 1 + 2
    assert "every record given is, to the last character read, what was held" in manifest.assurance


def test_only_what_changed_is_kept_to_the_byte(house):
    house.night()
    house.rests_on(*range(101, 131))
    house.server.add_records(
        record_xml(110, "Needle 110, corrected."), modified_on=date(2020, 1, 1)
    )
    manifest = house.night()
    assert pmids(manifest) == [110]
    content = RawStore(house.settings.data_dir).load(manifest.batches[0])
    sent = quick_client(house.run()).fetch([110, 111]).content
    assert record_slices(content)[110] == record_slices(sent)[110]
    assert content.count(b"<PubmedArticle>") == 1


def test_a_withdrawn_record_that_comes_back_is_withdrawn_no_more(house):
    house.night()
    house.rests_on(101, 102)
    house.server.remove_records(102)
    assert house.night().withdrawn_pmids == (102,)
    assert house.night().withdrawn_pmids == (102,)
    house.server.add_records(record_xml(102, "Needle 102."), modified_on=date(2020, 6, 1))
    back = house.night()
    assert (back.withdrawn_pmids, back.verified_pmids) == ((), (101, 102))
    assert pmids(back) == [102]
    assert house.night().withdrawn_pmids == ()


def test_digests_are_never_asked_for(house):
    house.rests_on(99_000_001, 101)
    house.night()
    asked = " ".join(str(s.params) for s in house.server.requests)
    assert "99000001" not in asked


def test_a_strategy_that_fails_leaves_the_others_and_is_a_problem(house):
    house.server.faults.add(
        "backend_failed", "esearch", times=-1, when=lambda a: "nerve" in a.params["term"]
    )
    manifest = house.night()
    assert pmids(manifest) == list(range(101, 121))
    assert [r["strategy_id"] for r in manifest.search_runs] == ["needles"]
    assert len(manifest.problems) == 1
    assert manifest.problems[0].startswith("t/nerves: ")


def test_what_casts_doubt_stops_the_snapshot_and_keeps_what_came(house):
    house.night()
    house.server.faults.add("none", "esearch", times=-1, when=lambda a: "nerve" in a.params["term"])
    house.server.add_records(record_xml(160, "Needle 160."), modified_on=date(2020, 6, 1))
    with pytest.raises(SourceError, match=r"not published: t/nerves: found 0 records"):
        house.night()
    house.server.faults.clear()
    n_before = len(house.server.requests)
    assert pmids(house.night()) == [160]
    fetches = [s for s in house.server.requests[n_before:] if s.endpoint == "efetch"]
    assert fetches == []


class Killed(BaseException):
    """Nothing catches it."""


@pytest.mark.parametrize(("moment", "time"), [
    ("night begins", 1), ("batch arrived", 1), ("batch arrived", 3), ("batches stored", 1),
    ("before manifest", 1)])  # fmt: skip
def test_a_night_broken_off_anywhere_leaves_the_same_batches(
    house, tmp_path, queries_dir, moment, time, monkeypatch
):
    monkeypatch.setattr(live, "BATCH_SIZE", 20)
    undisturbed = [b.sha256 for b in house.night().batches]
    assert len(undisturbed) == 3
    other = House(tmp_path / "other", queries_dir)
    other.server.faults.add("record_left_out", "efetch")
    passed: list[str] = []

    def checkpoint(name: str) -> None:
        passed.append(name)
        if passed.count(moment) == time:
            raise Killed

    with pytest.raises(Killed):
        other.night(checkpoint=checkpoint)
    assert RawStore(other.settings.data_dir).manifests() == ()
    assert [b.sha256 for b in other.night().batches] == undisturbed
    assert not (other.settings.data_dir / "arriving").exists()
    other.server.stop()


def test_a_missing_email_is_one_clear_line_before_anything_is_asked(tmp_path, queries_dir):
    settings = Settings(queries_dir, tmp_path / "data", eutils_url="http://127.0.0.1:9/")
    with pytest.raises(SourceError, match="NCBI_EMAIL"):
        snapshot(Run(settings), (TOPIC,))


def test_requests_are_logged_without_email_even_when_the_night_fails(house):
    house.server.faults.add("proxy_page", times=-1)
    with pytest.raises(SourceError):
        house.night()
    logs = list((house.settings.data_dir / "logs").glob("requests-*.jsonl"))
    assert len(logs) == 1
    text = logs[0].read_text()
    assert "esearch" in text
    assert "a@example.org" not in text
