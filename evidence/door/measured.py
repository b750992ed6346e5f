"""What is known of how well extraction does: benchmark results, and audits by people."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evidence.operations.error_rate import error_rate

Row = dict[str, Any]
_BLOCK = re.compile(r"^```json\n(\{.*?\})\n```$", re.M | re.S)


def benchmark_accuracy(results: Path) -> list[Row]:
    """One row a kind of value from the newest JSON block of a results file; empty where there is none.

    Keys: kind, n_read (could be scored), abstained, abstained_pct, precision, recall, f1,
    right_pct with low_pct and high_pct (exact 95 % interval), wrong_pct (a value was given,
    and it is not the labelled one).
    """
    blocks = _BLOCK.findall(results.read_text(encoding="utf-8")) if results.exists() else []
    if not blocks:
        return []
    measured: Mapping[str, Mapping[str, Any]] = json.loads(blocks[-1])
    return [
        _row("participants" if kind == "n" else kind, values)
        for kind, values in measured.items()
        if values.get("n")
    ]


def _row(kind: str, values: Mapping[str, Any]) -> Row:
    n, abstained = int(values["n"]), min(int(values.get("abstained") or 0), int(values["n"]))
    n_right = round(n * float(values["exact"]))
    rate = error_rate(kind, n - n_right, n)
    given = {name: values.get(name) for name in ("precision", "recall", "f1")}
    return {"kind": kind, "n_read": n, "abstained": abstained, "abstained_pct": round(100 * abstained / n, 1),
            **given, "right_pct": round(100 - (rate.error_pct or 0), 1),
            "low_pct": round(100 - (rate.exact_high_pct or 0), 1),
            "high_pct": round(100 - (rate.exact_low_pct or 0), 1),
            "wrong_pct": round(100 * max(0, n - n_right - abstained) / n, 1)}  # fmt: skip


def reached(summary: Path) -> list[Row]:
    """Every figure that has an aim, from the summary that the benchmarks keep; empty without one.

    Keys: benchmark, data, text (what the data are), figure, value, n, aim, reached, on, commit.
    """
    if not summary.exists():
        return []
    kept: Mapping[str, Mapping[str, Any]] = json.loads(summary.read_text(encoding="utf-8"))
    return [
        {"benchmark": name, "data": run["data"], "text": run["text"], **aim,
         "on": run["on"], "commit": run["commit"]}
        for name, run in kept.items() for aim in run.get("aims", ())
    ]  # fmt: skip


def audits(publication: Path, topic: str) -> list[dict[str, str]]:
    """What people measured by proof-reading a topic, as kept with a publication; empty for none."""
    path = publication / "queries" / "topics" / topic / "audits.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
