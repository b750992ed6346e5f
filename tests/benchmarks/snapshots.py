"""What the whole of PubMed would take: seconds and disk of one real file, and of 1,300 small ones.

Run as ``python -m tests.benchmarks.snapshots --data FILE``. One process stores and parses
the file; two processes parse two copies of it; a folder of 1,300 small files is snapshot,
killed half way and taken up again.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from evidence.snapshots import RawStore
from evidence.sources.parsing import ParseJob, parse_batch
from tests.benchmarks.parse_workers import compared, run
from tests.benchmarks.replicated import records, write_files

QUERIES = Path(__file__).parents[2] / "queries"
PUBMED_RECORDS = 40_000_000
N_FILES = 1_300
_SNAPSHOT = """
import sys
from pathlib import Path
from evidence.pipeline.run import Run
from evidence.pipeline.snapshotting import snapshot
from evidence.settings import Settings
from evidence.topics import load_topics
queries, data, source, stop_at = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
stored = []
def checkpoint(name):
    stored.append(name)
    if name == "batch stored" and len(stored) == stop_at:
        import os
        os._exit(9)
made = snapshot(Run(Settings(queries, data), sources=(source,), checkpoint=checkpoint), load_topics(queries))
print(len(made.batches))
"""


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())


def one_file(data: Path) -> dict[str, Any]:
    """CPU seconds and disk of storing one file, and of parsing it in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        store = RawStore(Path(folder))
        started = time.process_time()
        batch = store.store_file(data, "pubmed-xml")
        stored = time.process_time() - started
        worker = run(store.path_of(batch), 1, 1)
        parsed = Path(folder) / "parsed"
        parse_batch(ParseJob(store.path_of(batch), "pubmed-xml", parsed, QUERIES / "schema", data.name))
        return {"store_cpu_s": round(stored, 2), "parse_cpu_s": worker["cpu_s"],
                "raw_mib": round(size(Path(folder) / "raw") / 2**20, 1),
                "parquet_mib": round(size(parsed) / 2**20, 1),
                "peak_mib": worker["peak_mib"], "heavy_modules": worker["heavy_modules"]}  # fmt: skip


def many_files(data: Path) -> dict[str, Any]:
    """Seconds of a snapshot of 1,300 small files: killed half way, then finished."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "files", Path(folder) / "data"
        list(write_files(records(data)[:200], source, N_FILES * 10, 10))
        found: dict[str, Any] = {}
        for name, stop_at in (("killed_at_650", 650), ("finished", 0), ("again_unchanged", 0)):
            started = time.perf_counter()
            call = [
                sys.executable,
                "-c",
                _SNAPSHOT,
                str(QUERIES),
                str(target),
                str(source),
                str(stop_at),
            ]
            done = subprocess.run(call, capture_output=True, text=True, check=False)
            found[name] = {"wall_s": round(time.perf_counter() - started, 1), "exit": done.returncode,
                           "batches": done.stdout.strip() or None,
                           "raw": len(list(target.glob("raw/*/*")))}  # fmt: skip
        return found


def main() -> None:
    """Print what was measured, and what it comes to for the whole of PubMed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    one, workers = one_file(data), compared(data, 2)
    n_records = len(records(data))
    times = PUBMED_RECORDS / n_records
    cpu_hours = (one["store_cpu_s"] + one["parse_cpu_s"]) * times / 3600
    print(json.dumps({
        "file": data.name, "records": n_records, "one_file": one,
        "two_processes": workers,
        "whole_of_pubmed": {"records": PUBMED_RECORDS, "cpu_hours": round(cpu_hours, 1),
                            "hours_with_workers": {n: round(cpu_hours / n, 1) for n in (1, 2, 8, 32)},
                            "raw_gib": round(one["raw_mib"] * times / 1024, 1),
                            "parquet_gib": round(one["parquet_mib"] * times / 1024, 1)},
        "1300_files_of_10": many_files(data)}))  # fmt: skip


if __name__ == "__main__":
    main()
