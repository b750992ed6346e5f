"""Trains the weights of evidence/extract/significance.py (needs scikit-learn).

    python -m tests.benchmarks.train_significance --data FOLDER [--write]

FOLDER holds train.jsonl and validation.jsonl of Evidence Inference 2.0 (MIT). Prints the
macro-F1 of a five-fold cross-validation grouped by article; with --write stores weights.

Model card. Two multinomial logistic regressions over hashed sparse features: one reads
a given sentence, one the best-ranked sentences of an abstract. Labels: significantly
increased, decreased, no significant difference. Trained on randomized trials of all of
medicine; not meant for single-arm studies, animals or reviews without comparisons.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from evidence.extract.significance import (
    LABELS,
    N_SENTENCE,
    N_TEXT,
    hashed,
    ranked_sentences,
    text_features,
)
from evidence.extract.significance_features import sentence_features
from tests.benchmarks.evidence_inference import Row, load_rows


def _matrix(rows: list[list[tuple[str, float]]], size: int) -> sparse.csr_matrix:
    pointers, places, values = [0], [], []
    for row in rows:
        place, value = hashed(row, size)
        places.append(place)
        values.append(value)
        pointers.append(pointers[-1] + len(place))
    made = sparse.csr_matrix(
        (np.concatenate(values), np.concatenate(places), pointers), shape=(len(rows), size)
    )
    made.sum_duplicates()
    return made


def _text_rows(rows: list[Row]) -> tuple[list[list[tuple[str, float]]], list[int], list[str]]:
    made = [
        text_features(r.sentences, ranked_sentences(r.sentences, *r.frame), *r.frame) for r in rows
    ]
    return made, [LABELS.index(r.label) for r in rows], [r.group for r in rows]


def _sentence_rows(rows: list[Row]) -> tuple[list[list[tuple[str, float]]], list[int], list[str]]:
    made, labels, groups = [], [], []
    for row in rows:
        for evidence in dict.fromkeys(row.evidence):
            made.append(list(sentence_features(evidence, *row.frame)))
            labels.append(LABELS.index(row.label))
            groups.append(row.group)
    return made, labels, groups


def _model(c: float) -> LogisticRegression:
    return LogisticRegression(C=c, max_iter=400, class_weight="balanced")


def _crossed(matrix: sparse.csr_matrix, labels: list[int], groups: list[str], c: float) -> float:
    truth, found = np.array(labels), np.zeros(len(labels), dtype=int)
    for train, test in GroupKFold(5).split(matrix, truth, groups):
        found[test] = _model(c).fit(matrix[train], truth[train]).predict(matrix[test])
    return float(f1_score(truth, found, average="macro"))


def main() -> None:
    """Cross-validates and, with --write, stores weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = [r for name in ("train", "validation") for r in load_rows(options.data / f"{name}.jsonl")]
    held: dict[str, np.ndarray] = {}
    figures: dict[str, object] = {"n": len(rows)}
    for name, (features, labels, groups), size in (
        ("sentence", _sentence_rows(rows), N_SENTENCE), ("text", _text_rows(rows), N_TEXT),
    ):  # fmt: skip
        matrix = _matrix(features, size)
        tried = {c: round(_crossed(matrix, labels, groups, c), 4) for c in (0.03, 0.1, 0.3)}
        best = max(tried, key=lambda c: tried[c])
        fitted = _model(best).fit(matrix, labels)
        held[name], held[f"{name}_bias"] = fitted.coef_.astype(np.float16), fitted.intercept_
        figures[name] = {"cross_validated": tried, "c": best}
    if options.write:
        path = Path(__file__).parents[2] / "evidence/extract/weights/significance.npz"
        path.parent.mkdir(exist_ok=True)
        np.savez_compressed(path, **held)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
