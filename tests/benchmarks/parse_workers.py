"""Batches parsed to Parquet by processes, as the pipeline's pool does: wall, CPU, memory of each.

Run as ``python -m tests.benchmarks.parse --data FILE --workers 2``. Where the processes' CPU
seconds do not grow with their number, they take nothing from one another but what a busy
machine takes from them.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from evidence.sources.parsing import ParseJob, parse_batch

SCHEMA_DIR = Path(__file__).parents[2] / "queries" / "schema"
HEAVY = ("pandas", "prefect", "duckdb", "evidence.pipeline", "evidence.extract")


def peak_mib() -> float:
    """The most memory this process has held, imports included, in MiB.

    Not ``ru_maxrss``, which a new process takes over from the one that started it.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return round(int(found[1]) / 1024, 1) if found else 0.0


def parsed(path: Path) -> dict[str, Any]:
    """Parse a gzipped file once to Parquet: CPU seconds, peak memory, heavy modules loaded."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        parse_batch(ParseJob(path, "pubmed-xml", Path(folder) / "batch", SCHEMA_DIR, path.name))
        spent = time.process_time() - started
    return {"cpu_s": spent, "peak_mib": peak_mib(), "loaded": [m for m in HEAVY if m in sys.modules]}


def run(path: Path, n_processes: int, n_files: int) -> dict[str, Any]:
    """Parse a file `n_files` times on some processes."""
    with ProcessPoolExecutor(n_processes, mp_context=get_context("spawn")) as pool:
        list(pool.map(time.sleep, [1.0] * n_processes))  # the processes are up
        started = time.perf_counter()
        held = list(pool.map(parsed, [path] * n_files))
        wall = time.perf_counter() - started
    return {"wall_s": round(wall, 2), "cpu_s": round(sum(h["cpu_s"] for h in held), 2),
            "peak_mib": max(h["peak_mib"] for h in held),
            "heavy_modules": sorted({m for h in held for m in h["loaded"]})}  # fmt: skip


def compared(path: Path, n_processes: int) -> dict[str, Any]:
    """The same files on one process and on several, with the load of the machine before and after."""
    n_files, before = 2 * n_processes, os.getloadavg()[0]
    one, more = run(path, 1, n_files), run(path, n_processes, n_files)
    return {"files": n_files, "cores": os.cpu_count(), "load_before_after": [before, os.getloadavg()[0]],
            "1_process": one, f"{n_processes}_processes": more,
            "times_as_fast": round(one["wall_s"] / more["wall_s"], 2),
            "times_the_cpu": round(more["cpu_s"] / one["cpu_s"], 2)}  # fmt: skip
