# ruff: noqa: E501 (a table row is read whole)
"""Trains weights/significance.npz (needs scikit-learn; card: weights/significance.md).

    python -m tests.benchmarks.train_significance --data FOLDER [--write]

FOLDER holds train.jsonl of Evidence Inference 2.0 (MIT). Prints the macro-F1 of a five-fold
cross-validation by article; with --write stores weights of models fitted on all of train.jsonl.
validation.jsonl is never read. Models that build on others learn from their left-out answers.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from evidence.extract.significance import LABELS, N_SENTENCE, hashed
from evidence.extract.significance_clauses import all_features
from evidence.extract.significance_features import content_words
from evidence.extract.significance_ranks import rank_rows, text_row
from tests.benchmarks.evidence_inference import Row, load_rows

C_SENTENCE, C_RANK, C_TEXT = 0.08, 0.3, 0.003
#: Share of words an abstract's sentence must have in common with the evidence to be its match.
MATCH = 0.5


@dataclass
class Data:
    """Rows with features: of evidence spans (and which row each belongs to), of abstract sentences."""

    rows: list[Row]
    labels: np.ndarray
    groups: np.ndarray
    evidence: sparse.csr_matrix
    of_evidence: np.ndarray
    is_first: np.ndarray
    sentences: sparse.csr_matrix
    of_sentence: np.ndarray


def _matrix(made: list[list[tuple[str, float]]]) -> sparse.csr_matrix:
    pairs = [hashed(row, N_SENTENCE) for row in made]
    pointers = np.cumsum([0, *(len(places) for places, _ in pairs)])
    table = sparse.csr_matrix(
        (np.concatenate([v for _, v in pairs]), np.concatenate([p for p, _ in pairs]), pointers),
        shape=(len(made), N_SENTENCE),
    )
    table.sum_duplicates()
    return table


def data_of(rows: list[Row]) -> Data:
    """The features of all rows."""
    spans = [(i, text, k) for i, r in enumerate(rows) for k, text in enumerate(dict.fromkeys(r.evidence))]
    texts = [(i, text) for i, r in enumerate(rows) for text in r.sentences]
    return Data(
        rows, np.array([LABELS.index(r.label) for r in rows]), np.array([r.group for r in rows]),
        _matrix([list(all_features(t, *rows[i].frame)) for i, t, _ in spans]), np.array([i for i, *_ in spans]),
        np.array([k == 0 for *_, k in spans]),
        _matrix([list(all_features(t, *rows[i].frame)) for i, t in texts]), np.array([i for i, _ in texts]),
    )  # fmt: skip


def _sentence_model(data: Data, rows: np.ndarray) -> LogisticRegression:
    kept = np.isin(data.of_evidence, rows)
    model = LogisticRegression(C=C_SENTENCE, max_iter=400, class_weight="balanced")
    return model.fit(data.evidence[kept], data.labels[data.of_evidence[kept]])


def _shared(text: str, other: str) -> float:
    one, two = content_words(text), content_words(other)
    return len(one & two) / min(len(one), len(two) + 3) if one and two else 0.0


def _matches(row: Row) -> np.ndarray | None:
    """True for the sentence that the evidence repeats; None where none does."""
    shares = np.array([max((_shared(t, e) for e in row.evidence), default=0.0) for t in row.sentences])
    return shares == shares.max() if shares.max() >= MATCH else None


@dataclass
class Scaled:
    """A linear model over columns made even."""

    mean: np.ndarray
    scale: np.ndarray
    model: LogisticRegression

    @classmethod
    def fitted(cls, table: np.ndarray, labels: np.ndarray, c: float, weights: str | None) -> Scaled:
        """The model of some rows."""
        mean, scale = table.mean(axis=0), table.std(axis=0) + 1e-6
        model = LogisticRegression(C=c, max_iter=1000, class_weight=weights).fit((table - mean) / scale, labels)
        return cls(mean, scale, model)

    def scores(self, table: np.ndarray) -> np.ndarray:
        """Decision values."""
        return self.model.decision_function((table - self.mean) / self.scale)


def _rank_model(tables: list[np.ndarray], matches: list[np.ndarray | None], rows: np.ndarray) -> Scaled:
    kept = [i for i in rows if matches[i] is not None]
    return Scaled.fitted(np.vstack([tables[i] for i in kept]), np.concatenate([matches[i] for i in kept]), C_RANK, None)


def main() -> None:
    """Cross-validates and, with --write, stores weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    data = data_of([r for r in load_rows(options.data / "train.jsonl") if r.sentences])
    every, n = np.arange(len(data.rows)), len(data.rows)
    folds = list(GroupKFold(5).split(every, every, data.groups))
    spans, chances = np.zeros(len(data.of_evidence), int), np.zeros((len(data.of_sentence), 3))
    for train, test in folds:
        model = _sentence_model(data, train)
        out, inside = np.isin(data.of_evidence, test), np.isin(data.of_sentence, test)
        spans[out] = model.predict(data.evidence[out])
        chances[inside] = model.predict_proba(data.sentences[inside])
    starts = np.searchsorted(data.of_sentence, np.arange(n + 1))
    by_row = [chances[starts[i] : starts[i + 1]] for i in range(n)]
    tables = [rank_rows(r.sentences, by_row[i], *r.frame) for i, r in enumerate(data.rows)]
    matches = [_matches(r) for r in data.rows]
    texts = [np.zeros(0)] * n
    for train, test in folds:
        ranker = _rank_model(tables, matches, train)
        for i in test:
            texts[i] = text_row(ranker.scores(tables[i]), tables[i], by_row[i])
    found = np.zeros(n, int)
    for train, test in folds:
        model = Scaled.fitted(np.array(texts)[train], data.labels[train], C_TEXT, "balanced")
        found[test] = model.scores(np.array(texts)[test]).argmax(axis=1)
    first = data.is_first
    print(json.dumps({
        "n": n, "sentence": round(f1_score(data.labels[data.of_evidence[first]], spans[first], average="macro"), 4),
        "text": round(f1_score(data.labels, found, average="macro"), 4),
    }))  # fmt: skip
    if options.write:
        rank, text = _rank_model(tables, matches, every), Scaled.fitted(np.array(texts), data.labels, C_TEXT, "balanced")
        _store(_sentence_model(data, every), rank, text)


def _store(sentence: LogisticRegression, rank: Scaled, text: Scaled) -> None:
    path = Path(__file__).parents[2] / "evidence/extract/weights/significance.npz"
    np.savez_compressed(
        path, sentence=sentence.coef_.astype(np.float16), sentence_bias=sentence.intercept_,
        rank=rank.model.coef_[0], rank_bias=rank.model.intercept_[0], rank_mean=rank.mean, rank_scale=rank.scale,
        text=text.model.coef_, text_bias=text.model.intercept_, text_mean=text.mean, text_scale=text.scale,
    )  # fmt: skip


if __name__ == "__main__":
    main()
