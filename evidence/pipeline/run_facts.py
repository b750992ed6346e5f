"""What manifests say, as rows: snapshots, arrivals of batches, searches and their hits (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from evidence.pipeline.batch_order import Arrival, known_batches
from evidence.snapshots import Manifest

Row = dict[str, Any]


def batch_rows(arrivals: Sequence[Arrival], n_records: Mapping[str, int]) -> Iterator[Row]:
    """One row a batch; `n_records` by its hash."""
    for batch, manifest, number in known_batches(arrivals):
        yield {"batch_sha256": batch.sha256, "format": batch.format, "origin": batch.origin,
               "n_bytes": batch.n_bytes, "n_records": n_records[batch.sha256],
               "file_no": batch.file_no, "arrival_no": number,
               "first_seen_at": _utc(manifest.created_at), "snapshot_id": manifest.snapshot_id,
               "source": manifest.source}  # fmt: skip


def arrival_rows(arrivals: Sequence[Arrival]) -> Iterator[Row]:
    """One row each time a batch was brought in."""
    for number, arrival in enumerate(arrivals):
        yield {"arrival_no": number, "batch_sha256": arrival.batch.sha256,
               "snapshot_id": arrival.manifest.snapshot_id, "snapshot_no": arrival.snapshot_no,
               "arrived_at": _utc(arrival.manifest.created_at)}  # fmt: skip


def run_fact_rows(manifests: tuple[Manifest, ...]) -> dict[str, list[Row]]:
    """Table name to rows, for what belongs to runs and not to the content."""
    return {
        "snapshot": [_snapshot_row(number, m) for number, m in enumerate(manifests)],
        "skipped": [
            {"snapshot_id": m.snapshot_id, "path": s["path"], "reason": s["reason"]}
            for m in manifests[-1:] for s in m.skipped
        ],
        "search_run": [_search_row(m, run) for m in manifests for run in m.search_runs],
        "search_hit": _hit_rows(manifests),
    }  # fmt: skip


def _snapshot_row(number: int, m: Manifest) -> Row:
    return {"snapshot_no": number, "snapshot_id": m.snapshot_id, "source": m.source,
            "created_at": _utc(m.created_at), "n_batches": len(m.batches),
            "n_requests": m.n_requests, "n_bytes_received": m.n_bytes_received,
            "waited_seconds": m.waited_seconds, "code_version": m.code_version,
            "problems": list(m.problems), "assurance": list(m.assurance)}  # fmt: skip


def _search_row(manifest: Manifest, run: dict[str, Any]) -> dict[str, Any]:
    return {"snapshot_id": manifest.snapshot_id, **{k: v for k, v in run.items() if k != "pmids"},
            "n_ids": len(run["pmids"]), "warnings": list(run["warnings"]),
            "started_at": _utc(datetime.fromisoformat(run["started_at"])),
            "finished_at": _utc(datetime.fromisoformat(run["finished_at"]))}  # fmt: skip


def _hit_rows(manifests: tuple[Manifest, ...]) -> list[dict[str, Any]]:
    """What each strategy's newest run found, with the day each record was first found."""
    first: dict[tuple[str, str, int], Any] = {}
    newest: dict[tuple[str, str], tuple[int, ...]] = {}
    for manifest in manifests:
        for run in manifest.search_runs:
            strategy = (run["topic"], run["strategy_id"])
            newest[strategy] = tuple(run["pmids"])
            for pmid in run["pmids"]:
                first.setdefault((*strategy, pmid), manifest.created_at.date())
    return [
        {"topic": topic, "strategy_id": strategy, "pmid": pmid,
         "first_found_on": first[(topic, strategy, pmid)]}
        for (topic, strategy), pmids in newest.items() for pmid in sorted(set(pmids))
    ]  # fmt: skip


def _utc(moment: datetime) -> datetime:
    """Naive UTC, as TIMESTAMP columns hold it."""
    return moment.astimezone(UTC).replace(tzinfo=None)
