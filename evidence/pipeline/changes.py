"""What differs between two publications, and whether data or code made it so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence.database import Published, open_published
from evidence.pipeline.publications import Publication

Row = dict[str, Any]

# 1 needs a person first. Retractions, then verdicts, then what stands under them.
_RISK = {"notice": 1, "withdrawn_report": 1, "verdict": 2, "certainty": 3, "status": 4, "stance": 4,
         "lost_item": 5, "new_item": 6, "changed_report": 7}  # fmt: skip
_NOTICE_RISK = {"comment": 8, "correction": 4}


def changes_between(before: Publication | None, after_folder: Path, *, is_same: bool) -> list[Row]:
    """Rows of the `change` table, by risk; none for a first publication or equal content."""
    if before is None or is_same or not before.database.exists():
        return []
    with (
        open_published(before.database) as old,
        open_published(after_folder / "evidence.duckdb") as new,
    ):
        return compared(old, new)


def compared(old: Published, new: Published) -> list[Row]:
    """The changes from one published database to another, by risk."""
    touched = _touched_reports(old, new)
    items = list(_item_changes(old, new, touched))
    moved = {(row["topic"], row["claim_id"]) for row in items if row["cause"] == "data"}
    rows = [
        *_notice_changes(old, new),
        *_withdrawn(old, new),
        *_verdict_changes(old, new, moved),
        *items,
    ]
    return sorted(rows, key=_order)


def _touched_reports(old: Published, new: Published) -> set[str]:
    """Reports whose content or notices are not what they were, and new or lost ones."""
    sql = """SELECT record.report_id, content_hash, is_withdrawn,
                    (SELECT list(kind || coalesce(CAST(other_pmid AS VARCHAR), '') ORDER BY kind, other_pmid)
                     FROM notice WHERE notice.report_id = record.report_id AND direction = 'on')
             FROM record JOIN report_history USING (report_id) WHERE status = 'current'"""
    was, now = ({row[0]: row[1:] for row in db.query(sql).rows} for db in (old, new))
    return {report for report in was.keys() | now.keys() if was.get(report) != now.get(report)}


def _item_changes(old: Published, new: Published, touched: set[str]) -> Iterator[Row]:
    was, now = (_items(db) for db in (old, new))
    for key in sorted(was.keys() | now.keys()):
        a, b = was.get(key), now.get(key)
        if a == b:
            continue
        cause = "data" if key[2] in touched else "code_or_rules"
        if a is None or b is None:
            kind = "new_item" if a is None else "lost_item"
            yield _row(key, kind, _item_text(a), _item_text(b), cause)
            continue
        for kind, x, y in (("status", a[0], b[0]), ("stance", a[1], b[1])):
            if x != y:
                yield _row(key, kind, x, y, cause)


def _items(db: Published) -> dict[tuple[str, str, str], tuple[Any, Any]]:
    answer = db.query("SELECT topic, claim_id, report_id, status, stance FROM evidence_item")
    return {(t, c, r): (status, stance) for t, c, r, status, stance in answer.rows}


def _item_text(item: tuple[Any, Any] | None) -> str | None:
    return None if item is None else ", ".join(str(part) for part in item if part)


def _verdict_changes(old: Published, new: Published, moved: set[tuple[str, str]]) -> Iterator[Row]:
    sql = "SELECT topic, claim_id, verdict, certainty FROM verdict"
    was, now = ({row[:2]: row[2:] for row in db.query(sql).rows} for db in (old, new))
    for key in sorted(was.keys() & now.keys()):
        cause = "data" if key in moved else "code_or_rules"
        for kind, a, b in zip(("verdict", "certainty"), was[key], now[key], strict=True):
            if a != b:
                yield _row((*key, None), kind, a, b, cause)


def _notice_changes(old: Published, new: Published) -> Iterator[Row]:
    """A notice that came or went on a report that bears on a claim, once a claim."""
    sql = """SELECT item.topic, item.claim_id, report_id, kind, coalesce(CAST(other_pmid AS VARCHAR), '')
             FROM notice JOIN evidence_item AS item USING (report_id) WHERE notice.direction = 'on'"""
    was, now = (set(db.query(sql).rows) for db in (old, new))
    for row in sorted(now - was):
        yield _row(row[:3], "notice", None, row[3], "data", _NOTICE_RISK.get(row[3]))
    for row in sorted(was - now):
        yield _row(row[:3], "notice", row[3], None, "data", _NOTICE_RISK.get(row[3]))


def _withdrawn(old: Published, new: Published) -> Iterator[Row]:
    sql = """SELECT item.topic, item.claim_id, report_id FROM report_history
             JOIN evidence_item AS item USING (report_id) WHERE is_withdrawn"""
    was, now = (set(db.query(sql).rows) for db in (old, new))
    for row in sorted(now - was):
        yield _row(row, "withdrawn_report", "in PubMed", "no longer in PubMed", "data")


def _row(
    key: tuple[Any, ...], kind: str, before: Any, after: Any, cause: str, risk: int | None = None
) -> Row:
    return {"topic": key[0], "claim_id": key[1], "report_id": key[2], "kind": kind, "before": before,
            "after": after, "cause": cause, "risk": risk or _RISK[kind]}  # fmt: skip


def _order(row: Row) -> tuple[Any, ...]:
    return (row["risk"], row["topic"], row["claim_id"], row["kind"], row["report_id"] or "")
