"""The run report: what was asked, found, new, changed, and why we are sure.

`run_report.json` has the shape of `run_report_shape`; the Markdown is made from it, so
that the two never disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from evidence.publish.harm_told import harm_line
from evidence.publish.run_headline import headline
from evidence.publish.run_report_shape import SHAPE_VERSION

Row = dict[str, Any]
Rows = Callable[..., list[Row]]

_NOTICES = ("notice", "withdrawn_report")
_OUT = ("retraction", "retraction_and_replacement")
#: Changes by which a report comes to bear on a claim.
_BEARING = ("new_item", "status", "stance")
_MOST_REASONS = 10


@dataclass(frozen=True, slots=True)
class RunFacts:
    """Facts of the run that the database does not hold."""

    manifest: Mapping[str, Any]
    before: Mapping[str, Any] | None
    changes: tuple[Row, ...]
    checks: tuple[Row, ...]
    version: str
    steps: Mapping[str, float] = field(default_factory=dict)
    broken_runs: tuple[Row, ...] = ()


def report_json(rows: Rows, facts: RunFacts) -> Row:
    """The report as data, in the shape of `run_report_shape.SHAPE`.

    `rows` gives the rows of a published table or view by name.
    """
    manifest, before, changes = facts.manifest, facts.before, facts.changes
    last = max(rows("snapshot"), key=lambda s: s["snapshot_no"])
    counts = {row["status"]: row["n"] for row in rows("record_count")}
    asked, not_asked = _asked(rows, last), _not_asked(rows, last)
    is_new = before is None or before["content_sha256"] != manifest["content_sha256"]
    report: Row = {
        "shape_version": SHAPE_VERSION,
        "is_new": is_new,
        "is_sure": not not_asked and not last["problems"],
        "publication_id": manifest["publication_id"],
        "published_at": manifest["published_at"],
        "content_sha256": manifest["content_sha256"],
        "previous": _previous(before),
        "is_sample": manifest["is_sample"],
        "source_notes": list(manifest.get("source_notes", ())),
        "source": last["source"],
        "snapshot": {"snapshot_id": last["snapshot_id"], "taken_at": _moment(last["created_at"])},
        "asked": asked,
        "not_asked": not_asked,
        "news": _news(rows, last, changes),
        "counts": {"batches": manifest["n_batches"],
                   "batches_read_before": manifest["n_batches_cached"],
                   "records": sum(counts.values()), **counts},
        "changes": _by_kind(changes),
        "moved_verdicts": [{**c, "because": _because(c, changes)}
                           for c in changes if c["kind"] == "verdict"],
        "notices": [c for c in changes if c["kind"] in _NOTICES],
        "harm_signals": _harms(rows, changes),
        "decisions": _decisions(rows),
        "rejected": rows("rejected"),
        "skipped": rows("skipped"),
        "checks": list(facts.checks),
        "problems": list(last["problems"] or []),
        "broken_runs": list(facts.broken_runs),
        "cost": {"requests": last["n_requests"], "bytes": last["n_bytes_received"],
                 "waited_seconds": last["waited_seconds"]},
        "steps": dict(facts.steps),
        "versions": {"evidence": facts.version, "queries_sha256": manifest["queries_sha256"],
                     **{row["part"]: row["version"] for row in rows("part_version")}},
    }  # fmt: skip
    is_nothing = not is_new and report["is_sure"]
    report["proof"] = _proof(report, last["assurance"] or []) if is_nothing else []
    report["headline"] = headline(report)
    return report


def _moment(naive_utc: datetime) -> str:
    return naive_utc.replace(tzinfo=UTC).isoformat()


def _previous(before: Mapping[str, Any] | None) -> Row | None:
    if before is None:
        return None
    return {key: before[key] for key in ("publication_id", "published_at", "content_sha256")}


def _asked(rows: Rows, last: Row) -> list[Row]:
    return [{"topic": r["topic"], "strategy_id": r["strategy_id"], "source": r["source"],
             "count": r["count"], "n_ids": r["n_ids"], "parts": r["parts"],
             "warnings": list(r["warnings"] or [])}
            for r in rows("search_run", snapshot_id=last["snapshot_id"])]  # fmt: skip


def _not_asked(rows: Rows, last: Row) -> list[Row]:
    """Strategies that a problem of the run names, with what it says."""
    if last["source"] != "pubmed":
        return []
    failed = []
    for strategy in rows("strategy"):
        start = f"{strategy['topic']}/{strategy['strategy_id']}: "
        reason = next((p for p in last["problems"] or [] if p.startswith(start)), None)
        if reason is not None:
            failed.append({"topic": strategy["topic"], "strategy_id": strategy["strategy_id"],
                           "reason": reason.removeprefix(start)})  # fmt: skip
    return failed


def _news(rows: Rows, last: Row, changes: Sequence[Row]) -> dict[str, int]:
    (news,) = rows("snapshot_news", snapshot_id=last["snapshot_id"])
    reports = {kind: {c["report_id"] for c in changes if c["kind"] == kind and c["after"]}
               for kind in _NOTICES}  # fmt: skip
    retracted = {c["report_id"] for c in changes if c["kind"] == "notice" and c["after"] in _OUT}
    return {"new_reports": news["n_new_reports"], "changed_reports": news["n_changed_reports"],
            "withdrawn_reports": len(reports["withdrawn_report"]),
            "retracted_reports": len(retracted), "rejected_records": news["n_rejected"]}  # fmt: skip


def _harms(rows: Rows, changes: Sequence[Row]) -> list[Row]:
    """What raises a harm signal, the harm first; what came since the publication before leads."""
    moved = {(c["topic"], c["claim_id"], c["report_id"]) for c in changes if c["kind"] in _BEARING and c["after"]}
    told = ("topic", "claim_id", "report_id", "harm", "n_harmed", "quote")
    found = [{**{name: row[name] for name in told}, "line": harm_line(row),
              "is_new": (row["topic"], row["claim_id"], row["report_id"]) in moved}
             for row in rows("harm_told")]  # fmt: skip
    return sorted(found, key=lambda row: (not row["is_new"], row["harm"] is None))


def _decisions(rows: Rows) -> list[Row]:
    """Decisions that do not simply hold: questioned, of no use, or contradicted by somebody else."""
    told = ("topic", "claim_id", "report_id", "what", "value", "decided_by", "state", "remark", "contradicted_by")
    found = []
    for row in rows("judgement"):
        if row["state"] in ("questioned", "unused") or row["contradicted_by"]:
            state = "contradicted" if row["contradicted_by"] else row["state"]
            found.append({**{name: row[name] for name in told}, "state": state,
                          "decided_on": row["decided_on"].isoformat()})  # fmt: skip
    return found


def _by_kind(changes: Sequence[Row]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for change in changes:
        counted[change["kind"]] = counted.get(change["kind"], 0) + 1
    return dict(sorted(counted.items()))


def _because(moved: Row, changes: Sequence[Row]) -> list[str]:
    """What else changed for the claim of a verdict that moved, riskiest first."""
    own = [c for c in changes if c["report_id"] and c["topic"] == moved["topic"]
           and c["claim_id"] == moved["claim_id"]]  # fmt: skip
    lines = [f"{c['report_id']}: {c['kind'].replace('_', ' ')}: {c['before'] or 'none'} → "
             f"{c['after'] or 'none'}" for c in own[:_MOST_REASONS]]  # fmt: skip
    if len(own) > _MOST_REASONS:
        lines.append(f"and {len(own) - _MOST_REASONS} changes more")
    return lines or ["no report of the claim changed: the code or the rules did"]


def _proof(report: Row, assurance: Sequence[str]) -> list[str]:
    """Why nothing is new, where everything was asked and answered."""
    statuses = ("current", "superseded", "deleted", "rejected")
    held = ", ".join(f"{report['counts'][s]} {s}" for s in statuses if s in report["counts"])
    asked = "searched" if report["source"] == "pubmed" else "read"
    lines = [
        f"{asked} on {report['snapshot']['taken_at'][:16].replace('T', ' ')} UTC",
        *assurance,
        f"content_sha256 is that of the publication before: {report['content_sha256']}",
        f"all {report['counts']['records']} records read are accounted for: {held}",
        f"{sum(c['state'] == 'passed' for c in report['checks'])} data checks passed",
    ]
    if report["source"] != "pubmed":
        lines.append(
            "no search was run: the records were read from files, whose bytes are unchanged"
        )
    return lines
