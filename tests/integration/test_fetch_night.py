"""Nights against the server: what is new, changed, retracted or gone, what it costs, and what is not believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Any

import pytest

from evidence.errors import SourceError
from evidence.models import Article, RawBatch, SearchRun, Strategy, Topic
from evidence.sources.http import Patience
from evidence.sources.pubmed.access import Clock, EutilsAccess
from evidence.sources.pubmed.eutils import Eutils
from evidence.sources.pubmed.fetch import fetch_records, search_strategy
from evidence.sources.pubmed.limiter import Limit
from evidence.sources.pubmed.night import NightResult, fetch_night
from tests.eutils.made import record_xml, set_of
from tests.eutils.server import EutilsServer

FIRST_DAY = date(2026, 11, 1)


def strategy(strategy_id: str, query: str, **facts: Any) -> Strategy:
    return Strategy(strategy_id, "pubmed", query, "why", "who", date(2026, 1, 1), **facts)


def topic(*strategies: Strategy) -> Topic:
    return Topic("t", Article("T", "", "", ()), (), {}, strategies)


NEEDLES = strategy("needles", "needle[ti] OR Electroacupuncture[mh]", known_pmids=(101,))
NERVES = strategy("nerves", "nerve[ti]")
BOTH = topic(NEEDLES, NERVES)


class Nights:
    """A pipeline in small: what is held, and the accepted runs, from night to night."""

    def __init__(self, folder: Path, **options: Any) -> None:
        self.day = FIRST_DAY
        self.server = EutilsServer(today=lambda: self.day, **options)
        records = [record_xml(n, f"Needle {n}.") for n in range(101, 141)]
        records += [record_xml(n, f"Nerve {n}.") for n in range(131, 151)]
        self.server.add_records(set_of(*records), modified_on=date(2020, 6, 1))
        self.server.start()
        now = datetime.combine(self.day, datetime.min.time(), UTC) + timedelta(hours=3)
        self.clock = Clock(now=lambda: now + (self.day - FIRST_DAY), sleep=lambda _s: None)
        self.client = Eutils(
            EutilsAccess(self.server.base_url, "a@example.org", state_dir=folder),
            patience=Patience(2, 0.0, 0.0), limit=Limit(1000, 0.001), clock=self.clock,
            ceiling=options.get("ceiling", 9999),
        )  # fmt: skip
        self.held: dict[int, date] = {}
        self.earlier: list[SearchRun] = []
        self.gone: set[int] = set()

    def night(
        self, topics: Sequence[Topic] = (BOTH,), verified: Sequence[int] = (), **options: Any
    ) -> NightResult:
        result = fetch_night(self.client, topics, self.held, verified, self.earlier,
                             gone_before=self.gone, **options)  # fmt: skip
        self.earlier += result.search_runs
        self.held |= {p: self.day for b in result.batches for p in b.promised_pmids}
        self.gone = (self.gone | set(result.withdrawn)) - set(result.verified)
        self.day += timedelta(days=1)
        return result


@pytest.fixture
def nights(tmp_path):
    made = Nights(tmp_path)
    yield made
    made.server.stop()


def pmids(batches: Sequence[RawBatch]) -> list[int]:
    return sorted(p for b in batches for p in b.promised_pmids)


def test_the_first_night_brings_everything_found_once(nights):
    result = nights.night()
    assert pmids(result.batches) == list(range(101, 151))
    assert [(r.strategy_id, r.count, len(r.pmids)) for r in result.search_runs] == [
        ("needles", 30, 30), ("nerves", 20, 20)]  # fmt: skip
    assert result.search_runs[0].query_translation
    assert result.failures == result.missing == result.withdrawn == ()
    assert any("50 ids promised, 50 received" in line for line in result.assurance)
    assert all(b.content.startswith(b"<?xml") for b in result.batches)


def test_a_night_without_news_costs_what_was_promised(nights):
    nights.night()
    nights.day += timedelta(days=3)
    verified = range(101, 131)
    result = nights.night(verified=verified)
    assert result.n_requests <= 2 * 2 + ceil(len(verified) / 200) + 2
    assert pmids(result.batches) == list(verified)
    assert result.n_bytes > 0
    assert len(result.requests) == result.n_requests


def test_what_is_verified_and_unchanged_is_the_same_batch_each_night(nights):
    nights.night()
    one, other = nights.night(verified=(101, 102)), nights.night(verified=(102, 101))
    assert [b.content for b in one.batches] == [b.content for b in other.batches]


def test_late_records_are_found_by_the_whole_list_not_by_a_window(nights):
    nights.night()
    nights.server.add_records(record_xml(160, "A needle that came late.", entered=date(2012, 1, 1)),
                              modified_on=date(2012, 2, 1))  # fmt: skip
    assert pmids(nights.night().batches) == [160]


def test_changed_records_are_fetched_again(nights):
    nights.night()
    nights.day += timedelta(days=2)
    nights.server.add_records(record_xml(105, "Needle 105, corrected."), modified_on=nights.day)
    result = nights.night()
    assert result.plan.modified == (105,)
    assert b"corrected" in result.batches[0].content


def test_a_heading_that_arrives_late_brings_its_record(nights):
    nights.server.add_records(record_xml(170, "Something else."), modified_on=date(2020, 1, 1))
    assert 170 not in pmids(nights.night().batches)
    nights.server.add_records(record_xml(170, "Something else.", mesh=("Electroacupuncture",)))
    assert pmids(nights.night().batches) == [170]


def test_a_retraction_shows_on_the_first_night_though_no_strategy_finds_the_record(nights):
    nights.server.add_records(
        record_xml(180, "Not found by any strategy."), modified_on=date(2020, 1, 1)
    )
    nights.night(verified=(180,))
    nights.server.add_records(
        record_xml(
            180,
            "RETRACTED: not found by any strategy.",
            types=("Retracted Publication",),
            retracted_by=181,
        ),
        modified_on=date(2020, 1, 1),  # even where the date of change did not move
    )
    result = nights.night(verified=(180,))
    assert b"RetractionIn" in result.batches[0].content


def test_withdrawn_records_are_told_from_errors_and_cost_nothing_later(nights):
    nights.night()
    nights.server.remove_records(101, 131)
    first = nights.night(verified=(101, 102))
    assert first.withdrawn == (101, 131)  # one verified, one found by a strategy before
    assert first.verified == (102,)
    assert first.failures == ()
    second = nights.night(verified=(101, 102))
    assert second.withdrawn == (101,)
    assert second.n_requests <= 2 * 2 + 1 + 2
    nights.server.add_records(record_xml(101, "Needle 101."), modified_on=date(2020, 6, 1))
    third = nights.night(verified=(101, 102))
    assert third.withdrawn == ()
    assert third.verified == (101, 102)


def test_a_record_left_out_of_a_batch_is_asked_for_again(nights):
    nights.server.faults.add("record_left_out", "efetch")
    result = nights.night()
    assert pmids(result.batches) == list(range(101, 151))
    assert result.missing == ()


def test_a_record_left_out_twice_is_named_and_not_withdrawn(nights):
    nights.night()
    nights.server.faults.add("none", "efetch", times=-1)
    result = nights.night(verified=(101,))
    assert result.missing == (101,)
    assert result.withdrawn == ()
    assert result.failures[0].strategy_id is None
    assert "101" in result.failures[0].reason


def test_many_gone_at_once_are_not_believed(nights):
    nights.night()
    nights.server.remove_records(*range(104, 124))
    with pytest.raises(SourceError, match="not believed"):
        nights.night(verified=range(101, 131))


def test_a_search_that_says_none_stops_publication(nights):
    nights.night()
    nights.server.faults.add(
        "none", "esearch", times=-1, when=lambda a: "nerve" in a.params["term"]
    )
    result = nights.night()
    assert [(f.strategy_id, f.stops_publication) for f in result.failures] == [("nerves", True)]
    assert "fewer than the 13" in result.failures[0].reason
    assert [r.strategy_id for r in result.search_runs] == ["needles"]
    assert result.plan.dropped == ()  # nothing is said of what a failed strategy found


def test_one_failing_strategy_does_not_stop_the_others(nights):
    nights.server.faults.add(
        "backend_failed", "esearch", times=-1, when=lambda a: "nerve" in a.params["term"]
    )
    result = nights.night()
    assert pmids(result.batches) == list(range(101, 131))
    assert [(f.strategy_id, f.stops_publication) for f in result.failures] == [("nerves", False)]
    nights.server.faults.clear()
    assert pmids(nights.night().batches) == list(range(131, 151))


def test_a_failed_strategy_is_asked_for_all_the_days_it_missed(nights):
    nights.night()
    nights.day += timedelta(days=3)
    nights.server.add_records(record_xml(140, "Nerve 140, corrected."), modified_on=nights.day)
    nights.server.faults.add(
        "backend_failed", "esearch", times=-1, when=lambda a: "nerve" in a.params["term"]
    )
    assert pmids(nights.night().batches) == []
    nights.server.faults.clear()
    nights.day += timedelta(days=5)
    assert nights.night().plan.modified == (140,)


def test_a_clock_that_ran_ahead_hides_nothing(nights):
    nights.night()
    ahead = nights.earlier[0].started_at + timedelta(days=400)
    nights.earlier = [replace(run, started_at=ahead) for run in nights.earlier]
    nights.server.add_records(record_xml(140, "Nerve 140, corrected."), modified_on=nights.day)
    assert nights.night().plan.modified == (140,)


def test_a_known_record_that_pubmed_has_must_be_found(nights):
    blind = topic(strategy("blind", "nerve[ti]", known_pmids=(101, 131)), NEEDLES)
    result = nights.night([blind])
    assert "does not find 101" in result.failures[0].reason
    assert result.failures[0].stops_publication


def test_a_count_out_of_its_stated_range_stops_publication(nights):
    result = nights.night([topic(strategy("narrow", "needle[ti]", count_max=10), NERVES)])
    assert "more than the 10" in result.failures[0].reason


def test_a_service_that_knows_nothing_is_not_believed(nights):
    nights.server.faults.add("none", "esearch", times=-1)
    with pytest.raises(SourceError, match="finds none of 1 records known to be in it"):
        nights.night()


def test_nothing_at_all_is_one_clear_line(nights):
    nights.server.faults.add("proxy_page", times=-1)
    with pytest.raises(SourceError, match="Sign in to the network"):
        nights.night()


def test_a_strategy_above_the_ceiling_is_split_and_adds_up(tmp_path):
    nights = Nights(tmp_path, ceiling=20)
    days = [date(1971, 3, 2) + timedelta(days=97 * n) for n in range(150)]
    records = [record_xml(1000 + n, "Moxa.", entered=day) for n, day in enumerate(days)]
    records += [record_xml(2000 + n, "Moxa.", entered=date(2019, 5, 5)) for n in range(15)]
    nights.server.add_records(set_of(*records), modified_on=date(2020, 6, 1))
    many = topic(strategy("moxa", "moxa[ti]"))
    run = nights.night([many]).search_runs[0]
    assert run.count == len(run.pmids) == 165
    assert run.parts > 8
    nights.day += timedelta(days=3)
    result = nights.night([many])
    assert result.n_requests <= 2 * run.parts + 2
    nights.server.stop()


def test_a_day_above_the_ceiling_is_split_by_publication_and_else_refused(tmp_path):
    nights = Nights(tmp_path, ceiling=20)
    printed = "<Year>2020</Year></PubDate>"
    xml = [
        record_xml(3000 + n, "Moxa.").replace(printed, f"<Year>{1990 + n % 30}</Year></PubDate>")
        for n in range(90)
    ]
    nights.server.add_records(set_of(*xml))
    run = search_strategy(nights.client, "t", strategy("moxa", "moxa[ti]"))
    assert len(run.pmids) == 90
    nights.server.add_records(set_of(*(record_xml(4000 + n, "Cups.") for n in range(30))))
    with pytest.raises(SourceError, match=r"t/cups: .*narrow the strategy"):
        search_strategy(nights.client, "t", strategy("cups", "cups[ti]"))
    nights.server.stop()


def test_parts_that_do_not_add_up_are_asked_for_again_and_then_refused(tmp_path):
    nights = Nights(tmp_path, ceiling=20)
    days = [date(1990, 1, 1) + timedelta(days=97 * n) for n in range(30)]
    nights.server.add_records(
        set_of(*(record_xml(1000 + n, "Moxa.", entered=d) for n, d in enumerate(days)))
    )
    moxa = strategy("moxa", "moxa[ti]")
    nights.server.faults.add("count_too_high", "esearch", when=lambda a: "mindate" not in a.params)
    assert len(search_strategy(nights.client, "t", moxa).pmids) == 30
    nights.server.faults.add(
        "count_too_high", "esearch", times=-1, when=lambda a: "mindate" not in a.params
    )
    with pytest.raises(SourceError, match="do not add up"):
        search_strategy(nights.client, "t", moxa)
    nights.server.stop()


def test_batches_are_handed_over_as_they_come_and_stay_after_a_failure(nights):
    kept: list[RawBatch] = []
    nights.server.faults.add("cut", "efetch", times=-1, after=2)
    with pytest.raises(SourceError, match="cut off"):
        nights.night(keep=kept.append, batch_size=10)
    assert len(pmids(kept)) == 20


def test_a_run_that_was_killed_goes_on_where_it_was(nights):
    kept: list[RawBatch] = []
    nights.server.faults.add("reset", "efetch", times=-1, after=3)
    with pytest.raises(SourceError):
        nights.night(keep=kept.append, batch_size=10)
    nights.server.faults.clear()
    result = nights.night(verified=(101, 150), keep=kept.append, batch_size=10, arrived=pmids(kept))
    assert pmids(kept) == list(range(101, 151))
    assert result.verified == (101, 150)


def test_a_large_first_load_waits_for_off_peak_hours_when_asked_to(nights):
    noon = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
    slept: list[float] = []
    nights.client.clock = Clock(
        now=lambda: noon + timedelta(seconds=sum(slept)), sleep=slept.append
    )
    nights.server.add_records(set_of(*(record_xml(n, "Needle.") for n in range(5000, 5120))))
    told: list[str] = []
    result = nights.night(batch_size=1, waits_for_off_peak=True, tell=told.append)
    assert len(result.batches) == 170
    assert "170 records are a large job: waiting for NCBI's off-peak hours, 2026-11-25 02:00 UTC" in told
    assert sum(slept) == pytest.approx(9 * 3600)
    assert result.waited_seconds >= 9 * 3600


def test_records_by_id_raise_when_nobody_hears_of_what_is_missing(nights):
    with pytest.raises(SourceError, match="did not give 1 of 2 records, asked twice: 999"):
        list(fetch_records(nights.client, [101, 999]))


def test_one_spoilt_record_does_not_take_its_batch_along(nights):
    spoilt = lambda asked: "117" in asked.params["id"].split(",")  # noqa: E731
    nights.server.faults.add("truncated", "efetch", times=-1, when=spoilt)
    result = nights.night()
    assert pmids(result.batches) == [n for n in range(101, 151) if n != 117]
    assert result.missing == (117,)
    assert "117" in result.failures[0].reason


def test_a_service_that_spoils_everything_is_one_clear_line(nights):
    nights.server.faults.add("truncated", "efetch", times=-1)
    with pytest.raises(SourceError, match="XML that is cut off or damaged"):
        nights.night()
