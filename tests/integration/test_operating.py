"""What an operator asks of a data folder, whatever state it is in."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from evidence import pipeline
from evidence.errors import LockedError, SourceError, UsageError
from evidence.operations.disk_use import disk_use
from evidence.operations.doctor import Examined, examined
from evidence.operations.explain import explanation
from evidence.operations.status import status_facts, status_lines
from evidence.operations.telling import announced
from evidence.pipeline.publications import open_newest
from evidence.pipeline.run import lock_owner, locked
from evidence.snapshots import FORMAT, Batch, Manifest, RawStore
from tests.eutils.house import (
    FIRST_NIGHT,
    LONG_AGO,
    House,
    first_night,
    next_night,
    quick,
    trial,
)


@pytest.fixture(autouse=True)
def _quick():
    with quick():
        yield


@pytest.fixture(scope="module")
def after_one(tmp_path_factory) -> Iterator[House]:
    with first_night(tmp_path_factory.mktemp("operating")) as made:
        yield made


@pytest.fixture
def house(after_one, tmp_path) -> Iterator[House]:
    """Asks the same server as the household whose first night it has."""
    with next_night(after_one, tmp_path, after_one.server) as made:
        made.server.faults.clear()
        yield made


def status(house: House) -> str:
    return "\n".join(status_lines(status_facts(house.settings)))


def doctor(house: House, *, verify: bool = False) -> dict[str, Examined]:
    return {found.name: found for found in examined(house.settings, verify=verify)}


def night(house: House) -> None:
    announced(house.run(), pipeline.refresh)


def test_a_fresh_folder_says_what_to_do_and_stays_untouched(house, tmp_path):
    house.settings = replace(house.settings, data_dir=tmp_path / "none")
    told = status(house)
    assert "nothing is published" in told
    assert "Mend: run `evidence refresh`" in told
    assert "GB free" in told
    assert not (tmp_path / "none").exists()
    assert doctor(house)["snapshots"].what == "0, none missing"


def test_how_the_last_run_ended_is_told_well_or_not(house):
    night(house)
    assert "last run:         2026-11-03T03:17 UTC ended well: Nothing new" in status(house)
    house.server.faults.add("proxy_page", times=-1)
    house.days = 2
    with pytest.raises(SourceError):
        night(house)
    assert "last run:         2026-11-04T03:17 UTC FAILED, exit 3: PubMed answered" in status(house)
    assert "published:        2026110" in status(house)


def test_a_run_that_is_overdue_is_named(house):
    night(house)
    house.settings = replace(house.settings, cron="17 3 * * *")
    assert "OVERDUE:          a run was due at 2026-11-04T03:17 UTC" in status(house)
    house.settings = replace(house.settings, cron="17 3 1 1 *")
    late = status_facts(house.settings)["overdue_since"]
    assert late is None or late.startswith("2027-01-01")


def test_a_run_that_finds_the_lock_held_does_not_speak_for_the_one_that_holds_it(house):
    night(house)
    with locked(house.data_dir, house.now):
        with pytest.raises(LockedError):
            night(house)
        assert f"process {os.getpid()}" in status(house)
        assert "goes on" in status(house)
        assert doctor(house)["lock"].what.startswith("a run is going on")
    assert "ended well" in status(house)
    assert lock_owner(house.data_dir) is None
    assert doctor(house)["lock"].what == "no run is going on"


def test_a_killed_run_is_told_from_one_that_goes_on_and_its_lock_is_taken_over(house):
    program = (
        "import os, signal, sys; from pathlib import Path; from evidence.pipeline.run import locked\n"
        "with locked(Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(house.data_dir)], check=False)
    assert done.returncode == -signal.SIGKILL
    owner = lock_owner(house.data_dir)
    assert owner is not None
    assert not owner.is_alive
    assert "was broken off. Mend: none; the next run" in status(house)
    assert doctor(house)["lock"].is_ok
    night(house)
    assert "broken off" not in status(house)


def test_a_publication_of_an_older_schema_still_has_a_status_and_says_what_it_lacks(house):
    published = (house.data_dir / "published").resolve() / "evidence.duckdb"
    with duckdb.connect(str(published)) as con:
        con.execute("DROP VIEW harm_told")
        con.execute("ALTER TABLE judgement DROP COLUMN contradicted_by")
    assert "contradicted" not in status(house)
    with open_newest(house.settings) as held, pytest.raises(UsageError, match=r"has no harm_told\. Mend: "):
        held.rows("harm_told")


def test_snapshots_that_are_missing_or_of_a_newer_program_are_named(house):
    house.night()
    first, second = sorted((house.data_dir / "manifests").glob("*.json"))
    first.rename(house.data_dir / "away.json")
    found = doctor(house)["snapshots"]
    assert (found.is_ok, found.what) == (False, "1, and 1 missing (number 1)")
    second.write_text(json.dumps({**json.loads(second.read_text()), "format": FORMAT + 1}))
    found = doctor(house, verify=True)["snapshots"]
    assert (found.is_ok, found.is_fatal) == (False, True)
    assert f"{second}: manifest format {FORMAT + 1} is newer" in found.what


def test_a_clock_behind_the_snapshots_and_a_wrong_schedule_are_named(house):
    house.days = 9999
    house.night()
    house.settings = replace(house.settings, cron="every night")
    found = doctor(house)
    assert (found["clock"].is_ok, found["schedule"].is_ok) == (False, False)
    assert "behind 1 snapshots" in found["clock"].what


def test_disk_use_says_when_it_will_be_full(tmp_path):
    store = RawStore(tmp_path)
    manifests: list[Manifest] = []
    for day in range(11):
        content = bytes(1000) if day == 0 else os.urandom(50_000)
        batch: Batch = store.store(content, "efetch", "pubmed-xml", promised_pmids=(day,))
        made = Manifest(f"s{day}", "pubmed", FIRST_NIGHT + timedelta(days=day), ("t",), (batch,),
                        sequence=day + 1)  # fmt: skip
        store.write_manifest(made)
        manifests.append(made)
    use = disk_use(tmp_path, tuple(manifests), 30)
    assert use.added_a_day is not None
    assert 50_000 < use.added_a_day < 52_000  # the first load is no measure of a night
    assert use.full_in_days == int(use.free / use.added_a_day)
    assert disk_use(tmp_path, tuple(manifests[:2]), 30).added_a_day is None
    nearly = replace(use, full_in_days=40)
    assert nearly.line().endswith("full in about 40 days")


def test_a_disk_that_fills_within_the_month_is_a_finding(house, monkeypatch):
    low = disk_use(house.data_dir, (), 30)
    monkeypatch.setattr("evidence.operations.doctor.disk_use",
                        lambda *_: replace(low, added_a_day=1e9, full_in_days=12))  # fmt: skip
    assert not doctor(house)["disk"].is_ok


def test_explain_names_each_version_with_the_day_it_came_newest_first(house):
    house.server.add_records(trial(101, arm="usual care"), modified_on=LONG_AGO)
    house.night()
    with pipeline.open_newest(house.settings) as published:
        lines = explanation(published.rows, "101").lines()
    house.server.add_records(trial(101), modified_on=LONG_AGO)
    at = lines.index("Versions read")
    assert [line.split(",")[0] + line.split(",")[2] for line in lines[at + 1 : at + 3]] == [
        "  current: version 1 came 2026-11-03", "  superseded: version 1 came 2026-11-02"]  # fmt: skip
    assert not any("yes log-odds" in line for line in lines)


def test_no_file_of_a_status_is_a_secret_or_a_publication(house):
    night(house)
    kept = json.loads(Path(house.data_dir / "last_run.json").read_text())
    assert set(kept) == {"ended_at", "exit_code", "line"}
