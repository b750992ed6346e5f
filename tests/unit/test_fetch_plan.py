"""What a night asks for, how many records a strategy should find, and NCBI's hours: pure parts."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.models import SearchRun, Strategy
from evidence.sources.pubmed.access import Clock
from evidence.sources.pubmed.off_peak import is_off_peak, next_off_peak, wait_for_off_peak
from evidence.sources.pubmed.plan import fetch_plan, latest_runs
from evidence.sources.pubmed.ranges import expected_range
from evidence.sources.pubmed.runs import search_run_of, search_run_record

AT = datetime(2026, 11, 1, 3, 0, tzinfo=UTC)
PMIDS = st.frozensets(st.integers(1, 12))


def run(
    strategy_id: str = "s", count: int = 0, pmids: tuple[int, ...] = (), query: str = "q"
) -> SearchRun:
    return SearchRun("t", strategy_id, "pubmed", query, None, count, pmids, AT, AT)


def strategy(**facts: int) -> Strategy:
    return Strategy("s", "pubmed", "q", "why", "who", date(2026, 1, 1), **facts)


@given(found=PMIDS, last=PMIDS, modified=PMIDS, held=PMIDS, verified=PMIDS)
def test_each_record_is_asked_for_once_and_none_is_forgotten(found, last, modified, held, verified):
    latest = {("t", "s"): run(pmids=tuple(last))}
    plan = fetch_plan({("t", "s"): found}, modified, latest, held, verified)
    lists = (plan.verified, plan.new, plan.modified, plan.dropped)
    asked = [pmid for some in lists for pmid in some]
    assert len(asked) == len(set(asked)) == plan.n_records
    assert set(verified) <= set(asked)
    assert found - held <= set(asked)
    assert found & modified <= set(asked)
    assert last - found <= set(asked)
    assert set(asked) <= found | last | verified


@given(found=PMIDS, verified=PMIDS)
def test_a_night_without_news_asks_for_what_is_verified_only(found, verified):
    latest = {("t", "s"): run(pmids=tuple(found))}
    plan = fetch_plan({("t", "s"): found}, (), latest, found, verified)
    assert plan.n_records == len(verified)


def test_a_failed_strategy_drops_nothing():
    latest = {("t", "a"): run("a", pmids=(1, 2)), ("t", "b"): run("b", pmids=(2, 3))}
    assert fetch_plan({("t", "b"): (3,)}, (), latest, {1, 2, 3}, ()).dropped == ()
    assert fetch_plan({("t", "a"): (), ("t", "b"): (3,)}, (), latest, {1, 2, 3}, ()).dropped == (
        1,
        2,
    )


def test_the_last_run_of_a_strategy_counts():
    runs = [run(count=1), run(count=2), run("other", count=3)]
    assert {key: r.count for key, r in latest_runs(runs).items()} == {
        ("t", "s"): 2,
        ("t", "other"): 3,
    }


def test_a_run_is_the_same_after_its_manifest():
    before = run(count=2, pmids=(1, 2))
    record = json.loads(json.dumps(search_run_record(before)))
    assert search_run_of(record | {"a_field_of_tomorrow": 1}) == before


@pytest.mark.parametrize(
    ("earlier", "stated", "count", "is_wrong"),
    [
        ((), {}, 0, False),  # nothing is known yet
        ((1000, 1010, 1020), {}, 1015, False),
        ((1000, 1010, 1020), {}, 905, False),
        ((1000, 1010, 1020), {}, 700, True),
        ((1000, 1010, 1020), {}, 9000, False),  # growth is news, not an error
        ((4,), {}, 0, False),  # too few to tell
        ((1000,), {"count_min": 500}, 600, False),  # what is stated goes before what was learned
        ((1000,), {"count_min": 500}, 499, True),
        ((), {"count_max": 500}, 501, True),
    ],
)
def test_a_sudden_fall_is_seen(earlier, stated, count, is_wrong):
    expected = expected_range(strategy(**stated), [run(count=n) for n in earlier])
    assert (expected.complaint(count) is not None) == is_wrong


def test_a_rewritten_query_learns_anew():
    assert expected_range(strategy(), [run(count=1000, query="older")]).least is None


@pytest.mark.parametrize(
    ("moment", "welcome"),
    [
        ("2026-11-24T15:00", False),  # Tuesday, 10 am
        ("2026-11-25T01:59", False),  # 8:59 pm
        ("2026-11-25T02:00", True),
        ("2026-11-25T09:59", True),  # 4:59 am
        ("2026-11-25T10:00", False),
        ("2026-11-28T17:00", True),  # Saturday noon
        ("2026-07-22T00:59", False),  # summer: four hours behind, 8:59 pm
        ("2026-07-22T01:00", True),
        ("2026-03-09T01:00", True),  # the day the clocks went forward, Sunday evening there
    ],
)
def test_ncbis_hours(moment, welcome):
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert is_off_peak(at) == welcome


@given(st.datetimes(datetime(2025, 1, 1), datetime(2029, 1, 1)))
def test_the_next_hour_is_off_peak_and_none_before_is(moment):
    at = moment.replace(tzinfo=UTC)
    opens = next_off_peak(at)
    assert opens >= at
    assert is_off_peak(opens)
    assert opens - at <= timedelta(hours=16)
    if opens > at:
        assert not is_off_peak(opens - timedelta(seconds=1))


def test_waiting_follows_a_clock_that_is_set_meanwhile():
    class Wall:
        at = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
        naps = 0

        def sleep(self, seconds: float) -> None:
            self.naps += 1
            jump = timedelta(hours=10, minutes=40) if self.naps == 3 else timedelta()
            self.at += timedelta(seconds=seconds) + jump

    wall = Wall()
    waited = wait_for_off_peak(Clock(now=lambda: wall.at, sleep=wall.sleep))
    assert is_off_peak(wall.at)
    assert waited == pytest.approx(20 * 60)
