"""Seconds to snapshot, parse, read and load reports in growing number, and a night with 1% new.

Run as ``python -m tests.benchmarks.loading --data FILE --reports 10000 20000``. The reports
are those of FILE again and again under PMIDs of their own, 500 a batch, in a fresh data folder.
CPU seconds of all threads. Extraction, which takes longer than all else and is measured
elsewhere, is left out unless ``--with-reading``: its tables are empty then.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from evidence.pipeline import batches
from evidence.pipeline.building import build
from evidence.pipeline.run import Run
from evidence.pipeline.snapshotting import snapshot
from evidence.settings import Settings
from evidence.topics import load_topics
from tests.benchmarks.replicated import records, write_files

QUERIES = Path(__file__).parents[2] / "queries"
PER_BATCH = 500


def timed_build(data_dir: Path, source: Path) -> dict[str, Any]:
    """Seconds of each step of a snapshot and a build."""
    marks: list[tuple[str, float]] = []
    settings = Settings(data_dir=data_dir, queries_dir=QUERIES)
    run = Run(settings=settings, sources=(str(source),),
              checkpoint=lambda name: marks.append((name, time.process_time())))  # fmt: skip
    started = time.process_time()
    snapshot(run, load_topics(QUERIES))
    marks.append(("snapshot", time.process_time()))
    folder = build(run)
    at = dict(marks)
    return {
        "snapshot_and_parse": round(at["snapshot"] - started, 2),
        "read": round(at["batches prepared"] - at["snapshot"], 2),
        "load": round(at["records loaded"] - at["batches prepared"], 2),
        "appraise_and_views": round(at["built"] - at["records loaded"], 2),
        "database_mib": round((folder / "evidence.duckdb").stat().st_size / 2**20, 1),
    }


def _no_reading(_parsed: Path, out: Path, tables: Any, _topics: Path) -> None:
    for name in batches.READ_TABLES:
        pq.write_table(batches._nullable(tables[name].parsed_schema).empty_table(), out / f"{name}.parquet")


def main() -> None:
    """Print the seconds for each number of reports, first build and next night."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--reports", type=int, nargs="+", default=[10_000, 20_000, 50_000, 100_000])
    parser.add_argument("--with-reading", action="store_true")
    options = parser.parse_args()
    if not options.with_reading:
        batches._read_to_parquet = _no_reading  # type: ignore[assignment]
    held = records(options.data)
    found = {}
    for n_reports in options.reports:
        with tempfile.TemporaryDirectory() as folder:
            source, data_dir = Path(folder) / "files", Path(folder) / "data"
            n_batches = len(list(write_files(held, source, n_reports, PER_BATCH)))
            first = timed_build(data_dir, source)
            n_new = max(1, n_batches // 100)
            list(write_files(held, source, n_new * PER_BATCH, PER_BATCH, 60_000_000, n_batches + 1))
            night = timed_build(data_dir, source)
        found[n_reports] = {
            "batches": n_batches,
            "first_build": first,
            "new_batches": n_new,
            "night": night,
        }
        print(json.dumps({n_reports: found[n_reports]}), flush=True)
    print(json.dumps({"file": options.data.name, "reports_per_batch": PER_BATCH, "cpu_seconds": found}))


if __name__ == "__main__":
    main()
