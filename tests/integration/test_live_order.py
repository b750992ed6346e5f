"""What was fetched last stands, and the last run is the last run, whatever dates and clocks say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from evidence.operations.status import status_facts
from evidence.pipeline.publications import kept, named
from tests.eutils.house import (
    LONG_AGO,
    House,
    first_night,
    next_night,
    quick,
    report,
    rows,
    trial,
)

RETRACTED = ("Journal Article", "Randomized Controlled Trial", "Retracted Publication")


@pytest.fixture(autouse=True)
def _quick():
    with quick():
        yield


@pytest.fixture(scope="module")
def after_one(tmp_path_factory) -> Iterator[House]:
    with first_night(tmp_path_factory.mktemp("order")) as made:
        yield made


@pytest.fixture
def house(after_one, tmp_path) -> Iterator[House]:
    with next_night(after_one, tmp_path) as made:
        yield made


def show(house: House, arm: str) -> None:
    """PubMed shows trial 140 so, with the DateRevised it always had."""
    house.server.add_records(trial(140, arm=arm), modified_on=LONG_AGO)


def test_a_record_that_is_changed_and_changed_back_stands_as_it_was_given_last(house):
    contents = []
    for arm in ("sham acupuncture", "usual care", "sham acupuncture"):
        show(house, arm)
        contents.append(house.night().content_sha256)
        (item,) = rows(house, "section", report_id="pmid:140", field="abstract")
        assert f"randomized to acupuncture or {arm}" in item["text"]
        assert report(house)["news"]["new_reports"] + report(house)["news"]["changed_reports"] == 1
    (held,) = rows(house, "report", report_id="pmid:140")
    days = house.now().date() - timedelta(days=3), house.now().date() - timedelta(days=1)
    assert (held["first_seen_on"], held["last_changed_on"]) == days
    assert house.night().content_sha256 == contents[2]
    assert report(house)["headline"] == "Nothing new"
    for number, content in enumerate(contents):
        day = house.now().date() - timedelta(days=4 - number)
        assert house.refresh(as_of=day).content_sha256 == content


@pytest.mark.parametrize("jump_days", [-30, 0, 400])
def test_the_last_night_is_the_last_night_whatever_the_clock_says(house, jump_days):
    """The clock is set back by a month, stands still, or was ahead by a year and is set right."""
    house.server.add_records(trial(140), modified_on=LONG_AGO)
    house.days = 1 if jump_days <= 0 else jump_days
    first = house.refresh()
    house.days = min(1 + jump_days, 2)
    house.server.add_records(
        trial(101, types=RETRACTED, notices=(("RetractionIn", 901),)), modified_on=LONG_AGO
    )
    second = house.refresh()
    told = report(house)
    assert told["news"]["changed_reports"] == 1
    assert {c["after"] for c in told["notices"]} == {"retraction"}
    assert [p.publication_id for p in kept(house.data_dir)][-2:] == [
        first.publication_id, second.publication_id]  # fmt: skip
    day = house.now().date()
    assert named(house.data_dir, day.isoformat()).publication_id == second.publication_id
    assert house.refresh(as_of=day).content_sha256 == second.content_sha256
    assert status_facts(house.settings)["last_snapshot_is_published"]
    assert status_facts(house.settings)["published"] == second.publication_id
    assert rows(house, "claim_summary")[0]["snapshot_id"] == told["snapshot"]["snapshot_id"]
    assert house.refresh().content_sha256 == second.content_sha256
    assert report(house)["headline"] == "Nothing new"


def test_a_reading_again_within_the_second_is_a_publication_of_its_own(house):
    first = house.refresh()
    again = house.refresh()
    assert again.content_sha256 == first.content_sha256
    assert again.publication_id != first.publication_id
    assert (house.data_dir / "published").readlink().name == again.publication_id
    assert report(house)["previous"]["publication_id"] == first.publication_id


def test_dates_of_a_report_are_in_order_when_the_clock_was_set_back(house):
    show(house, "usual care")
    house.days = 40
    house.night()
    house.days = 2
    show(house, "no treatment")
    house.night()
    (held,) = rows(house, "report", report_id="pmid:140")
    assert held["first_seen_on"] == held["last_changed_on"] == date(2026, 12, 12)
