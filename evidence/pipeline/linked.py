"""Reports that bear on a claim, read back from a database, under construction or published."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Protocol

import pyarrow as pa

from evidence.appraise.notices import why_retracted
from evidence.database import Answer
from evidence.models import (
    EvidenceItem,
    Finding,
    ItemStatus,
    Match,
    Notice,
    ReportText,
    Span,
    Stance,
)
from evidence.normalize import TEXT_TABLES, report_texts


class Asked(Protocol):
    """What answers a query."""

    def query(self, sql: str, **values: Any) -> Answer:
        """The answer to one query."""

    def arrow(self, sql: str) -> pa.Table:
        """The same as an Arrow table."""


@dataclass(frozen=True, slots=True)
class LinkedReports:
    """Texts and findings of linked reports by report id, and the reviews' reference lists.

    `reports` carry every notice known, from their own records or from the notices'.
    `cited` maps a report id to the PMIDs in its reference list, where the record has one.
    """

    reports: dict[str, ReportText]
    findings: dict[str, list[Finding]]
    cited: dict[str, frozenset[int]]
    withdrawn: frozenset[str]


def linked_reports(db: Asked, items: str = "item_read") -> LinkedReports:
    """All reports of `items`: a table of evidence items, or a query in brackets."""
    linked = _LINKED.format(items=items)
    tables = {name: _linked(db, name, linked) for name in ("record", *TEXT_TABLES)}
    notices: dict[int, list[Notice]] = defaultdict(list)
    for row in _linked(db, "notice", linked).to_pylist():
        notices[row["record_no"]].append(
            Notice(row["kind"], row["direction"], row["ref_type"], row["other_pmid"], row["citation"])
        )
    reports = {report.report_id: report for _, report in report_texts(tables, notices)}
    findings: dict[str, list[Finding]] = defaultdict(list)
    for row in db.query("SELECT * FROM finding ORDER BY report_id, finding_no").dicts():
        if row["report_id"] in reports:
            findings[row["report_id"]].append(_finding(row))
    cited: dict[str, set[int]] = defaultdict(set)
    for report_id, pmid in db.query(_CITED.format(linked=linked)).rows:
        cited[report_id].add(pmid)
    gone = db.query("SELECT report_id FROM report_history WHERE is_withdrawn").rows
    return LinkedReports(
        reports, findings, {k: frozenset(v) for k, v in cited.items()},
        frozenset(report_id for (report_id,) in gone),
    )  # fmt: skip


#: Reports numbered among themselves, so that their text can be read as a batch's is.
_LINKED = """(SELECT report_id, CAST(row_number() OVER (ORDER BY report_id) - 1 AS INTEGER) AS record_no
    FROM (SELECT DISTINCT report_id FROM {items})) AS linked_report"""
_CITED = """SELECT report_id, TRY_CAST(value AS BIGINT) FROM cited_reference_id
    JOIN {linked} USING (report_id)
    WHERE id_type = 'pubmed' AND TRY_CAST(value AS BIGINT) IS NOT NULL"""


def items_read(db: Asked, topic: str, held: LinkedReports, items: str = "item_read") -> list[EvidenceItem]:
    """The evidence items of a topic as each report alone gave them, with what only the
    whole shows laid over: notices of other records, and withdrawal from PubMed."""
    rationale: dict[tuple[str, str], list[Span]] = defaultdict(list)
    sql = "SELECT * FROM rationale WHERE topic = $topic ORDER BY claim_id, report_id, rationale_no"
    for row in db.query(sql, topic=topic).dicts():
        rationale[row["claim_id"], row["report_id"]].append(_required_span(row))
    matches: dict[tuple[str, str], list[Match]] = defaultdict(list)
    sql = "SELECT * FROM concept_match WHERE topic = $topic ORDER BY claim_id, report_id, match_no"
    for row in db.query(sql, topic=topic).dicts():
        match = Match(row["concept_id"], row["matched_by"], row["term"], _span(row))
        matches[row["claim_id"], row["report_id"]].append(match)
    sql = f"SELECT * FROM {items} WHERE topic = $topic ORDER BY claim_id, report_id"
    found = []
    for row in db.query(sql, topic=topic).dicts():
        key = (row["claim_id"], row["report_id"])
        status, reason = _status(row, held)
        found.append(EvidenceItem(
            claim_id=row["claim_id"], report_id=row["report_id"], status=status,
            stance=Stance(row["stance"]) if row["stance"] else None,
            rationale=tuple(rationale[key]), matches=tuple(matches[key]), reason=reason,
            direction=row["direction"], significance=row["significance"],
            design=row["design"], population=row["population"],
            n_participants=row["n_participants"], score=row["score"], rule=row["rule"],
        ))  # fmt: skip
    return found


def _status(row: dict[str, Any], held: LinkedReports) -> tuple[ItemStatus, str]:
    if why := why_retracted(held.reports[row["report_id"]].notices):
        return ItemStatus.RETRACTED, why
    if row["report_id"] in held.withdrawn:
        return ItemStatus.WITHDRAWN, "PubMed no longer returns the record"
    return ItemStatus(row["status"]), row["reason"]


def _linked(db: Asked, table: str, linked: str) -> pa.Table:
    """A table's rows of linked reports, keyed by their number among them, in a fixed order."""
    rows = "(SELECT * EXCLUDE (record_no) FROM record WHERE status = 'current')" if table == "record" else table
    return db.arrow(
        f"SELECT linked_report.record_no, kept.* FROM {rows} AS kept "
        f"JOIN {linked} USING (report_id) ORDER BY ALL"
    )


def _finding(row: dict[str, Any]) -> Finding:
    return Finding(
        row["kind"], row["value"], _span(row), row["rule"], row["version"], row["number"],
        row["unit"], row["source"], json.loads(row["detail"]) if row["detail"] else {},
    )  # fmt: skip


def _span(row: dict[str, Any]) -> Span | None:
    return None if row["field"] is None else _required_span(row)


def _required_span(row: dict[str, Any]) -> Span:
    return Span(row["field"], row["section_no"], row["start"], row["end"])
