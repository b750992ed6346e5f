"""Whoever runs it is told: by alert what a run came to, by ping that it ran at all."""

from __future__ import annotations

import json
from collections.abc import Callable

from evidence.errors import EvidenceError, LockedError
from evidence.operations.last_run import LastRun, write_last_run
from evidence.pipeline import Outcome, Run
from evidence.pipeline.broken_runs import BrokenRun, alert_once, night, note_broken_runs
from evidence.pipeline.publications import Publication, newest
from evidence.pipeline.run import Teller
from evidence.publish.notify import Alert, broken_alert, failure_alert, pinged, run_alert, sent
from evidence.settings import Settings


def announced(run: Run, refresh: Callable[[Run], Outcome]) -> Outcome:
    """What `refresh` of a run came to, after those who asked for it were told.

    A failure is told and raised on. A run that ended well pings the dead-man's switch;
    one that failed does not, so that silence is noticed too. Nobody is told of a run
    about a past date or of the demonstration. Runs before it that never ended are told of
    first. That an alert could not be sent is a line
    of progress.
    """
    if run.as_of is not None or run.sources == ("sample",):
        return refresh(run)
    tell_of_broken_runs(run.settings, run.tell)
    with night(run.data_dir, run.now):
        return _announced(run, refresh)


def tell_of_broken_runs(settings: Settings, tell: Teller) -> None:
    """Say that earlier runs never ended, and send one alert of each, whoever finds them first.

    A run that is killed can send none itself. Where no alert is wanted or none could be sent,
    the next run report still tells it. Writes nothing where no run was broken off.
    """
    note_broken_runs(settings.data_dir)

    def send(broken: list[BrokenRun]) -> bool:
        urls = settings.notify_urls
        problems = sent(urls, broken_alert([run.line for run in broken]))
        for line in [*(run.line for run in broken), *problems]:
            tell(line)
        return len(problems) < len(urls)

    alert_once(settings.data_dir, send)


def _announced(run: Run, refresh: Callable[[Run], Outcome]) -> Outcome:
    try:
        outcome = refresh(run)
    except EvidenceError as error:
        _told_failure(run, str(error), error.exit_code, is_other=isinstance(error, LockedError))
        raise
    except Exception as error:
        _told_failure(run, f"an unexpected {type(error).__name__}; the log of the run has more", 1)
        raise
    _keep_end(run, 0, outcome.headline)
    report = json.loads((outcome.folder / "run_report.json").read_text(encoding="utf-8"))
    _send(run, run_alert(report, str(outcome.folder / "run_report.md")))
    for line in pinged(run.settings.ping_url):
        run.tell(line)
    return outcome


def _told_failure(run: Run, line: str, exit_code: int, *, is_other: bool = False) -> None:
    """`is_other`: another run goes on, whose end will be kept in its turn."""
    if not is_other:
        _keep_end(run, exit_code, line)
    standing = _standing(run)
    age = (run.now() - standing.published_at).days if standing else None
    _send(run, failure_alert(line, standing.publication_id if standing else None, age))


def _keep_end(run: Run, exit_code: int, line: str) -> None:
    write_last_run(run.data_dir, LastRun(run.now().isoformat(), exit_code, line))


def _send(run: Run, alert: Alert) -> None:
    if alert.is_quiet and run.settings.notify_when != "always":
        return
    for line in sent(run.settings.notify_urls, alert):
        run.tell(line)


def _standing(run: Run) -> Publication | None:
    try:
        return newest(run.data_dir)
    except EvidenceError:
        return None
