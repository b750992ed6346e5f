"""The task runner that a setting names; results do not depend on it."""

from __future__ import annotations

import os
from typing import Any

from prefect.task_runners import ProcessPoolTaskRunner, ThreadPoolTaskRunner

from evidence.errors import UsageError


def task_runner(name: str) -> Any:
    """serial, thread, process or dask. Raises UsageError where Dask is not installed."""
    cores = os.cpu_count() or 1
    if name == "serial":
        return ThreadPoolTaskRunner(max_workers=1)
    if name == "process":
        return ProcessPoolTaskRunner(max_workers=cores)
    if name == "dask":
        try:
            from prefect_dask import DaskTaskRunner
        except ImportError:
            raise UsageError(
                "EVIDENCE_RUNNER=dask needs the extra: pip install 'evidence[cluster]'"
            ) from None
        return DaskTaskRunner(cluster_kwargs={"n_workers": cores, "threads_per_worker": 1})
    return ThreadPoolTaskRunner(max_workers=cores)
