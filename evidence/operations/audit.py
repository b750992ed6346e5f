"""Proof-reading by a person: a random sample of records, drawn reproducibly, and its result.

The sample is a CSV with one row a value; a person writes `right`, `wrong`, `missed` (the
report says it, the machine does not) or `unsure` in the column `mark`. Scoring appends the
measured rates to `audits.csv` of the topic.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evidence.database import Published
from evidence.errors import QueriesError, UsageError
from evidence.operations.decisions import append_row
from evidence.operations.error_rate import MARKS, ErrorRate, error_rates
from evidence.publish.safe_text import safe_cell
from evidence.settings import Settings
from evidence.snapshots import write_whole

Row = dict[str, Any]

COLUMNS = ("publication_id", "topic", "seed", "report_id", "pmid", "title", "kind", "value", "quote", "field",
           "section_no", "start", "end", "rule", "version", "mark", "note")  # fmt: skip
RESULT_COLUMNS = ("audited_on", "by", "role", "publication_id", "seed", "kind", "n_read", "n_errors", "n_unsure",
                  "error_pct", "exact_low_pct", "exact_high_pct", "wilson_low_pct", "wilson_high_pct")  # fmt: skip
# Read for every record, so that what was missed can be marked as well as what is wrong.
_FIELDS = ("design", "population", "n_participants", "condition", "intervention", "comparator", "outcome",
           "direction_overall", "follow_up_weeks", "adverse_events")  # fmt: skip


def drawn(report_ids: list[str], n: int, seed: int) -> list[str]:
    """`n` of the reports, at random by the seed; the same again for the same reports.

    Each report has its own random number, so that one more report moves at most one
    other out of the sample. Ordered by report.
    """
    ranked = sorted(report_ids, key=lambda r: hashlib.sha256(f"{seed}:{r}".encode()).digest())
    return sorted(ranked[:n])


def audit_rows(published: Published, topic: str, n: int, seed: int) -> list[Row]:
    """Rows of a sample of `n` linked reports. Raises UsageError where there are none."""
    linked = published.query(
        "SELECT DISTINCT report_id FROM evidence_item WHERE topic = $topic", {"topic": topic}
    )
    if not linked.rows:
        raise UsageError(f"no report is linked to {topic}. Mend: check --topic")
    facts = {row["name"]: row["value"] for row in published.rows("publication_fact")}
    shared = {
        "publication_id": facts["publication_id"],
        "topic": topic,
        "seed": seed,
        "mark": "",
        "note": "",
    }
    chosen = drawn([row[0] for row in linked.rows], n, seed)
    return [
        {**shared, **row}
        for report_id in chosen
        for row in _report_rows(published, topic, report_id)
    ]


def _report_rows(published: Published, topic: str, report_id: str) -> Iterator[Row]:
    report = published.rows("report", report_id=report_id)[0]
    head = {"report_id": report_id, "pmid": report["pmid"], "title": report["title"]}
    findings = sorted(
        published.rows("finding_trace", report_id=report_id), key=lambda f: f["finding_no"]
    )
    for kind in _FIELDS:
        held = [finding for finding in findings if finding["kind"] == kind]
        for finding in held or [
            dict.fromkeys(("quote", "field", "section_no", "start", "end", "rule", "version"))
        ]:
            yield {**head, **finding, "kind": kind, "value": finding.get("value") if held else None}
    for effect in published.rows("effect", report_id=report_id):
        yield {**head, **effect, "kind": "effect", "value": _effect_text(effect)}
    for item in published.rows("evidence_table", report_id=report_id, topic=topic):
        yield {**head, "kind": "link and stance", "rule": item["rule"], "version": item["version"],
               "value": f"{item['claim_id']}: {item['status']}, {item['stance'] or 'no stance'}",
               "quote": item["rationale"], "field": item["rationale_field"],
               "section_no": item["rationale_section_no"], "start": item["rationale_start"],
               "end": item["rationale_end"]}  # fmt: skip


def _effect_text(effect: Row) -> str:
    interval = "" if effect["ci_low"] is None else f" [{effect['ci_low']}; {effect['ci_high']}]"
    return f"{effect['measure']} {effect['estimate']}{effect['unit'] or ''}{interval}"


def write_audit(path: Path, rows: list[Row]) -> None:
    """Write a sample to be marked. Raises UsageError rather than lose marks already made."""
    if path.exists():
        raise UsageError(f"{path} is there already, perhaps with marks. Mend: mark that one, or name "
                         "another with --out")  # fmt: skip
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([[safe_cell(row.get(column)) for column in COLUMNS] for row in rows])
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, out.getvalue().encode())


def read_audit(path: Path) -> list[dict[str, str]]:
    """A marked sample. Raises UsageError, or QueriesError naming the line of a wrong mark."""
    if not path.exists():
        raise UsageError(f"{path} is not there. Mend: draw a sample with `evidence audit` first")
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = {"report_id", "kind", "mark", "topic", "publication_id", "seed"} - set(
            reader.fieldnames or ()
        )
        if missing:
            raise QueriesError(
                path, 1, f"the column {sorted(missing)[0]} is missing", "keep the columns as drawn"
            )
        rows = []
        for row in reader:
            row["mark"] = (row["mark"] or "").strip().lower()
            if row["mark"] not in MARKS:
                raise QueriesError(path, reader.line_num, f"the mark is {row['mark']!r}",
                                   "write right, wrong, missed or unsure, or leave it empty")  # fmt: skip
            rows.append(row)
    if not any(row["mark"] for row in rows):
        raise UsageError(f"{path} has no marks yet. Mend: fill in the column mark")
    return rows


def record_audit(
    settings: Settings, rows: list[dict[str, str]], by: str, role: str
) -> tuple[Path, tuple[ErrorRate, ...]]:
    """Append the measured rates to the topic's `audits.csv`; the file and the rates."""
    rates = error_rates(rows)
    first = rows[0]
    told = {"audited_on": datetime.now(UTC).date().isoformat(), "by": by, "role": role,
            "publication_id": first["publication_id"], "seed": first["seed"]}  # fmt: skip
    path = settings.queries_dir / "topics" / first["topic"] / "audits.csv"
    if not path.parent.is_dir():
        raise UsageError(
            f"there is no topic {first['topic']}. Mend: point --queries-dir at its queries"
        )
    for rate in rates:
        row = {**told, **{name: "" if v is None else str(v) for name, v in rate.as_row().items()}}
        append_row(settings, first["topic"], "audits.csv", RESULT_COLUMNS, row)
    return path, rates
