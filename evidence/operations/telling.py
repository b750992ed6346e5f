"""Whoever runs it is told: by alert what a run came to, by ping that it ran at all."""

from __future__ import annotations

import json
from collections.abc import Callable

from evidence.errors import EvidenceError
from evidence.pipeline import Outcome, Run
from evidence.pipeline.publications import newest
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
        _send(run, failure_alert(str(error), _standing(run)))
        raise
    except Exception as error:
        line = f"an unexpected {type(error).__name__}; the log of the run has more"
        _send(run, failure_alert(line, _standing(run)))
        raise
    report = json.loads((outcome.folder / "run_report.json").read_text(encoding="utf-8"))
    _send(run, run_alert(report, str(outcome.folder / "run_report.md")))
    for line in pinged(run.settings.ping_url):
        run.tell(line)
    return outcome


def _send(run: Run, alert: Alert) -> None:
    if alert.is_quiet and run.settings.notify_when != "always":
        return
    for line in sent(run.settings.notify_urls, alert):
        run.tell(line)


def _standing(run: Run) -> str | None:
    try:
        publication = newest(run.data_dir)
    except EvidenceError:
        return None
    return publication.publication_id if publication else None
