"""The task runner that a setting names; results do not depend on it."""

from __future__ import annotations

import os
from typing import Any

from prefect.task_runners import ProcessPoolTaskRunner, ThreadPoolTaskRunner

from evidence.errors import UsageError
from evidence.settings import settings_from


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


class RunnerBySetting(ThreadPoolTaskRunner[Any]):
    """Stands in a flow for the runner that EVIDENCE_RUNNER names when a run begins.

    A scheduled run or a deployment loads the flow by its name, in a process of its own, so
    nobody there can hand it a runner. Prefect begins each run with a copy of the flow's
    runner; this one's copy is the runner of the settings.
    """

    def duplicate(self) -> Any:
        """The runner of the settings. Raises UsageError for one that is unknown or not installed."""
        return task_runner(settings_from().runner)
