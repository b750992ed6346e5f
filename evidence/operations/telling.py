"""Whoever runs it is told: by alert what a run came to, by ping that it ran at all."""

from __future__ import annotations

import json
from collections.abc import Callable

from evidence.errors import EvidenceError, LockedError
from evidence.operations.last_run import LastRun, write_last_run
from evidence.pipeline import Outcome, Run
from evidence.pipeline.publications import Publication, newest
from evidence.publish.notify import Alert, failure_alert, pinged, run_alert, sent


def announced(run: Run, refresh: Callable[[Run], Outcome]) -> Outcome:
    """What `refresh` of a run came to, after those who asked for it were told.

    A failure is told and raised on. A run that ended well pings the dead-man's switch;
    one that failed does not, so that silence is noticed too. Nobody is told of a run
    about a past date or of the demonstration. That an alert could not be sent is a line
    of progress.
    """
    if run.as_of is not None or run.sources == ("sample",):
        return refresh(run)
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
