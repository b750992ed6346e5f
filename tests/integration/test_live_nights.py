"""Night after night: what is new, changed, noticed, gone; what it costs; and what is not believed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from typing import Any

import pytest

from evidence.errors import SourceError
from evidence.pipeline import live
from tests.eutils.house import (
    LONG_AGO,
    House,
    first_night,
    next_night,
    quick,
    quick_client,
    report,
    rows,
    trial,
)
from tests.eutils.made import record_xml, set_of
from tests.eutils.server import EutilsServer

N_STRATEGIES = 2
RANDOMIZED = ("Journal Article", "Randomized Controlled Trial")
RETRACTED = (*RANDOMIZED, "Retracted Publication")


@pytest.fixture(autouse=True)
def _quick():
    with quick():
        yield


@pytest.fixture(scope="module")
def after_one(tmp_path_factory) -> Iterator[House]:
    with first_night(tmp_path_factory.mktemp("nights")) as made:
        yield made


@pytest.fixture
def house(after_one, tmp_path) -> Iterator[House]:
    with next_night(after_one, tmp_path) as made:
        yield made


def verdict(house: House, claim_id: str = "pain") -> str:
    return str(rows(house, "verdict", claim_id=claim_id)[0]["verdict"])


def item(house: House, pmid: int, claim_id: str = "pain") -> dict[str, Any]:
    (found,) = rows(house, "evidence_item", report_id=f"pmid:{pmid}", claim_id=claim_id)
    return found


def test_a_night_without_news_costs_what_was_promised_and_says_why_it_is_sure(house):
    n_before = len(house.server.requests)
    outcome = house.night()
    told = report(house)
    n_verified = len({i["report_id"] for i in rows(house, "evidence_item")})
    assert not outcome.is_new
    assert told["headline"] == "Nothing new"
    assert told["cost"]["requests"] == len(house.server.requests) - n_before
    assert told["cost"]["requests"] <= 2 * N_STRATEGIES + ceil(n_verified / 200) + 2
    proof = " / ".join(told["proof"])
    assert "2 of 2 strategies ran whole: 32 ids promised, 32 received" in proof
    assert f"{n_verified} reports that something rests on were asked for by number" in proof
    assert "every record given is, to the last character read, what was held" in proof
    assert told["not_asked"] == []


def test_a_first_night_that_finds_nothing_is_published_as_such_and_the_next_goes_on(tmp_path):
    with EutilsServer() as server:
        server.add_records(record_xml(1, "Something else."))
        house = House(tmp_path, server)
        strategies = house.queries_dir / "topics/needles-for-nerves/strategies"
        for path in strategies.glob("*.toml"):
            path.write_text(re.sub(r"(?m)^known_pmids.*\n", "", path.read_text()))
        assert house.night().headline == "First publication: 0 reports"
        assert {v["verdict"] for v in rows(house, "verdict")} == {"not_found"}
        assert house.night().headline == "Nothing new"
        server.add_records(trial(140))
        house.night()
        assert item(house, 140)["status"] == "counted"


def test_a_new_record_is_found_however_late_its_dates_are(house):
    house.server.add_records(trial(140, entered=LONG_AGO), modified_on=LONG_AGO)
    assert house.night().is_new
    assert item(house, 140)["stance"] == "supports"
    assert report(house)["changes"]["new_item"] == 2


def test_a_heading_that_arrives_late_links_a_record(house):
    house.server.add_records(
        record_xml(141, "Acupuncture and pain in diabetes: a randomized controlled trial.",
                   "A total of 90 patients were randomized to acupuncture or sham acupuncture. Pain was "
                   "significantly lower with acupuncture (p=0.01).", mesh=("Humans",), types=RANDOMIZED),
        modified_on=LONG_AGO,
    )  # fmt: skip
    house.night()
    assert rows(house, "report", report_id="pmid:141") == []
    house.server.add_records(
        record_xml(141, "Acupuncture and pain in diabetes: a randomized controlled trial.",
                   "A total of 90 patients were randomized to acupuncture or sham acupuncture. Pain was "
                   "significantly lower with acupuncture (p=0.01).",
                   mesh=("Humans", "Diabetic Neuropathies"), types=RANDOMIZED),
    )  # fmt: skip
    house.night()
    assert item(house, 141)["status"] == "counted"


@dataclass(frozen=True)
class Notice:
    """What PubMed shows on a trial, and what must become of it."""

    kind: str
    types: tuple[str, ...]
    shown: tuple[tuple[Any, ...], ...]
    status: str


NOTICES = (
    Notice("retraction", RETRACTED, (("RetractionIn", 901),), "retracted"),
    Notice("retraction", RETRACTED, (), "retracted"),
    Notice("expression_of_concern", RANDOMIZED, (("ExpressionOfConcernIn", 901),), "counted"),
    Notice("correction", RANDOMIZED, (("ErratumIn", 901),), "counted"),
    Notice("retraction_and_replacement", RETRACTED, (("RetractedandRepublishedIn", 901),), "retracted"),
    Notice("comment", RANDOMIZED, (("CommentIn", 901),), "counted"),
    Notice("reinstatement", RANDOMIZED,
           (("RetractionIn", 901), ("ErratumIn", 902, "Retraction of the retraction. Made up")), "counted"),
)  # fmt: skip


@pytest.mark.parametrize("notice", NOTICES, ids=lambda n: f"{n.kind}-{len(n.shown)}")
def test_a_notice_travels_on_the_first_night_though_no_date_moved(house, notice):
    assert verdict(house) == "supported_with_limits"
    house.server.add_records(
        trial(101, types=notice.types, notices=notice.shown), modified_on=LONG_AGO
    )
    house.night()
    kinds = {n["kind"] for n in rows(house, "notice", report_id="pmid:101", direction="on")}
    assert notice.kind in kinds
    assert ("retraction" in kinds) == any(
        "RetractionIn" in s for s in notice.shown
    ) or not notice.shown
    assert {item(house, 101, claim)["status"] for claim in ("pain", "safety")} == {notice.status}
    told = report(house)
    about = {(n["claim_id"], n["after"]) for n in told["notices"] if n["report_id"] == "pmid:101"}
    assert {("pain", notice.kind), ("safety", notice.kind)} <= about
    assert notice.kind.replace("_", " ") in (house.data_dir / "published/run_report.md").read_text()
    is_out = notice.status == "retracted"
    assert (verdict(house) == "insufficient") == is_out
    assert bool(told["moved_verdicts"]) == is_out
    if is_out:
        (moved,) = [m for m in told["moved_verdicts"] if m["claim_id"] == "pain"]
        assert moved["cause"] == "data"
        assert any("pmid:101" in line for line in moved["because"])


def test_a_notice_that_only_its_own_record_tells_of_reaches_the_report(house):
    house.server.add_records(
        record_xml(901, "Retraction: Acupuncture for painful diabetic neuropathy, trial 101.", "",
                   types=("Retraction Notice",), notices=(("RetractionOf", 101),)),
    )  # fmt: skip
    house.night()
    assert item(house, 101)["status"] == "retracted"
    assert [n["seen_in"] for n in rows(house, "notice", report_id="pmid:101")] == ["notice_record"]
    counted = [
        i for i in rows(house, "evidence_item", report_id="pmid:901") if i["status"] == "counted"
    ]
    assert counted == []


def test_a_retraction_taken_back_counts_again(house):
    house.server.add_records(
        trial(101, types=RETRACTED, notices=(("RetractionIn", 901),)), modified_on=LONG_AGO
    )
    house.night()
    assert verdict(house) == "insufficient"
    house.server.add_records(trial(101), modified_on=LONG_AGO)
    house.night()
    assert item(house, 101)["status"] == "counted"
    assert verdict(house) == "supported_with_limits"


def test_a_withdrawn_report_is_marked_and_stays(house):
    house.server.remove_records(101)
    house.night()
    (held,) = rows(house, "report", report_id="pmid:101")
    assert held["is_withdrawn"]
    assert item(house, 101)["status"] == "withdrawn"
    assert verdict(house) == "insufficient"
    told = report(house)
    assert {n["claim_id"] for n in told["notices"] if n["kind"] == "withdrawn_report"} == {
        "pain",
        "safety",
    }
    assert house.night().headline == "Nothing new"


def test_a_strategy_that_failed_is_named_and_the_rest_is_published(house):
    house.server.faults.add(
        "backend_failed", "esearch", times=-1, when=lambda a: "bleeding" in a.params["term"]
    )
    house.server.add_records(trial(142), modified_on=LONG_AGO)
    house.night()
    assert item(house, 142)["status"] == "counted"
    told = report(house)
    (not_asked,) = told["not_asked"]
    assert (not_asked["topic"], not_asked["strategy_id"]) == ("needles-for-nerves", "harms")
    assert "Connection to the index was lost" in not_asked["reason"]
    text = (house.data_dir / "published" / "run_report.md").read_text()
    assert "needles-for-nerves/harms" in text


def test_nothing_new_is_never_said_where_a_strategy_failed(house):
    house.server.faults.add(
        "backend_failed", "esearch", times=-1, when=lambda a: "bleeding" in a.params["term"]
    )
    house.night()
    told = report(house)
    assert told["headline"] == "Nothing new in what was asked; 1 of 2 searches failed"
    assert told["proof"] == []


@pytest.mark.parametrize("why", ["a fall", "no canary", "known record lost", "many gone at once"])
def test_what_cannot_be_believed_stops_publication(house, why):
    before = (house.data_dir / "published").readlink()
    faults = house.server.faults
    if why == "a fall":
        faults.add("none", "esearch", times=-1, when=lambda a: "bleeding" in a.params["term"])
    if why == "no canary":
        faults.add("none", "esearch")
    if why == "known record lost":
        house.server.add_records(record_xml(101, "Something else."), modified_on=LONG_AGO)
    if why == "many gone at once":
        house.server.remove_records(*range(104, 120))
    with pytest.raises(SourceError):
        house.night()
    assert (house.data_dir / "published").readlink() == before


def test_a_strategy_above_the_ceiling_is_split_and_adds_up(house, monkeypatch):
    def client(run: Any) -> Any:
        made = quick_client(run)
        made.ceiling = 25
        return made

    monkeypatch.setattr(live, "client_of", client)
    house.server.service.ceiling = 25
    days = [LONG_AGO.replace(year=1990 + n) for n in range(20)]
    house.server.add_records(
        set_of(*(trial(200 + n, entered=day) for n, day in enumerate(days))), modified_on=LONG_AGO
    )
    house.night()
    (asked,) = [a for a in report(house)["asked"] if a["strategy_id"] == "neuropathy"]
    assert asked["count"] == asked["n_ids"] == 32
    assert asked["parts"] > 1


def test_two_runs_at_once_are_refused_by_name(house):
    from evidence.errors import LockedError
    from evidence.pipeline import locked

    with locked(house.data_dir), pytest.raises(LockedError, match="process"):
        house.night()


def test_other_topics_are_carried_over(house):
    topics = house.queries_dir / "topics"
    shutil.copytree(topics / "needles-for-nerves", topics / "second")
    house.night()
    n_before = len(house.server.requests)
    house.night(topics=("second",))
    asked = {
        s.params.get("term") for s in house.server.requests[n_before:] if s.endpoint == "esearch"
    }
    assert len(asked) <= 4
    assert {v["topic"] for v in rows(house, "verdict")} == {"needles-for-nerves", "second"}


@pytest.mark.parametrize("jump_days", [-400, 400])
def test_a_clock_that_jumps_hides_nothing(house, jump_days):
    house.days += jump_days
    house.night()
    house.days = 2
    house.server.add_records(trial(101, types=RETRACTED, notices=(("RetractionIn", 901),)))
    house.server.add_records(trial(143))
    house.night()
    assert item(house, 101)["status"] == "retracted"
    assert item(house, 143)["status"] == "counted"


def keep_settings(house: House, **facts: Any) -> None:
    house.settings = replace(house.settings, **facts)


def test_publications_are_kept_by_policy(house):
    keep_settings(house, keep_publications=2)
    for number in range(3):
        house.server.add_records(trial(150 + number))
        house.night()
    kept = [
        p for p in Path(house.data_dir / "publications").iterdir() if not p.name.startswith(".")
    ]
    assert len(kept) == 2
