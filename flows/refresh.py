"""The refresh flow: snapshot, build, check, publish, with one task a batch.

Only the network step is retried: what is derived is the same the second time.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.logging import get_run_logger

from evidence import pipeline
from evidence.errors import EvidenceError, SourceError
from evidence.operations.telling import announced
from evidence.pipeline import Outcome
from evidence.pipeline.run import Run
from evidence.settings import settings_from
from flows.artifacts import publish_artifacts
from flows.progress import Progress
from flows.runners import RunnerBySetting, task_runner


def _is_worth_retrying(_task: Any, _run: Any, state: Any) -> bool:
    """A service may answer in a minute; wrong use will not mend itself."""
    try:
        state.result()
    except SourceError as error:
        return bool(getattr(error, "is_transient", True))
    except Exception:
        return False
    return False


@task(name="snapshot", retries=2, retry_delay_seconds=[30, 120], retry_condition_fn=_is_worth_retrying,
      persist_result=False, cache_policy=None)  # fmt: skip
def _fetch(run: Run) -> Any:
    return pipeline.take_snapshot_locked(run)


@task(name="snapshot-files", persist_result=False, cache_policy=None)
def _read_files(run: Run) -> Any:
    return pipeline.take_snapshot_locked(run)


@task(name="batch", task_run_name="{label} {number}", persist_result=False, cache_policy=None)
def _batch(function: Callable[[Any], Any], item: Any, label: str, number: int) -> Any:  # noqa: ARG001
    return function(item)


def _mapped(function: Callable[[Any], Any], items: Sequence[Any], label: str) -> list[Any]:
    """Apply a function to batches as Prefect tasks; the results, in order."""
    futures = [_batch.submit(function, item, label, number) for number, item in enumerate(items, 1)]
    return [future.result() for future in futures]


def run_refresh(run: Run) -> Outcome:
    """The body of the flow: the pipeline with Prefect's mapper; then whoever runs it is told."""
    return announced(run, _refreshed)


def _refreshed(run: Run) -> Outcome:
    fetch = _fetch if "pubmed" in run.sources else _read_files
    run = replace(run, map_batches=_mapped)
    with pipeline.locked(run.data_dir, run.now):
        if run.as_of is None:
            fetch(run)
        outcome = pipeline.build_check_publish(run)
    publish_artifacts(outcome)
    return outcome


@flow(name="evidence-refresh", validate_parameters=False, persist_result=False, retries=0,
      task_runner=RunnerBySetting())  # fmt: skip
def refresh(
    sources: list[str] | None = None,
    topics: list[str] | None = None,
    data_dir: str | None = None,
    queries_dir: str | None = None,
    as_of: str | None = None,
    off_peak: bool | None = None,
) -> str:
    """Run all four verbs; the publication's id. Parameters as on the command line.

    `off_peak` None: as EVIDENCE_OFF_PEAK says for a run that somebody starts; a deployment sets it.
    """
    progress = Progress(get_run_logger().info)
    settings = settings_from().at(
        Path(data_dir) if data_dir else None, Path(queries_dir) if queries_dir else None
    )
    run = Run(
        settings=settings,
        sources=tuple(sources or ("pubmed",)),
        topics=tuple(topics or ()),
        as_of=date.fromisoformat(as_of) if as_of else None,
        tell=progress.tell,
        checkpoint=progress.checkpoint,
        wait_for_off_peak=settings.waits_for_off_peak(is_scheduled=False) if off_peak is None else off_peak,
    )
    try:
        outcome = run_refresh(run)
    except Exception as error:
        progress.stopped(str(error) if isinstance(error, EvidenceError) else type(error).__name__)
        raise
    progress.done(outcome.headline)
    _LAST.clear()
    _LAST.append(outcome)
    return outcome.publication_id


_LAST: list[Outcome] = []


def refresh_with_prefect(run: Run) -> Outcome:
    """Run the flow as a command does: quiet, and with the pipeline's own errors.

    Works with no Prefect server running (one is started for the run) and with one.
    """
    progress = logging.getLogger("prefect.flow_runs")
    progress.addHandler(_PROGRESS)
    configured = refresh.with_options(task_runner=task_runner(run.settings.runner))
    state = configured(
        sources=list(run.sources), topics=list(run.topics), data_dir=str(run.settings.data_dir),
        queries_dir=str(run.settings.queries_dir), as_of=run.as_of and run.as_of.isoformat(),
        off_peak=run.wait_for_off_peak, return_state=True,
    )  # fmt: skip
    state.result(raise_on_failure=True)
    return _LAST[-1]


class _Progress(logging.Handler):
    """Plain lines on stderr, without Prefect's own remarks."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno <= logging.INFO and record.name == "prefect.flow_runs":
            message = record.getMessage()
            if not message.startswith(("Beginning flow run", "View at", "Finished in state")):
                print(message, file=sys.stderr, flush=True)


_PROGRESS = _Progress()


def main() -> int:
    """`python -m flows.refresh`: as `evidence refresh`, from the environment alone."""
    from evidence.cli import main as command

    return command(["refresh", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
