# ruff: noqa: E501 (a pattern or table row is read whole)
"""Significance of outcomes on Evidence Inference 2.0.

    python -m tests.benchmarks.evidence_inference --data validation.jsonl

Rows without an abstract are skipped; given the sentence = the first evidence span. `n_learned_from` counts
rows of articles that the weights were learned from: where it is not 0, the figures tell nothing of new articles.
"""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from zlib import crc32

import numpy as np

from evidence.extract.sentences import sentence_bounds
from evidence.extract.significance import (
    LABELS,
    significance_of_sentence,
    significance_of_text,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One question with its text."""

    frame: tuple[str, str, str]
    label: str
    evidence: tuple[str, ...]
    sentences: tuple[str, ...]
    group: str


def load_rows(path: Path) -> list[Row]:
    """The rows that have an abstract and a label."""
    rows = []
    for line in path.read_text("utf-8").splitlines():
        held = json.loads(line)
        if held.get("abstract") and held.get("label") in LABELS:
            frame = held["outcome"], held["intervention"], held["comparator"]
            rows.append(
                Row(frame, held["label"], tuple(held["evidence"]), _sentences(held["abstract"]), str(held["pmcid"]))
            )
    return rows


def _sentences(text: str) -> tuple[str, ...]:
    parts = [" ".join(p.split()) for p in re.split(r"\n\s*\n|(?m:^(?:ABSTRACT\.)?[A-Z][A-Z ,&/]{3,}\s*:+\s*)", text)]
    return tuple(p[a:b] for p in parts if p for a, b in sentence_bounds(p))


def macro_f1(truth: list[str], found: list[str]) -> float:
    """Mean over the three labels of F1."""
    scores = []
    for label in LABELS:
        hits = sum(t == f == label for t, f in zip(truth, found, strict=True))
        total = truth.count(label) + found.count(label)
        scores.append(2 * hits / total if total else 0.0)
    return sum(scores) / len(scores)


def learned_from() -> frozenset[int]:
    """Check sums of the articles behind the weights that ship."""
    with np.load(str(files("evidence.extract").joinpath("weights/significance.npz"))) as held:
        return frozenset(held["articles"].tolist())


def main() -> None:
    """Prints one JSON object on the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    rows = load_rows(parser.parse_args().data)
    articles = learned_from()
    truth = [row.label for row in rows]
    from_text = [significance_of_text(row.sentences, *row.frame).label for row in rows]
    given = [(row, row.evidence[0]) for row in rows if row.evidence]
    from_sentence = [significance_of_sentence(text, *row.frame).label for row, text in given]
    print(
        json.dumps(
            {
                "macro_f1": round(macro_f1(truth, from_text), 4),
                "macro_f1_given_sentence": round(macro_f1([r.label for r, _ in given], from_sentence), 4),
                "n": len(rows),
                "n_given_sentence": len(given),
                "abstained": 0,
                "n_learned_from": sum(crc32(row.group.encode()) in articles for row in rows),
            }
        )
    )


if __name__ == "__main__":
    main()
