"""What the pages with tables hold: studies, claims at a glance, changes, searches, about this data."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from evidence.publish.plots_flow import flow_boxes
from evidence.publish.site_history import Entry, since_publication
from evidence.publish.site_items import strength_order
from evidence.publish.site_today import told_change
from evidence.publish.site_words import plain

Rows = Callable[..., list[dict[str, Any]]]
Row = dict[str, Any]
_STUDY = ("report_id", "title", "journal", "year", "design", "group", "population", "n_participants",
          "comparator", "notice", "links", "label", "registration", "condition")  # fmt: skip
_MOST_PUBLICATIONS = 60
_MOST_ROWS = 1500
#: What is not asked, so that nobody takes silence for an answer.
NOT_ASKED = (
    "Full texts: titles and abstracts alone are read.",
    "Trial registries (ClinicalTrials.gov, WHO ICTRP, ISRCTN) and registered reports of results.",
    "Embase, CENTRAL, CINAHL, AMED.",
    "The Chinese, Japanese and Korean databases (CNKI, Wanfang, VIP, ICHUSHI, KISS).",
    "Preprint servers, theses, conference abstracts and other grey literature.",
    "Reference lists and citing works.",
)


def study_rows(items: Mapping[str, Sequence[Row]]) -> list[Row]:
    """One row per linked report, the strongest first, with the claims it bears on and how."""
    seen: dict[str, Row] = {}
    for claim_id, held in items.items():
        for item in held:
            row = seen.get(item["report_id"])
            if row is None:
                row = seen[item["report_id"]] = {**{k: item[k] for k in _STUDY}, "bears_on": [],
                                                 "order": strength_order(item)}  # fmt: skip
            row["bears_on"].append({"claim_id": claim_id, "status": item["status"], "stance": item["stance"],
                                    "reason": item["reason"]})  # fmt: skip
    ordered = sorted(seen.values(), key=lambda r: r["order"])
    return [{k: v for k, v in row.items() if k != "order"} for row in ordered]


def change_page(topic: str, entries: Sequence[Entry], signed: Iterable[Row],
                told: Mapping[str, str]) -> Row:  # fmt: skip
    """Changes of a topic: of each signed claim since its sign-off, and since each earlier publication.

    `signed` are {claim_id, quote, signoff} with the changes in signoff. Publications are
    the newest first; beyond the newest 60, or beyond 1,500 rows in all, they are only counted.
    """
    now = entries[-1]["publication_id"] if entries else None
    earlier = [e for e in entries if e["publication_id"] != now][::-1]
    since: list[Row] = []
    n_rows = 0
    for entry in earlier[:_MOST_PUBLICATIONS]:
        found = [
            c
            for c in since_publication(entries, entry["publication_id"])
            if c["topic"] in (topic, None)
        ]
        n_rows += len(found)
        is_listed = n_rows <= _MOST_ROWS or not since
        since.append({"publication_id": entry["publication_id"], "published_at": entry["published_at"],
                      "n_changes": len(found), "is_listed": is_listed,
                      "changes": [told_change(c, told) for c in found] if is_listed else []})  # fmt: skip
    return {"since_signoff": list(signed), "since": since,
            "n_older": max(0, len(earlier) - _MOST_PUBLICATIONS)}  # fmt: skip


def search_page(rows: Rows, topic: str) -> Row:
    """Strategies with their runs, the PRISMA flow and its boxes, files skipped and records rejected."""
    runs: dict[str, list[Row]] = defaultdict(list)
    for run in sorted(rows("search_run", topic=topic), key=lambda r: str(r["started_at"])):
        runs[run["strategy_id"]].append(run)
    strategies = [
        {**s, "runs": runs.get(s["strategy_id"], [])} for s in rows("strategy", topic=topic)
    ]
    flow = next(iter(rows("prisma_flow", topic=topic)), None)
    counted = {i["study_id"] or i["report_id"] for i in rows("evidence_table", topic=topic)
               if i["status"] == "counted"}  # fmt: skip
    boxes = flow_boxes(flow, len(counted), len(runs)) if flow else []
    return {"strategies": strategies, "n_run": len(runs), "flow": flow, "n_studies": len(counted), "boxes": boxes,
            "skipped": rows("skipped"), "rejected": rows("rejected"), "not_asked": NOT_ASKED}  # fmt: skip


def about_page(rows: Rows, checks: Iterable[Mapping[str, Any]], queries_dir: Path | None) -> Row:
    """What was read, the dictionary, the checks, and the rules in force with their sources."""
    dictionary: dict[tuple[str, str], Row] = {}
    for column in rows("dictionary"):
        key = (column["kind"], column["name"])
        held = dictionary.setdefault(key, {"kind": key[0], "name": key[1], "about": column["about"],
                                           "columns": []})  # fmt: skip
        held["columns"].append({k: column[k] for k in ("column_name", "data_type", "meaning")})
    return {
        "counts": {row["status"]: row["n"] for row in rows("record_count")},
        "snapshots": rows("snapshot"),
        "dictionary": sorted(dictionary.values(), key=lambda t: (t["kind"] == "table", t["name"])),
        "checks": [{k: c.get(k) for k in ("name", "sentence", "state", "n_rows")} for c in checks],
        "rules": rules_in_force(queries_dir), "not_asked": NOT_ASKED,
    }  # fmt: skip


def rules_in_force(queries_dir: Path | None) -> Row:
    """rules.toml of a publication: version, reviewed_by (None while not reviewed), thresholds."""
    path = queries_dir / "rules.toml" if queries_dir else None
    if path is None or not path.is_file():
        return {"version": None, "reviewed_by": None, "thresholds": []}
    held = tomllib.loads(path.read_text("utf-8"))
    thresholds = [
        {"group": plain(group), "rule": plain(key), "value": entry["value"], "source": entry["source"]}
        for group, table in held.items() if isinstance(table, dict)
        for key, entry in table.items()
    ]  # fmt: skip
    return {"version": held.get("version"), "reviewed_by": held.get("reviewed_by") or None,
            "thresholds": thresholds}  # fmt: skip
