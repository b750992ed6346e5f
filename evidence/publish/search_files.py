"""How the evidence was searched for: PRISMA-S report, strategies as run, flow in numbers (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from evidence.publish.export_facts import ExportFacts
from evidence.publish.references import Rows
from evidence.publish.safe_text import csv_text, markdown_text, visible

Row = Mapping[str, Any]
RUN_COLUMNS: Final = ("topic", "strategy_id", "snapshot_id", "source", "started_at", "finished_at",
                      "query_sent", "query_translation", "count", "n_ids", "parts", "warnings",
                      "n_requests")  # fmt: skip
#: What the numbers of a flow must come to: whole, and its parts (view prisma_flow).
SUMS: Final = (
    ("n_records", ("n_superseded", "n_deleted", "n_rejected", "n_screened")),
    ("n_screened", ("n_not_linked", "n_linked")),
    ("n_linked", ("n_included", "n_indirect", "n_ongoing", "n_retracted", "n_excluded")),
)


def flow_mistakes(flow: Row) -> list[str]:
    """Sums of a PRISMA flow that do not come out, in sentences; empty where all do.

    >>> flow_mistakes({"n_records": 3, "n_superseded": 1, "n_deleted": 0, "n_rejected": 0, "n_screened": 2,
    ...     "n_not_linked": 1, "n_linked": 1, "n_included": 0, "n_indirect": 0, "n_ongoing": 0,
    ...     "n_retracted": 0, "n_excluded": 0})
    ['n_linked is 1, its parts come to 0']
    """
    return [f"{whole} is {flow[whole]}, its parts come to {sum(flow[p] for p in parts)}"
            for whole, parts in SUMS if flow[whole] != sum(flow[p] for p in parts)]  # fmt: skip


def strategies_text(runs: Sequence[Row], strategies: Sequence[Row]) -> str:
    """Every search as it was run, to the letter; strategies that were not run say so."""
    latest = _latest(runs)
    parts = []
    for strategy in strategies:
        key, run = strategy["strategy_id"], latest.get(strategy["strategy_id"])
        lines = [f"### {key} ({strategy['source']})", f"Rationale: {visible(strategy['rationale'])}",
                 f"Written by {visible(strategy['author'])} on {strategy['written_on']}."]  # fmt: skip
        if run is None:
            lines += ["Not run for this publication. As written:", visible(strategy["query"])]
        else:
            lines += [f"Run {run['started_at']:%Y-%m-%d %H:%M} UTC; records: {run['count']}; ids received: "
                      f"{run['n_ids']}; date windows: {run['parts']}.", "As sent:", visible(run["query_sent"]),
                      "As the service understood it:",
                      visible(run["query_translation"] or "not told")]  # fmt: skip
            lines += [f"Warning: {visible(warning)}" for warning in run["warnings"] or ()]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def runs_csv(runs: Sequence[Row]) -> str:
    """Every run of every search."""
    return csv_text(RUN_COLUMNS, runs)


def _latest(runs: Sequence[Row]) -> dict[str, Row]:
    return {run["strategy_id"]: run for run in sorted(runs, key=lambda r: r["started_at"])}


def prisma_s_markdown(rows: Rows, topic: str, facts: ExportFacts) -> str:
    """The items of PRISMA-S (Rethlefsen 2021, Syst Rev 10:39), said honestly where nothing was done."""
    runs = rows("search_run", topic=topic)
    latest = _latest(runs)
    items = _prisma_s_items(runs, latest, rows("strategy", topic=topic))
    lines = [f"# PRISMA-S report: {topic}", ""]
    banner = facts.banner(topic)
    lines += [f"> **{markdown_text(banner)}**", ""] if banner else []
    lines += [
        f"{number}. **{name}:** {markdown_text(text)}"
        for number, (name, text) in enumerate(items, 1)
    ]
    lines += ["", "## Records by strategy", "", "| strategy | run (UTC) | records |", "| --- | --- | --- |"]
    lines += [f"| {markdown_text(key)} | {run['started_at']:%Y-%m-%d %H:%M} | {run['count']} |"
              for key, run in sorted(latest.items())]  # fmt: skip
    flow = next(iter(rows("prisma_flow", topic=topic)), None)
    if flow:
        lines += ["", "## Flow", "", "| step | n |", "| --- | --- |"]
        lines += [
            f"| {name[2:].replace('_', ' ')} | {n} |"
            for name, n in flow.items()
            if name.startswith("n_")
        ]
    return "\n".join([*lines, "", markdown_text(facts.provenance)]) + "\n"


def _prisma_s_items(
    runs: Sequence[Row], latest: Mapping[str, Row], strategies: Sequence[Row]
) -> tuple[tuple[str, str], ...]:
    """(item, what was done) for each of the sixteen items; `latest` is each strategy's newest run."""
    dates = sorted(f"{run['started_at']:%Y-%m-%d}" for run in latest.values())
    sources = sorted({run["source"] for run in runs}) or ["none: records were read from files"]
    limits = sorted({str(s["limits"]) for s in strategies if s["limits"]}) or ["none stated"]
    when = f"first {dates[0]}, last {dates[-1]} (UTC)" if dates else "no search was run"
    total = sum(run["count"] for run in latest.values())
    return (
        ("Database name", f"{', '.join(sources)}; through NCBI E-utilities where it is pubmed"),
        ("Multi-database searching", "not done"),
        ("Study registries", "not searched; registration numbers are read from the records"),
        ("Online resources and browsing", "not done"),
        ("Citation searching", "not done"),
        ("Contacts", "none"),
        ("Other methods", "none"),
        (
            "Full search strategies",
            f"{len(strategies)} strategies, to the letter, in search-strategies.txt",
        ),
        ("Limits and restrictions", "; ".join(limits)),
        ("Search filters", "as written in the strategies; no published filter is named"),
        ("Prior work", "the rationale of each strategy says what it builds on"),
        (
            "Updates",
            "the strategies are run again at each refresh; every run is in search-runs.csv",
        ),
        ("Dates of searches", when),
        ("Peer review", "not documented"),
        (
            "Total records",
            f"{total:,} over all strategies, before overlap" if dates else "see the flow below",
        ),
        (
            "Deduplication",
            "by PMID, else DOI; versions of one record by PubMed's own version and revision date",
        ),
    )
