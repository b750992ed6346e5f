# ruff: noqa: E501 (a pattern or table row is read whole)
"""Findings against the labelled studies: condition, technique, comparator, direction, effects, design, n.

    python -m tests.benchmarks.corpus --data labels.jsonl [--records studies.xml] [--misses]

Disputed fields are left out. condition, technique, comparator: micro-F1 over values.
direction: share right of all undisputed. effects: those with an interval match on
(measure, value, ci_low, ci_high); flagged ones are not asserted.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from evidence.extract.concepts import ConceptMatcher
from evidence.extract.report import read_report
from evidence.models import Finding
from evidence.topics.concept_file import load_concepts
from tests.benchmarks.reports import load_reports

_SETS = {"condition": "condition", "intervention": "technique", "comparator": "comparator"}
Key = tuple[str, float | None, float | None, float | None]


class SetScore:
    """Micro counts over sets of values."""

    def __init__(self) -> None:
        self.hits = self.extra = self.missed = self.n = self.abstained = self.exact = 0

    def add(self, wanted: set[object], found: set[object]) -> None:
        """Count one record."""
        self.n += 1
        self.abstained += not found
        self.hits += len(wanted & found)
        self.extra += len(found - wanted)
        self.missed += len(wanted - found)
        self.exact += wanted == found

    def figures(self) -> dict[str, float]:
        """precision, recall, f1, exact share, n, abstained."""
        precision = self.hits / max(1, self.hits + self.extra)
        recall = self.hits / max(1, self.hits + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return {"f1": round(f1, 4), "precision": round(precision, 4), "recall": round(recall, 4),
                "exact": round(self.exact / max(1, self.n), 4), "n": self.n, "abstained": self.abstained}  # fmt: skip


def _effects(findings: Iterable[Finding]) -> set[object]:
    found: set[object] = set()
    for f in findings:
        if f.kind == "effect" and "ci_low" in f.detail and "flag" not in f.detail:
            measure = "MD" if f.value == "WMD" else f.value
            found.add((measure, f.number, f.detail["ci_low"], f.detail["ci_high"]))
    return found


def main() -> None:
    """Prints one JSON object on the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--records", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    records = options.records or options.data.parent / "studies.xml"
    queries = Path(__file__).parents[2] / "queries/topics/acupuncture-nerve-pain/concepts.toml"
    matcher = ConceptMatcher(load_concepts(queries))
    reports = {r.report_id.removeprefix("pmid:"): r for r in load_reports(records)}
    scores = {name: SetScore() for name in (*_SETS.values(), "direction", "effects", "design", "n")}
    for line in options.data.read_text("utf-8").splitlines():
        held = json.loads(line)
        labels, disputed = held["labels"], set(held["disputed"])
        findings = read_report(reports[str(held["pmid"])], matcher)
        pairs = [
            (name, field, set(labels[field]), {f.value for f in findings if f.kind == field})
            for field, name in _SETS.items()
        ]
        pairs.append(("direction", "direction", {labels["direction"]},
                      {f.value for f in findings if f.kind == "direction_overall"}))  # fmt: skip
        wanted = {(e["measure"], e["value"], e["ci_low"], e["ci_high"]) for e in labels["effects"] if e["ci_low"] is not None}
        pairs.append(("effects", "effects", wanted, _effects(findings)))
        pairs.append(("design", "design", {labels["design"]}, {f.value for f in findings if f.kind == "design"}))
        if labels["n_participants"] is not None:
            sizes: set[object] = {f.number for f in findings if f.kind in ("n_participants", "n_planned")}
            pairs.append(("n", "n_participants", {labels["n_participants"]}, sizes))
        for name, field, truth, found in pairs:
            if field in disputed:
                continue
            scores[name].add(truth, found)
            if options.misses and truth != found:
                print(held["pmid"], labels["design"], name, sorted(map(str, truth)), "found", sorted(map(str, found)), held["title"][:90])
    print(json.dumps({name: score.figures() for name, score in scores.items()}))


if __name__ == "__main__":
    main()
