"""The third verb: any row of any check stops publication."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evidence.database import Building
from evidence.errors import CheckError, UsageError
from evidence.pipeline.run import Run
from evidence.schema import load_schema

_SHOWN = 3


def check(run: Run, candidate: Path) -> list[dict[str, Any]]:
    """One result a check: name, sentence, state (passed or failed) and n_rows.

    Raises CheckError naming the checks that failed and their first offending rows;
    UsageError where nothing was built.
    """
    if not (candidate / "build.json").exists():
        raise UsageError(f"{candidate} holds no finished build. Mend: run `evidence build` first")
    queries = candidate / "queries"
    db = Building.reopened(candidate / "evidence.duckdb", load_schema(queries / "schema"), queries)
    try:
        results = [
            {"name": name, "sentence": sentence, "state": "failed" if answer.rows else "passed",
             "n_rows": len(answer.rows), "rows": answer.dicts()[:_SHOWN]}
            for name, sentence, answer in db.check_results(queries / "checks")
        ]  # fmt: skip
    finally:
        db.close()
    failed = [r for r in results if r["state"] == "failed"]
    if failed:
        told = "; ".join(f"{r['name']}: not so: {r['sentence']} ({r['n_rows']} rows, first {r['rows'][0]})"
                         for r in failed)  # fmt: skip
        raise CheckError(f"{told}. Nothing was published; the last publication stands. "
                         f"Mend: look at {candidate / 'evidence.duckdb'}")  # fmt: skip
    run.checkpoint("checked")
    return results
