"""The task runner that a setting names; results do not depend on it."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any

from prefect.task_runners import ThreadPoolTaskRunner

from evidence.errors import UsageError
from evidence.settings import settings_from


def task_runner(name: str) -> Any:
    """serial, thread, process or dask. Raises UsageError where Dask is not installed."""
    cores = os.cpu_count() or 1
    if name == "serial":
        return ThreadPoolTaskRunner(max_workers=1)
    if name == "process":
        return BatchProcesses(max_workers=cores)
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


class BatchProcesses(ThreadPoolTaskRunner):  # type: ignore[type-arg]
    """Prefect's tasks on threads, each of which hands its batch to a process and waits for it.

    A worker of Prefect's own process pool loads Prefect and the flow, which takes more memory
    than the parsing; these load what the batch's function needs and nothing else.
    """

    def __enter__(self) -> Any:
        self._processes = ProcessPoolExecutor(self._max_workers, mp_context=get_context("spawn"))
        return super().__enter__()

    def __exit__(self, *error: Any) -> None:
        try:
            super().__exit__(*error)
        finally:
            self._processes.shutdown(cancel_futures=True)

    def submit(self, task: Any, parameters: dict[str, Any], *rest: Any, **more: Any) -> Any:
        """Submit a task whose parameter `function` is to run in a process."""
        function = partial(_in_process, self._processes, parameters["function"])
        return super().submit(task, {**parameters, "function": function}, *rest, **more)


def _in_process(processes: ProcessPoolExecutor, function: Callable[[Any], Any], item: Any) -> Any:
    return processes.submit(function, item).result()
