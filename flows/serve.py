"""The nightly schedule: ``python -m flows.serve`` keeps running and starts a refresh by cron.

Cron line and time zone are settings (EVIDENCE_CRON, EVIDENCE_TIME_ZONE); one run at a time.
A big first load waits for NCBI's off-peak hours, unless EVIDENCE_OFF_PEAK is never. A night that
never ended is told of when this starts, and within minutes while it runs.
Where no Prefect server is named (PREFECT_API_URL), one is started here and stopped with
this process: the server that Prefect starts by itself for a single flow has no scheduler.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

import requests
from prefect import serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import EntrypointType, RunnerDeployment
from prefect.schedules import Cron
from prefect.settings import (
    PREFECT_API_URL,
    PREFECT_SERVER_API_HOST,
    PREFECT_SERVER_API_PORT,
    temporary_settings,
)

from evidence.errors import EvidenceError, UsageError
from evidence.operations.telling import tell_of_broken_runs
from evidence.settings import Settings, settings_from
from flows.refresh import refresh
from flows.runners import task_runner

NAME = "nightly"
_SERVER_SECONDS = 180
_PROBE_SECONDS = 2
_LOOK_SECONDS = 300
_SERVER_ENDED = ("the Prefect server ended by itself, so nothing would start any more. Mend: start this again, "
                 "best by a service that does so by itself")  # fmt: skip


def nightly(settings: Settings) -> RunnerDeployment:
    """The deployment: what runs, when, and that a run still going makes the next one give way.

    Folders are passed on as absolute paths, secrets by the environment only. Raises UsageError
    for a wrong schedule, and for a runner that is not installed here.
    """
    task_runner(settings.runner)  # a missing one is named now, not at night
    return refresh.to_deployment(
        name=NAME,
        schedule=schedule(settings),
        parameters={
            "sources": ["pubmed"],
            "data_dir": str(settings.data_dir.absolute()),
            "queries_dir": str(settings.queries_dir.absolute()),
            "off_peak": settings.waits_for_off_peak(is_scheduled=True),
        },
        concurrency_limit=ConcurrencyLimitConfig(
            limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
        ),
        description="Every night: what is new, changed, noticed or gone, checked and published.",
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


def schedule(settings: Settings) -> Cron:
    """The schedule by the settings. Raises UsageError for a cron line or time zone that is none."""
    try:
        ZoneInfo(settings.time_zone)
    except (KeyError, ValueError, OSError):
        raise UsageError(f"EVIDENCE_TIME_ZONE is {settings.time_zone!r}; "
                         "it must be a name like Europe/Berlin") from None  # fmt: skip
    try:
        return Cron(settings.cron, timezone=settings.time_zone)
    except ValueError:
        raise UsageError(f"EVIDENCE_CRON is {settings.cron!r}; "
                         "it must be a cron line like 17 3 * * *") from None  # fmt: skip


@contextlib.contextmanager
def prefect_server() -> Iterator[str]:
    """The address of a Prefect server with a scheduler: the one named, one that runs, or one of ours."""
    named = PREFECT_API_URL.value()
    own = f"http://{PREFECT_SERVER_API_HOST.value()}:{PREFECT_SERVER_API_PORT.value()}/api"
    if named or _is_healthy(own):
        yield named or own
        return
    command = [sys.executable, "-m", "prefect", "server", "start",
               "--host", str(PREFECT_SERVER_API_HOST.value()),
               "--port", str(PREFECT_SERVER_API_PORT.value())]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    is_stopping = threading.Event()
    try:
        _wait_for(own, process)
        watch(process, is_stopping, lambda: os.kill(os.getpid(), signal.SIGINT))
        yield own
        if process.poll() is not None:
            raise SystemExit(EvidenceError.exit_code)  # told of already
    finally:
        is_stopping.set()
        process.terminate()
        process.wait(timeout=30)


@contextlib.contextmanager
def watched_nights(settings: Settings) -> Iterator[None]:
    """Tell of nights that were killed: those of before at once, later ones minutes after.

    A night runs in a process of its own, which may be killed for want of memory while this
    one lives on.
    """
    is_stopping = threading.Event()

    def tell(line: str) -> None:
        print(f"evidence: {line}", file=sys.stderr, flush=True)

    def look() -> None:
        while not is_stopping.wait(_LOOK_SECONDS):
            tell_of_broken_runs(settings, tell)

    tell_of_broken_runs(settings, tell)
    threading.Thread(target=look, daemon=True).start()
    try:
        yield
    finally:
        is_stopping.set()


def watch(
    process: subprocess.Popen[bytes], is_stopping: threading.Event, stop: Callable[[], None]
) -> threading.Thread:
    """Call `stop` once a process ends that nobody has stopped; the thread that waits for it.

    Without its server, serving would go on for ever and start nothing.
    """

    def wait() -> None:
        process.wait()
        if not is_stopping.is_set():
            print(f"evidence: {_SERVER_ENDED}", file=sys.stderr, flush=True)
            stop()

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    return thread


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    given_up_at = time.monotonic() + _SERVER_SECONDS
    while not _is_healthy(url):
        if process.poll() is not None or time.monotonic() > given_up_at:
            raise EvidenceError(f"the Prefect server did not start at {url}. Mend: run `prefect server start` "
                                "by hand to see why, or name another with PREFECT_API_URL")  # fmt: skip
        time.sleep(0.5)


def _is_healthy(url: str) -> bool:
    try:
        return requests.get(f"{url}/health", timeout=_PROBE_SECONDS).ok
    except requests.RequestException:
        return False


def main() -> None:
    """Serve until stopped."""
    settings = settings_from()
    deployment = nightly(settings)
    with watched_nights(settings), prefect_server() as url, temporary_settings(updates={PREFECT_API_URL: url}):
        print(f"evidence: a refresh by {settings.cron} ({settings.time_zone}); runs and reports at "
              f"{url.removesuffix('/api')}", flush=True)  # fmt: skip
        serve(deployment, limit=1, pause_on_shutdown=False, print_starting_message=False)


if __name__ == "__main__":
    try:
        main()
    except EvidenceError as error:
        print(f"evidence: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
