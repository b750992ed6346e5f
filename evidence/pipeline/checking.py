"""The third verb: any row of a blocking check stops publication; a warning is told.

A check is a file of `queries/checks`: its first line is the sentence that must be so,
its rows are what offends. One whose second line begins with `-- Warning:` is about
what the world sends, which we publish as it stands and point at.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evidence.database import Building
from evidence.errors import CheckError, QueriesError, UsageError
from evidence.pipeline.run import Run
from evidence.schema import load_schema

_SHOWN = 3
_WARNING = "-- Warning:"


def check(run: Run, candidate: Path) -> list[dict[str, Any]]:
    """One result a check: name, sentence, kind, state (passed, failed or warned), n_rows, rows.

    Raises CheckError naming the blocking checks that failed and their first
    offending rows; UsageError where nothing was built.
    """
    if not (candidate / "build.json").exists():
        raise UsageError(f"{candidate} holds no finished build. Mend: run `evidence build` first")
    queries = candidate / "queries"
    db = Building.reopened(candidate / "evidence.duckdb", load_schema(queries / "schema"), queries)
    try:
        results = [_result(db, path) for path in sorted((queries / "checks").glob("*.sql"))]
    finally:
        db.close()
    failed = [r for r in results if r["state"] == "failed"]
    if failed:
        told = "; ".join(f"{r['name']}: not so: {r['sentence']} ({r['n_rows']} rows, first {r['rows'][0]})"
                         for r in failed)  # fmt: skip
        raise CheckError(f"{told}. Nothing was published; the last publication stands. "
                         f"Mend: look at {candidate / 'evidence.duckdb'}")  # fmt: skip
    for result in results:
        if result["state"] == "warned":
            run.tell(f"warning: not so in {result['n_rows']} rows: {result['sentence']}")
    run.checkpoint("checked")
    return results


def _result(db: Building, path: Path) -> dict[str, Any]:
    sql = path.read_text(encoding="utf-8")
    first, second = [*sql.splitlines(), "", ""][:2]
    kind = "warning" if second.startswith(_WARNING) else "blocking"
    try:
        n_rows, answer = db.offending(sql, _SHOWN)
    except UsageError as error:
        raise QueriesError(path, 1, f"the check cannot be run: {error}", "mend its SQL") from error
    state = "passed" if n_rows == 0 else "warned" if kind == "warning" else "failed"
    return {"name": path.stem, "sentence": first.lstrip("- ").strip(), "kind": kind,
            "state": state, "n_rows": n_rows, "rows": answer.dicts()}  # fmt: skip
