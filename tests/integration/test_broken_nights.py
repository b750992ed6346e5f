"""A night killed hard sends no alert itself: whoever comes next sees it, says so, and sends it once."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from evidence import pipeline
from evidence.cli import main
from evidence.operations import telling
from evidence.operations.telling import announced, tell_of_broken_runs
from evidence.pipeline.broken_runs import NIGHT, broken_runs, night, note_broken_runs, own_name
from evidence.pipeline.publications import newest
from evidence.pipeline.run import Run, lock_owner, locked
from evidence.settings import Settings
from tests.eutils.house import EMAIL, House, first_night, next_night, quick, report
from tests.integration.test_live_telling import TOKEN, Ear

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.integration.test_broken_nights", "evidence.pipeline.live"])


@pytest.fixture(autouse=True)
def _quick():
    with quick():
        yield


@pytest.fixture(scope="module")
def after_one(tmp_path_factory) -> Iterator[House]:
    with first_night(tmp_path_factory.mktemp("broken")) as made:
        yield made


@pytest.fixture
def ear() -> Iterator[Ear]:
    with Ear() as made:
        yield made


@pytest.fixture
def house(after_one, tmp_path, ear) -> Iterator[House]:
    with next_night(after_one, tmp_path) as made:
        made.settings = replace(made.settings, notify_urls=(f"json://127.0.0.1:{ear.port}/{TOKEN}",))
        yield made


def _night(settings: Settings, moment: datetime, kill_at: str) -> None:
    def checkpoint(name: str) -> None:
        if name == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def killed_telling(*_args: object) -> None:
        checkpoint("tells its end")

    telling.run_alert = killed_telling if kill_at == "tells its end" else telling.run_alert
    with quick():
        announced(Run(settings, now=lambda: moment, checkpoint=checkpoint), pipeline.refresh)


def killed_night(house: House, kill_at: str = "before swap") -> str:
    """A night in a process of its own that kills itself; when it began."""
    process = _CONTEXT.Process(target=_night, args=(house.settings, house.now(), kill_at))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    began = f"{house.now():%Y-%m-%d %H:%M} UTC"
    house.days += 1
    return began


def whole_night(house: House) -> list[str]:
    told: list[str] = []
    announced(house.run(tell=told.append), pipeline.refresh)
    house.days += 1
    return told


def titles(ear: Ear) -> list[str]:
    return [post["title"] for post in ear.posts]


def test_the_next_night_says_that_the_last_one_never_ended_and_alerts_once(house, ear):
    standing = newest(house.data_dir)
    began = killed_night(house)
    assert ear.posts == []
    told = whole_night(house)
    line = (f"he run that began at {began} (process ")
    still = f"never ended; nothing was published; the publication is still that of {standing.publication_id}"
    assert titles(ear) == ["Evidence: a run never ended"]
    assert f"T{line}" in ear.posts[0]["message"]
    assert still in ear.posts[0]["message"]
    assert any(f"t{line}" in said and still in said for said in told)
    (broken,) = report(house)["broken_runs"]
    assert (broken["published"], broken["standing"]) == (None, standing.publication_id)
    text = (house.data_dir / "published" / "run_report.md").read_text("utf-8")
    assert f"## Runs that never ended\n\n- t{line}" in text
    whole_night(house)
    assert titles(ear) == ["Evidence: a run never ended"]
    assert report(house)["broken_runs"] == []
    assert broken_runs(house.data_dir) == []


@pytest.mark.parametrize("kill_at", ["swapped", "tells its end"])
def test_a_night_killed_after_it_published_is_not_said_to_have_published_nothing(house, ear, kill_at):
    killed_night(house, kill_at)
    made = newest(house.data_dir).publication_id
    whole_night(house)
    assert f"it had published {made}, and may have told nobody" in ear.posts[0]["message"]


def test_whoever_looks_first_sends_the_alert_and_nobody_sends_it_again(house, ear, capsys):
    killed_night(house, "night begins")
    for command in (["status"], ["status"], ["doctor"]):
        _looked(house, command)
    assert titles(ear) == ["Evidence: a run never ended"]
    said = capsys.readouterr().out
    assert said.count("NEVER ENDED:      the run that began at ") == 2
    assert "BAD runs: the run that began at" in said
    whole_night(house)
    assert titles(ear) == ["Evidence: a run never ended"]
    assert len(report(house)["broken_runs"]) == 1
    _looked(house, ["status"])
    assert "NEVER ENDED" not in capsys.readouterr().out


def _looked(house: House, command: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in _environment(house).items():
            patch.setenv(name, value)
        main(command)


def _environment(house: House) -> dict[str, str]:
    return {"EVIDENCE_DATA_DIR": str(house.data_dir), "EVIDENCE_QUERIES_DIR": str(house.queries_dir),
            "EVIDENCE_NOTIFY": " ".join(house.settings.notify_urls), "NCBI_EMAIL": EMAIL,
            "NCBI_EUTILS_URL": house.server.base_url, "XDG_CACHE_HOME": str(house.data_dir / "cache")}  # fmt: skip


def test_an_alert_that_could_not_be_sent_is_tried_again(house, ear):
    killed_night(house, "night begins")
    ear.status = 500
    told: list[str] = []
    tell_of_broken_runs(house.settings, told.append)
    assert any("EVIDENCE_NOTIFY" in line for line in told)
    assert TOKEN not in "\n".join(told)
    ear.status = 200
    ear.posts.clear()
    tell_of_broken_runs(house.settings, told.append)
    tell_of_broken_runs(house.settings, told.append)
    assert titles(ear) == ["Evidence: a run never ended"]


def test_without_any_address_the_report_tells_it_and_then_it_is_done(house):
    house.settings = replace(house.settings, notify_urls=())
    killed_night(house, "night begins")
    killed_night(house, "night begins")
    whole_night(house)
    assert len(report(house)["broken_runs"]) == 2
    assert broken_runs(house.data_dir) == []


def test_a_true_kill_of_the_command_is_seen_by_the_next_command(house, ear):
    env = {**os.environ, **_environment(house)}
    command = [sys.executable, "-m", "evidence", "refresh", "--plain"]
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        while lock_owner(house.data_dir) is None and run.poll() is None:
            time.sleep(0.01)
        run.send_signal(signal.SIGKILL)
    assert run.returncode == -signal.SIGKILL
    subprocess.run([sys.executable, "-m", "evidence", "status"], env=env, check=True, capture_output=True)
    (post,) = ear.posts
    assert f"(process {run.pid} on " in post["message"]
    assert "nothing was published; the publication is still that of " in post["message"]


def test_a_run_that_lives_or_ended_is_never_called_broken(house):
    with night(house.data_dir, house.now), locked(house.data_dir, house.now):
        note_broken_runs(house.data_dir)
        with night(house.data_dir, house.now):
            pass
        assert (house.data_dir / NIGHT).stat().st_size > 0
    with pytest.raises(ZeroDivisionError), night(house.data_dir, house.now):
        1 / 0  # noqa: B018
    note_broken_runs(house.data_dir)
    assert broken_runs(house.data_dir) == []
    assert lock_owner(house.data_dir) is None


def test_a_name_that_is_damaged_or_left_twice_does_not_hinder(house, tmp_path):
    data_dir = tmp_path / "odd"
    tell_of_broken_runs(replace(house.settings, data_dir=data_dir), print)
    assert not data_dir.exists()
    data_dir.mkdir()
    name = own_name(house.now())
    later = json.dumps({**json.loads(name), "since": "2026-11-09T00:00:00+00:00"}).encode()
    (data_dir / "lock").write_bytes(later)
    (data_dir / NIGHT).write_bytes(name)
    note_broken_runs(data_dir)
    (found,) = broken_runs(data_dir)
    assert (found.began_at, found.standing) == (house.now().isoformat(), None)
    assert found.line.endswith("nothing was published, and nothing had been before")
    (data_dir / "lock").write_bytes(b'{"pid": 1, "ho')
    (data_dir / "broken_runs.json").write_bytes(b"[{")
    with locked(data_dir, house.now):
        assert broken_runs(data_dir) == []
