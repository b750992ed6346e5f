
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
    N_RANKED,
    N_SENTENCE,
    hashed,
    ranked_sentences,
)
from evidence.extract.significance_features import content_words, overlap, sentence_features
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


def _ranked(rows: list[Row]) -> tuple[sparse.csr_matrix, np.ndarray]:
    """Features of the best sentences of every abstract; (row, rank, overlap, place) of each."""
    made, places = [], []
    for number, row in enumerate(rows):
        wanted = content_words(row.frame[0])
        for rank, n in enumerate(ranked_sentences(row.sentences, *row.frame)[:N_RANKED]):
            text = row.sentences[n]
            made.append(list(sentence_features(text, *row.frame)))
            places.append((number, rank, overlap(wanted, text), n / max(1, len(row.sentences) - 1)))
    return _matrix(made, N_SENTENCE), np.array(places)


def _rank_matrix(chances: np.ndarray, places: np.ndarray, n: int) -> np.ndarray:
    made = np.zeros((n, N_RANKED * 5))
    for chance, (number, rank, match, place) in zip(chances, places, strict=True):
        start = int(rank) * 5
        made[int(number), start : start + 5] = [*((chance - 1 / 3) * (0.3 + match)), match, place]
    return made


def _sentence_rows(rows: list[Row]) -> tuple[list[list[tuple[str, float]]], list[int], list[str]]:
    made, labels, groups = [], [], []
    for row in rows:
        for evidence in dict.fromkeys(row.evidence):
            made.append(list(sentence_features(evidence, *row.frame)))
            labels.append(LABELS.index(row.label))
            groups.append(row.group)
    return made, labels, groups


C = 0.03


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
    features, labels, groups = _sentence_rows(rows)
    matrix, truth = _matrix(features, N_SENTENCE), np.array(labels)
    figures: dict[str, object] = {"n": len(rows), "sentence": round(_crossed(matrix, labels, groups, C), 4)}
    ranked, places = _ranked(rows)
    wanted, articles = np.array([LABELS.index(r.label) for r in rows]), np.array([r.group for r in rows])
    found, of = np.zeros(len(rows), dtype=int), np.array(groups)
    for train, test in GroupKFold(5).split(wanted, wanted, articles):
        kept = np.isin(of, articles[train])
        sentence = _model(C).fit(matrix[kept], truth[kept])
        table = _rank_matrix(sentence.predict_proba(ranked), places, len(rows))
        found[test] = _model(1.0).fit(table[train], wanted[train]).predict(table[test])
    figures["text"] = round(float(f1_score(wanted, found, average="macro")), 4)
    sentence = _model(C).fit(matrix, truth)
    table = _rank_matrix(sentence.predict_proba(ranked), places, len(rows))
    rank = _model(1.0).fit(table, wanted)
    held = {"sentence": sentence.coef_.astype(np.float16), "sentence_bias": sentence.intercept_,
            "rank": rank.coef_, "rank_bias": rank.intercept_}  # fmt: skip
    if options.write:
        path = Path(__file__).parents[2] / "evidence/extract/weights/significance.npz"
        path.parent.mkdir(exist_ok=True)
        np.savez_compressed(path, **held)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
