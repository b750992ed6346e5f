"""The four verbs, and `refresh`, which is all of them."""

from __future__ import annotations

import argparse

from evidence import pipeline
from evidence.commands.definition import Arguments, Command, run_of, show, source_option
from evidence.operations.telling import announced
from evidence.pipeline import Outcome
from evidence.pipeline.live import client_of


def _refresh(arguments: Arguments) -> int:
    run = run_of(arguments)
    if arguments.plain:
        outcome = announced(run, pipeline.refresh)
    else:
        if run.sources == ("pubmed",) and run.as_of is None:
            client_of(run)  # what is missing is said at once, not after Prefect has started
        from flows.refresh import refresh_with_prefect

        outcome = refresh_with_prefect(run)
    return _tell_outcome(arguments, outcome)


def _tell_outcome(arguments: Arguments, outcome: Outcome) -> int:
    page = outcome.folder / "site" / "index.html"
    lines = [outcome.headline, f"page:     {page.absolute()}", f"report:   {outcome.folder / 'run_report.md'}",
             f"database: {outcome.folder / 'evidence.duckdb'}"]  # fmt: skip
    show(arguments, outcome.as_json(), lines)
    return 0


def _snapshot(arguments: Arguments) -> int:
    manifest = pipeline.take_snapshot(run_of(arguments))
    show(
        arguments,
        {"snapshot_id": manifest.snapshot_id, "n_batches": len(manifest.batches)},
        [f"snapshot {manifest.snapshot_id}: {len(manifest.batches)} batches",
         *(f"skipped {s['path']}: {s['reason']}" for s in manifest.skipped)],
    )  # fmt: skip
    return 0


def _build(arguments: Arguments) -> int:
    candidate = pipeline.build_candidate(run_of(arguments))
    show(arguments, {"folder": str(candidate)}, [f"built {candidate}; next: evidence check"])
    return 0


def _check(arguments: Arguments) -> int:
    results = pipeline.check_candidate(run_of(arguments))
    show(arguments, {"checks": results}, [f"{r['state']:<7} {r['sentence']}" for r in results])
    return 0


def _publish(arguments: Arguments) -> int:
    run = run_of(arguments)
    if arguments.restore:
        folder = pipeline.restore(run, arguments.restore)
        show(arguments, {"folder": str(folder)}, [f"published again: {folder}"])
        return 0
    return _tell_outcome(arguments, pipeline.publish_candidate(run))


def _plain_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--plain", action="store_true", help="without Prefect, in this process")


def _off_peak_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--off-peak", action=argparse.BooleanOptionalAction, default=None,
                        help="let a big first load wait for NCBI's off-peak hours (else as EVIDENCE_OFF_PEAK says)")  # fmt: skip # noqa: E501


def _restore_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--restore", metavar="DATE|ID", help="bring back a kept publication")


VERBS = (
    Command("refresh", "snapshot, build, check and publish", _refresh,
            (source_option, _plain_option, _off_peak_option)),
    Command("snapshot", "bring in what the source says", _snapshot, (source_option, _off_peak_option)),
    Command("build", "derive everything from what is held", _build),
    Command("check", "check what was built", _check),
    Command("publish", "swap what was built and checked in for readers", _publish, (_restore_option,)),
)  # fmt: skip
