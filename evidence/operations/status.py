"""What an operator asks first: last run, searched through, next run, what waits, disk used."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evidence.operations.schedule import next_run
from evidence.pipeline.publications import Publication, kept, newest, open_newest
from evidence.settings import Settings
from evidence.snapshots import RawStore

Facts = dict[str, Any]


def status_facts(settings: Settings) -> Facts:
    """Facts about a data folder; keys are there whatever is published, None where unknown."""
    manifests = RawStore(settings.data_dir).manifests()
    publication = newest(settings.data_dir)
    last = manifests[-1] if manifests else None
    due = next_run(settings.cron, settings.time_zone, datetime.now(UTC))
    return {
        "data_dir": str(settings.data_dir),
        "published": publication.publication_id if publication else None,
        "published_at": publication.manifest["published_at"] if publication else None,
        "is_sample": bool(publication and publication.manifest["is_sample"]),
        "headline": _headline(publication),
        "last_snapshot": last.snapshot_id if last else None,
        "last_snapshot_at": last.created_at.isoformat() if last else None,
        "last_snapshot_is_published": _is_published(publication, last.snapshot_id if last else None),
        "problems": list(last.problems) if last else [],
        "searched_through": _searched_through(settings) if publication else {},
        "schedule": {"cron": settings.cron, "time_zone": settings.time_zone,
                     "next_at": due.isoformat() if due else None},
        "waiting": _waiting(settings) if publication else {},
        "publications_kept": [p.publication_id for p in kept(settings.data_dir)],
        "bytes": {name: _size(settings.data_dir / name)
                  for name in ("raw", "manifests", "parsed", "publications")},
    }  # fmt: skip


def status_lines(facts: Facts) -> list[str]:
    """The facts for a reader."""
    if facts["published"] is None:
        head = [f"nothing is published in {facts['data_dir']}. Mend: run `evidence refresh`"]
    else:
        sample = " (demonstration sample)" if facts["is_sample"] else ""
        head = [f"published:        {facts['published']}{sample}", f"                  {facts['headline']}"]
    through = [f"searched through: {topic} {day or 'no search was run'}"
               for topic, day in facts["searched_through"].items()]  # fmt: skip
    unpublished = "" if facts["last_snapshot_is_published"] else ", NOT published yet"
    return [
        *head, *through,
        f"last snapshot:    {facts['last_snapshot'] or 'none'}{unpublished if facts['last_snapshot'] else ''}",
        *(f"problem:          {line}" for line in facts["problems"]),
        f"next run:         {facts['schedule']['next_at'] or 'unknown: EVIDENCE_CRON is no cron line'} "
        f"({facts['schedule']['cron']}, {facts['schedule']['time_zone']}), where `python -m flows.serve` runs",
        *(f"waiting:          {n} {what}" for what, n in facts["waiting"].items() if n),
        f"kept:             {len(facts['publications_kept'])} publications",
        "disk:             " + ", ".join(f"{k} {v / 1e6:.1f} MB" for k, v in facts["bytes"].items()),
    ]  # fmt: skip


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
    """What waits for a person, in the order of its risk."""
    with open_newest(settings) as published:
        rows = published.query(_WAITING).rows
    return dict(rows)


_WAITING = """
SELECT 'claims with retracted or withdrawn evidence' AS what, count(*) FILTER (n_retracted > 0) FROM claim_summary
UNION ALL SELECT 'sign-offs expired', count(*) FILTER (signoff_state = 'expired') FROM claim_summary
UNION ALL SELECT 'sentences worded more strongly than their evidence',
    count(*) FILTER (wording_problem IS NOT NULL) FROM sentence
UNION ALL SELECT 'judgements questioned', count(*) FILTER (state = 'questioned') FROM judgement
UNION ALL SELECT 'claims never signed off', count(*) FILTER (signed_off_on IS NULL) FROM claim_summary
"""


def _size(folder: Path) -> int:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
