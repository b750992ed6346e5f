"""The run report: what was asked, found, new, changed, and why we are sure.

`run_report.json` has the shape documented in `run_report_shape`; the Markdown is
made from it, so that the two never disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Rows = Callable[..., list[dict[str, Any]]]
SHAPE_VERSION = 1


@dataclass(frozen=True, slots=True)
class RunFacts:
    """Facts of the run that the database does not hold."""

    manifest: Mapping[str, Any]
    before: Mapping[str, Any] | None
    changes: tuple[dict[str, Any], ...]
    checks: tuple[dict[str, Any], ...]
    version: str
    steps: Mapping[str, float] = field(default_factory=dict)


def report_json(rows: Rows, facts: RunFacts) -> dict[str, Any]:
    """The report as data.

    Keys: shape_version, headline, is_new, publication_id, published_at,
    content_sha256, previous (publication_id and content_sha256, or null),
    is_sample, asked (one entry a search, or the files read), counts (records by
    status, batches), changes (by kind), moved_verdicts, notices, rejected,
    skipped, checks, cost (requests, bytes, seconds waited), steps (seconds by
    step), versions, proof (why "nothing new" is sure; empty when something is).
    """
    is_new = (
        facts.before is None or facts.before["content_sha256"] != facts.manifest["content_sha256"]
    )
    snapshots = rows("snapshot")
    last = max(snapshots, key=lambda s: s["snapshot_id"])
    counts = {row["status"]: row["n"] for row in rows("record_count")}
    report: dict[str, Any] = {
        "shape_version": SHAPE_VERSION,
        "is_new": is_new,
        "publication_id": facts.manifest["publication_id"],
        "published_at": facts.manifest["published_at"],
        "content_sha256": facts.manifest["content_sha256"],
        "previous": _previous(facts.before),
        "is_sample": facts.manifest["is_sample"],
        "asked": _asked(rows, last),
        "counts": {"batches": facts.manifest["n_batches"],
                   "batches_read_before": facts.manifest["n_batches_cached"],
                   "records": sum(counts.values()), **counts},
        "changes": _by_kind(facts.changes),
        "moved_verdicts": [c for c in facts.changes if c["kind"] == "verdict"],
        "notices": [c for c in facts.changes if c["kind"] in ("notice", "withdrawn_report")],
        "rejected": rows("rejected"),
        "skipped": rows("skipped"),
        "checks": list(facts.checks),
        "problems": last["problems"] or [],
        "cost": {"requests": last["n_requests"], "bytes": last["n_bytes_received"],
                 "waited_seconds": last["waited_seconds"]},
        "steps": dict(facts.steps),
        "versions": {"evidence": facts.version, "queries_sha256": facts.manifest["queries_sha256"]},
    }  # fmt: skip
    report["proof"] = [] if is_new else _proof(report)
    report["headline"] = _headline(report)
    return report


def report_markdown(report: Mapping[str, Any]) -> str:
    """The report for a reader, as Markdown."""
    parts = [f"# {report['headline']}", ""]
    if report["is_sample"]:
        parts += ["> **Demonstration sample.** A selection, not a search; its abstracts are digests "
                  "written for this project; its verdicts are not findings.", ""]  # fmt: skip
    if report["proof"]:
        parts += ["## Why we are sure", "", *(f"- {line}" for line in report["proof"]), ""]
    if report["problems"]:
        parts += ["## Problems survived", "", *(f"- {line}" for line in report["problems"]), ""]
    if report["notices"]:
        parts += ["## Notices on linked reports", "", *map(_change_line, report["notices"]), ""]
    if report["moved_verdicts"]:
        parts += ["## Verdicts that moved", "", *map(_change_line, report["moved_verdicts"]), ""]
    parts += ["## What was asked", "", *_asked_lines(report["asked"]), ""]
    parts += ["## What is held", "", *_table(report["counts"]), ""]
    if report["changes"]:
        parts += ["## What changed", "", *_table(report["changes"]), ""]
    if report["rejected"]:
        parts += [f"## Rejected records: {len(report['rejected'])}", ""]
        parts += [
            f"- {r['origin']} record {r['record_no']}: {r['reason']}"
            for r in report["rejected"][:50]
        ]
        parts += [""]
    if report["skipped"]:
        parts += [
            "## Files skipped",
            "",
            *(f"- {s['path']}: {s['reason']}" for s in report["skipped"]),
            "",
        ]
    failed = [c for c in report["checks"] if c["state"] != "passed"]
    parts += [
        f"## Checks: {len(report['checks']) - len(failed)} passed, {len(failed)} with remarks",
        "",
    ]
    parts += [f"- {c['sentence']}: {c['n_rows']}" for c in failed]
    parts += ["", "## Cost", "", *_table(report["cost"]), ""]
    if report["steps"]:
        parts += ["## Seconds by step", "", *_table(report["steps"]), ""]
    parts += ["## Identity", "", *_table({"publication": report["publication_id"],
              "content sha256": report["content_sha256"],
              "evidence": report["versions"]["evidence"]}), ""]  # fmt: skip
    return "\n".join(parts)


def _previous(before: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if before is None:
        return None
    return {key: before[key] for key in ("publication_id", "published_at", "content_sha256")}


def _asked(rows: Rows, last: Mapping[str, Any]) -> list[dict[str, Any]]:
    runs = rows("search_run", snapshot_id=last["snapshot_id"])
    if runs:
        return [{"topic": r["topic"], "strategy_id": r["strategy_id"], "source": r["source"],
                 "count": r["count"], "n_ids": r["n_ids"], "parts": r["parts"]} for r in runs]  # fmt: skip
    return [{"source": last["source"], "n_batches": last["n_batches"]}]


def _by_kind(changes: tuple[dict[str, Any], ...]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for change in changes:
        counted[change["kind"]] = counted.get(change["kind"], 0) + 1
    return dict(sorted(counted.items()))


def _proof(report: Mapping[str, Any]) -> list[str]:
    searches = [a for a in report["asked"] if "strategy_id" in a]
    lines = [
        f"content_sha256 is that of the publication before: {report['content_sha256']}",
        f"all {report['counts']['records']} records read are accounted for: "
        + ", ".join(f"{n} {status}" for status, n in report["counts"].items()
                    if status in ("current", "superseded", "deleted", "rejected")),
        f"{sum(c['state'] == 'passed' for c in report['checks'])} data checks passed",
    ]  # fmt: skip
    if searches:
        lines.append(f"{len(searches)} searches ran, each gave as many ids as it promised")
    else:
        lines.append(
            "no search was run: the records were read from files, whose bytes are unchanged"
        )
    return lines


def _headline(report: Mapping[str, Any]) -> str:
    if not report["is_new"]:
        return "Nothing new"
    if report["previous"] is None:
        return f"First publication: {report['counts'].get('current', 0)} reports"
    if not report["changes"]:
        return "New records, none of which touches a claim"
    return ", ".join(f"{n} {kind.replace('_', ' ')}" for kind, n in report["changes"].items())


def _change_line(change: Mapping[str, Any]) -> str:
    about = " / ".join(str(change[k]) for k in ("topic", "claim_id", "report_id") if change[k])
    return (
        f"- {about}: {change['before'] or 'none'} → {change['after'] or 'none'} ({change['cause']})"
    )


def _asked_lines(asked: list[dict[str, Any]]) -> list[str]:
    return ["- " + ", ".join(f"{name} {value}" for name, value in entry.items()) for entry in asked]


def _table(pairs: Mapping[str, Any]) -> list[str]:
    return [
        "| | |",
        "|---|---|",
        *(f"| {name.replace('_', ' ')} | {value} |" for name, value in pairs.items()),
    ]
