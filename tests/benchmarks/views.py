"""How quickly typical questions are answered on many reports.

    python -m tests.benchmarks.views --data PUBLISHED.duckdb [--reports 100000] [--keep FILE]

`--data` is the database of a publication, whose own `queries/` are used. Its reports are copied,
each copy under ids of its own, until there are `--reports` of them; then each question is asked
five times and the median kept, from rows asked for to rows in Python: by the clock, and by the
processor (all threads), which other work on the machine does not lengthen. The last line is one
JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from evidence.database import Building, open_published
from evidence.pipeline.asking import filled
from evidence.pipeline.questions import questions
from evidence.schema import load_schema

N_RUNS = 5
_STEP = 1_000_000_000  # beyond every PMID, so that no two copies share one
# What a person asks while working: one claim, one report, counts, filters, a page of a long list.
TYPICAL = {
    "one claim's rows": """SELECT * FROM evidence_table
        WHERE topic = $topic AND claim_id = $claim AND status = 'counted' LIMIT 100""",
    "one report by PMID": "SELECT * FROM report WHERE pmid = $pmid",
    "one report's findings with quotes": "SELECT * FROM finding_trace WHERE report_id = $report",
    "one report's claims": "SELECT * FROM evidence_table WHERE report_id = $report",
    "all claims": "SELECT * FROM claim_summary",
    "counts by status and stance": "SELECT claim_id, status, stance, count(*) FROM evidence_table GROUP BY ALL",
    "trials against sham by year": """SELECT year, count(*), sum(n_participants) FROM evidence_table
        WHERE design = 'rct' AND comparator LIKE '%sham%' AND claim_id = $claim GROUP BY year""",
    "reports by year and journal": """SELECT year, journal, count(*) FROM report
        GROUP BY ALL ORDER BY 3 DESC LIMIT 50""",
    "readings by design": "SELECT design, count(*), median(n_participants) FROM report_reading GROUP BY ALL",
    "effects of one measure": """SELECT report_id, estimate, ci_low, ci_high FROM effect
        WHERE measure = 'SMD' LIMIT 100""",
    "notices on reports": "SELECT kind, count(*) FROM notice WHERE direction = 'on' GROUP BY kind",
    "one study": "SELECT * FROM study WHERE study_id = $report",
    "flow": "SELECT * FROM prisma_flow",
    "citations of one report": "SELECT * FROM citation WHERE report_id = $report",
}  # fmt: skip


def enlarged(data: Path, queries: Path, target: Path, n_reports: int) -> int:
    """Copy a published database and its reports until there are `n_reports`; how many there are."""
    shutil.copyfile(data, target)
    tables = load_schema(queries / "schema")
    db = Building.reopened(target, tables, queries)
    try:
        n_held = db.query("SELECT count(*) FROM report_history").rows[0][0]
        n_copies = max(0, -(-n_reports // n_held) - 1)
        for table in tables.values():
            names = [column.name for column in table.columns]
            if "report_id" in names and n_copies:
                parts = ", ".join(_copied(name) for name in names)
                copies = f"{table.name}, range(1, {n_copies + 1}) AS copy (k)"
                db.query(
                    f"INSERT INTO {table.name} SELECT {parts} FROM {copies} ORDER BY report_id"
                )
        db.query(f"UPDATE batch SET n_records = n_records * {n_copies + 1}")
        for kind in ("view", "table"):
            for (name,) in db.query(
                f"SELECT {kind}_name FROM duckdb_{kind}s() WHERE NOT internal"
            ).rows:
                if name not in tables:
                    db.query(f"DROP {kind} {name}")
        db.create_views(queries / "views")
        return int(db.query("SELECT count(*) FROM report_history").rows[0][0])
    finally:
        db.close()


def _copied(name: str) -> str:
    if name in ("report_id", "study_id"):
        return f"{name} || ':' || k"
    if name == "record_no":
        return f"record_no + k * {_STEP // 1000}"
    if name in ("pmid", "other_pmid"):
        return f"{name} + k * {_STEP}"
    return f'"{name}"'


def measured(path: Path, queries: Path) -> dict[str, tuple[float, float]]:
    """Question to its median time and its median processor time, in milliseconds."""
    told: dict[str, tuple[float, float]] = {}
    with open_published(path) as db:
        item = db.query("""SELECT topic, claim_id, min(report_id) AS report_id, min(pmid) AS pmid
            FROM evidence_table WHERE status = 'counted' AND pmid IS NOT NULL GROUP BY topic, claim_id
            ORDER BY count(*) DESC LIMIT 1""").dicts()[0]
        values = {"topic": item["topic"], "claim": item["claim_id"], "report": item["report_id"],
                  "pmid": item["pmid"]}  # fmt: skip
        for name, sql in TYPICAL.items():
            told[name] = _times_ms(db, sql, {k: v for k, v in values.items() if f"${k}" in sql})
        for question in questions(queries):
            given = {k: values[k] for k in ("topic", "claim") if k in question.parameters}
            told[f"question {question.name}"] = _times_ms(
                db, question.sql, filled(question.sql, given)
            )
    return told


def _times_ms(db: Any, sql: str, values: dict[str, Any]) -> tuple[float, float]:
    times, used = [], []
    for _ in range(N_RUNS):
        started, before = time.perf_counter(), time.process_time()
        db.query(sql, values or None)
        times.append(1000 * (time.perf_counter() - started))
        used.append(1000 * (time.process_time() - before))
    return round(statistics.median(times), 1), round(statistics.median(used), 1)


def main() -> None:
    """Print each question's time, then all of it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="keep the enlarged database here")
    given = parser.parse_args()
    queries = given.data.resolve().parent / "queries"
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "large.duckdb"
        n_reports = enlarged(given.data, queries, path, given.reports)
        with open_published(path) as db:
            sizes = {name: db.query(f"SELECT count(*) FROM {name}").rows[0][0]
                     for name in ("record", "evidence_item", "finding", "rationale")}  # fmt: skip
        told = measured(path, queries)
    for name, (median, used) in sorted(told.items(), key=lambda entry: -entry[1][0]):
        print(f"{median:8.1f} ms  processor {used:7.1f} ms  {name}")
    slow = sorted(name for name, (median, _) in told.items() if median >= 100)
    print(json.dumps({
        "n_reports": n_reports, "n_rows": sizes, "median_ms": {n: t[0] for n, t in told.items()},
        "processor_ms": {n: t[1] for n, t in told.items()}, "over_100_ms": slow,
        "load_average": round(os.getloadavg()[0], 1), "n_cores": os.cpu_count(),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
