"""A scheduled run truly starts, by itself, and publishes; one at a time."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("prefect")

from evidence.errors import UsageError
from evidence.settings import Settings
from flows.serve import main, nightly, schedule, watch, watched_nights
from tests.eutils.house import CHECKOUT, EMAIL, House

PATIENCE_SECONDS = 300


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def house(tmp_path) -> Iterator[House]:
    made = House(tmp_path)
    made.server.clock = None  # this one's runs have the machine's clock
    yield made
    made.close()


def test_a_scheduled_run_starts_by_itself_and_publishes(house, tmp_path):
    port = free_port()
    env = {
        **os.environ, "PREFECT_HOME": str(tmp_path / "prefect"), "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_RUNNER_POLL_FREQUENCY": "2", "PREFECT_PROFILES_PATH": str(tmp_path / "profiles.toml"),
        "PYTHONPATH": str(CHECKOUT), "NCBI_EMAIL": EMAIL, "NCBI_EUTILS_URL": house.server.base_url,
        "EVIDENCE_DATA_DIR": str(house.data_dir), "EVIDENCE_QUERIES_DIR": str(house.queries_dir),
        "EVIDENCE_CRON": "* * * * * */5", "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }  # fmt: skip
    env.pop("PREFECT_API_URL", None)
    log = tmp_path / "serve.log"
    with log.open("wb") as out:
        serving = subprocess.Popen(
            [sys.executable, "-m", "flows.serve"], env=env, cwd=tmp_path, stdout=out, stderr=out,
            preexec_fn=heed_interrupts,
        )  # fmt: skip
        try:
            wait_for(house.data_dir / "published", serving, log)
        finally:
            serving.send_signal(signal.SIGINT)
            serving.wait(timeout=240)
    assert (house.data_dir / "published" / "site" / "index.html").exists()
    assert {s.params["email"] for s in house.server.requests} == {EMAIL}
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0  # its own server went with it


def heed_interrupts() -> None:
    """A shell starts what runs in its background deaf to interrupts, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for(path: Path, serving: subprocess.Popen[bytes], log: Path) -> None:
    given_up_at = time.monotonic() + PATIENCE_SECONDS
    while not path.exists():
        assert serving.poll() is None, log.read_text()
        assert time.monotonic() < given_up_at, log.read_text()
        time.sleep(0.5)


def test_the_deployment_is_what_the_settings_say():
    settings = Settings(
        Path("q"), Path("d"), cron="5 4 * * *", time_zone="Europe/Berlin", ncbi_api_key="MARKED"
    )
    made = nightly(settings)
    (slot,) = made.schedules
    assert (slot.schedule.cron, slot.schedule.timezone) == ("5 4 * * *", "Europe/Berlin")
    assert (made.concurrency_limit, made.entrypoint) == (1, "flows.refresh.refresh")
    assert Path(made.parameters["data_dir"]).is_absolute()
    assert "MARKED" not in repr(made)


@pytest.mark.parametrize(("setting", "waits"), [("scheduled", True), ("always", True), ("never", False)])
def test_a_scheduled_first_load_keeps_ncbis_hours_unless_told_otherwise(setting, waits):
    assert nightly(Settings(Path(), Path(), off_peak=setting)).parameters["off_peak"] is waits


def test_a_night_that_never_ended_is_told_of_when_serving_starts(house, monkeypatch, capsys):
    house.data_dir.mkdir(parents=True)
    (house.data_dir / "night").write_text('{"pid": 7, "host": "h", "since": "2026-11-03T03:17:00+00:00"}')
    monkeypatch.setattr("flows.serve.settings_from", lambda: house.settings)
    monkeypatch.setattr("flows.serve.prefect_server", lambda: contextlib.nullcontext("http://127.0.0.1:9/api"))
    monkeypatch.setattr("flows.serve.serve", lambda *_args, **_options: None)
    main()
    told = "evidence: the run that began at 2026-11-03 03:17 UTC (process 7 on h) never ended; nothing"
    assert told in capsys.readouterr().err


def test_a_night_killed_while_serving_goes_on_is_told_of_within_minutes_once(house, monkeypatch):
    house.data_dir.mkdir(parents=True)
    monkeypatch.setattr("flows.serve._LOOK_SECONDS", 0.01)
    heard, is_heard = [], threading.Event()

    def send(_urls, alert):
        heard.append(alert.title)
        is_heard.set()
        return []

    monkeypatch.setattr("evidence.operations.telling.sent", send)
    with watched_nights(replace(house.settings, notify_urls=("json://made",))):
        (house.data_dir / "night").write_text('{"pid": 7, "host": "h", "since": "2026-11-03T03:17:00+00:00"}')
        assert is_heard.wait(PATIENCE_SECONDS)
        time.sleep(0.1)
    assert heard == ["Evidence: a run never ended"]


@pytest.mark.parametrize(("facts", "named"), [
    ({"cron": "every night"}, "EVIDENCE_CRON"), ({"time_zone": "Berlin"}, "EVIDENCE_TIME_ZONE")])  # fmt: skip
def test_a_wrong_schedule_is_named(facts, named):
    with pytest.raises(UsageError, match=named):
        schedule(Settings(Path(), Path(), **facts))


def test_the_server_we_start_forgets_old_runs():
    told = subprocess.run(
        [sys.executable, "-c", "import flows; from prefect.settings import get_current_settings as now; "
         "print(sorted(now().server.services.db_vacuum.enabled_vacuum_types))"],
        capture_output=True, text=True, check=True, cwd=CHECKOUT,
    )  # fmt: skip
    assert told.stdout.strip() == "['events', 'flow_runs', 'orphans']"


@pytest.mark.parametrize("is_wanted", [False, True])
def test_serving_stops_where_its_server_ended_by_itself(is_wanted, capsys):
    is_stopping, stops = threading.Event(), []
    if is_wanted:
        is_stopping.set()
    process = subprocess.Popen([sys.executable, "-c", ""])
    watch(process, is_stopping, lambda: stops.append(1)).join(60)
    assert len(stops) == (0 if is_wanted else 1)
    assert ("the Prefect server ended by itself" in capsys.readouterr().err) is not is_wanted
