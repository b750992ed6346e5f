"""The run report for a reader, as Markdown, made from its data. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from evidence.publish.reader_notices import reader_notices

_MOST_REJECTED = 50
_MOST_HARMS = 30


def report_markdown(report: Mapping[str, Any]) -> str:
    """The report as Markdown: what needs a person first, then what was asked, then the figures."""
    failed = [c for c in report["checks"] if c["state"] != "passed"]
    n_passed = len(report["checks"]) - len(failed)
    parts = [
        f"# {report['headline']}\n",
        _banner(report),
        _section("Why we are sure", map(_item, report["proof"])),
        _section("Searches that failed", _failed_lines(report)),
        _section("Runs that never ended", (f"- {b['line']}" for b in report["broken_runs"])),
        _section("Problems survived", map(_item, _other_problems(report))),
        _section("Notices on linked reports", map(_change_line, report["notices"])),
        _section("Harm signals", _harm_lines(report)),
        _section("Verdicts that moved", map(_verdict_lines, report["moved_verdicts"])),
        _section("Decisions of people that do not simply hold", map(_decision_line, report["decisions"])),
        _section("What this run brought", _table(report["news"])),
        _section("What changed since the publication before", _table(report["changes"])),
        _section("What was asked", _asked_lines(report)),
        _section("What is held", _table(report["counts"])),
        _section(f"Rejected records: {len(report['rejected'])}",
                 (f"- {r['origin']} record {r['record_no']}: {r['reason']}"
                  for r in report["rejected"][:_MOST_REJECTED])),
        _section("Files skipped", (f"- {s['path']}: {s['reason']}" for s in report["skipped"])),
        f"## Checks: {n_passed} passed, {len(failed)} with remarks\n",
        "\n".join(f"- {c['sentence']}: {c['n_rows']}" for c in failed) + "\n" if failed else "",
        _section("Cost", _table(report["cost"])),
        _section("Seconds by step", _table(report["steps"])),
        _section("Identity", _table({"publication": report["publication_id"],
                 "content sha256": report["content_sha256"], **report["versions"]})),
    ]  # fmt: skip
    return "\n".join(part for part in parts if part)


def _banner(report: Mapping[str, Any]) -> str:
    if not report["is_sample"]:
        notes = reader_notices(None, is_sample=False, banners={}, source_notes=report["source_notes"])
        return "".join(f"> {note}\n" for note in notes)
    return ("> **Demonstration sample.** A selection, not a search; its abstracts are digests "
            "written for this project; its verdicts are not findings.\n")  # fmt: skip


def _section(title: str, lines: Iterable[str]) -> str:
    body = "\n".join(lines)
    return f"## {title}\n\n{body}\n" if body else ""


def _item(line: str) -> str:
    return f"- {line}"


def _failed_lines(report: Mapping[str, Any]) -> list[str]:
    if not report["not_asked"]:
        return []
    return [
        *(f"- {n['topic']}/{n['strategy_id']}: {n['reason']}" for n in report["not_asked"]),
        "",
        "What they found on earlier nights is still here; what is new for them is not. "
        "The next run asks them for all the days they missed.",
    ]


def _harm_lines(report: Mapping[str, Any]) -> Iterable[str]:
    found = report["harm_signals"]
    for row in found[:_MOST_HARMS]:
        yield f"- {'**New:** ' if row['is_new'] else ''}{row['line']}: {row['topic']} / {row['claim_id']}"
    if len(found) > _MOST_HARMS:
        yield f"- and {len(found) - _MOST_HARMS} more, in `run_report.json`"


def _decision_line(row: Mapping[str, Any]) -> str:
    about = " / ".join(str(row[k]) for k in ("topic", "claim_id", "report_id") if row[k])
    return (f"- {row['state']}: {about}: {row['what']} = {row['value']}, by {row['decided_by']} on "
            f"{row['decided_on']}: {row['remark']}")  # fmt: skip


def _other_problems(report: Mapping[str, Any]) -> list[str]:
    named = tuple(f"{n['topic']}/{n['strategy_id']}: " for n in report["not_asked"])
    return [p for p in report["problems"] if not (named and p.startswith(named))]


def _change_line(change: Mapping[str, Any]) -> str:
    about = " / ".join(str(change[k]) for k in ("topic", "claim_id", "report_id") if change[k])
    before, after = (_words(change[k]) for k in ("before", "after"))
    return f"- {about}: {before} → {after} ({change['cause'].replace('_', ' ')})"


def _verdict_lines(moved: Mapping[str, Any]) -> str:
    return "\n".join([_change_line(moved), *(f"  - {line}" for line in moved["because"])])


def _asked_lines(report: Mapping[str, Any]) -> Iterable[str]:
    if not report["asked"]:
        return [f"Nothing was searched: the source is {report['source']}."]
    head = [
        "| topic | strategy | found | ids given | parts | warnings |",
        "|---|---|--:|--:|--:|---|",
    ]
    rows = (f"| {a['topic']} | {a['strategy_id']} | {a['count']} | {a['n_ids']} | {a['parts']} | "
            f"{_cell('; '.join(a['warnings']))} |" for a in report["asked"])  # fmt: skip
    return [*head, *rows]


def _table(pairs: Mapping[str, Any]) -> list[str]:
    if not pairs:
        return []
    rows = (f"| {name.replace('_', ' ')} | {value} |" for name, value in pairs.items())
    return ["| | |", "|---|---|", *rows]


def _words(value: Any) -> str:
    return str(value).replace("_", " ") if value is not None else "none"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
