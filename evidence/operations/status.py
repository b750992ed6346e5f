"""What an operator asks first: last run, searched through, next run, what waits, disk used."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from evidence.operations.disk_use import disk_use
from evidence.operations.last_run import LastRun, last_run
from evidence.operations.schedule import next_run
from evidence.pipeline.broken_runs import broken_runs
from evidence.pipeline.publications import Publication, kept, newest, open_newest
from evidence.pipeline.run import lock_owner
from evidence.settings import Settings
from evidence.snapshots import RawStore

Facts = dict[str, Any]

_PATIENCE = timedelta(hours=6)  # a first load takes hours


def status_facts(settings: Settings) -> Facts:
    """Facts about a data folder; keys are there whatever is published, None where unknown."""
    manifests = RawStore(settings.data_dir).manifests()
    publication = newest(settings.data_dir)
    last = manifests[-1] if manifests else None
    disk = disk_use(settings.data_dir, manifests, settings.keep_publications)
    now, ended = datetime.now(UTC), last_run(settings.data_dir)
    due = next_run(settings.cron, settings.time_zone, now)
    return {
        "data_dir": str(settings.data_dir),
        "published": publication.publication_id if publication else None,
        "published_at": publication.manifest["published_at"] if publication else None,
        "is_sample": bool(publication and publication.manifest["is_sample"]),
        "headline": _headline(publication),
        "running": _running(settings.data_dir),
        "broken_runs": [run.as_json() for run in broken_runs(settings.data_dir)],
        "last_run": asdict(ended) if ended else None,
        "overdue_since": _overdue(settings, ended, now),
        "last_snapshot": last.snapshot_id if last else None,
        "last_snapshot_at": last.created_at.isoformat() if last else None,
        "last_snapshot_is_published": _is_published(publication, last.snapshot_id if last else None),
        "problems": list(last.problems) if last else [],
        "searched_through": _searched_through(settings) if publication else {},
        "schedule": {"cron": settings.cron, "time_zone": settings.time_zone,
                     "next_at": due.isoformat() if due else None},
        "waiting": _waiting(settings) if publication else {},
        "publications_kept": [p.publication_id for p in kept(settings.data_dir)],
        "publications_to_keep": settings.keep_publications,
        "bytes": disk.folders,
        "bytes_free": disk.free,
        "bytes_added_a_day": disk.added_a_day,
        "disk_full_in_days": disk.full_in_days,
        "disk": disk.line(),
    }  # fmt: skip


def status_lines(facts: Facts) -> list[str]:
    """The facts for a reader."""
    if facts["published"] is None:
        head = [f"nothing is published in {facts['data_dir']}. Mend: run `evidence refresh`"]
    else:
        sample = " (demonstration sample)" if facts["is_sample"] else ""
        head = [
            f"published:        {facts['published']}{sample}",
            f"                  {facts['headline']}",
        ]
    through = [f"searched through: {topic} {day or 'no search was run'}"
               for topic, day in facts["searched_through"].items()]  # fmt: skip
    unpublished = "" if facts["last_snapshot_is_published"] else ", NOT published yet"
    return [
        *head, *through, *_run_lines(facts),
        f"last snapshot:    {facts['last_snapshot'] or 'none'}{unpublished if facts['last_snapshot'] else ''}",
        *(f"problem:          {line}" for line in facts["problems"]),
        f"next run:         {facts['schedule']['next_at'] or 'unknown: EVIDENCE_CRON is no cron line'} "
        f"({facts['schedule']['cron']}, {facts['schedule']['time_zone']}), where `python -m flows.serve` runs",
        *(f"waiting:          {n} {what}" for what, n in facts["waiting"].items() if n),
        f"kept:             {len(facts['publications_kept'])} of at most {facts['publications_to_keep']} "
        "publications, besides the one that stands",
        f"disk:             {facts['disk']}",
    ]  # fmt: skip


def _run_lines(facts: Facts) -> list[str]:
    """A run that goes on or was broken off, and how the last one ended."""
    lines = []
    running, ended = facts["running"], facts["last_run"]
    if running:
        who = f"process {running['pid']} on {running['host']}, since {running['since'][:16]}"
        state = ("goes on" if running["is_alive"] else "was broken off. Mend: none; the next run clears up "
                 "and goes on with what had arrived")  # fmt: skip
        lines.append(f"run:              {who}, {state}")
    lines += [f"NEVER ENDED:      {run['line']}. Mend: none; the next run goes on with what had arrived"
              for run in facts["broken_runs"]]  # fmt: skip
    if ended:
        how = "ended well" if ended["exit_code"] == 0 else f"FAILED, exit {ended['exit_code']}"
        lines.append(f"last run:         {ended['ended_at'][:16]} UTC {how}: {ended['line']}")
    if facts["overdue_since"] and not (running and running["is_alive"]):
        lines.append(f"OVERDUE:          a run was due at {facts['overdue_since'][:16]} UTC and none has ended "
                     "since. Mend: see that `python -m flows.serve` or the timer runs")  # fmt: skip
    return lines


def _overdue(settings: Settings, ended: LastRun | None, now: datetime) -> str | None:
    """When a run should have begun that has not ended hours later; None where none is missing."""
    if ended is None:
        return None
    due = next_run(settings.cron, settings.time_zone, datetime.fromisoformat(ended.ended_at))
    return due.isoformat() if due and due + _PATIENCE < now else None


def _running(data_dir: Path) -> Facts | None:
    owner = lock_owner(data_dir)
    return {**asdict(owner), "since": owner.since.isoformat()} if owner else None


def _headline(publication: Publication | None) -> str | None:
    path = publication.folder / "run_report.json" if publication else None
    if path is None or not path.exists():
        return None
    return str(json.loads(path.read_text(encoding="utf-8"))["headline"])


def _is_published(publication: Publication | None, snapshot_id: str | None) -> bool:
    return bool(publication) and snapshot_id in publication.manifest["snapshot_ids"]  # type: ignore[union-attr]


def _searched_through(settings: Settings) -> dict[str, str | None]:
    with open_newest(settings) as published:
        rows = published.query("SELECT topic, max(searched_through) FROM claim_summary GROUP BY topic "
                               "ORDER BY topic").rows  # fmt: skip
    return {topic: day.isoformat() if day else None for topic, day in rows}


def _waiting(settings: Settings) -> dict[str, int]:
    """What waits for a person, in the order of its risk.

    A publication from before `judgement` said who contradicts (schema 1.2) tells of none.
    """
    with open_newest(settings) as published:
        waiting = dict(published.query(_WAITING).rows)
        judged = published.rows("judgement")
    n = sum(bool(j.get("contradicted_by")) for j in judged)
    return waiting | {"judgements contradicted by somebody else": n}


_WAITING = """
SELECT 'claims with retracted or withdrawn evidence' AS what, count(*) FILTER (n_retracted > 0) FROM claim_summary
UNION ALL SELECT 'sign-offs expired', count(*) FILTER (signoff_state = 'expired') FROM claim_summary
UNION ALL SELECT 'sentences worded more strongly than their evidence',
    count(*) FILTER (wording_problem IS NOT NULL) FROM sentence
UNION ALL SELECT 'judgements questioned', count(*) FILTER (state = 'questioned') FROM judgement
UNION ALL SELECT 'judgements of no use', count(*) FILTER (state = 'unused') FROM judgement
UNION ALL SELECT 'judgements contradicted by somebody else', 0
UNION ALL SELECT 'claims never signed off', count(*) FILTER (signed_off_on IS NULL) FROM claim_summary
"""
