"""Learns the models of significance from rows; models that build on others learn from their left-out answers."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from evidence.extract.significance_forest import Forest
from evidence.extract.significance_model import softmax
from evidence.extract.significance_ranks import rank_rows
from evidence.extract.significance_reading import NAMES, SIGNED
from evidence.extract.significance_text import text_row
from tests.benchmarks.significance_data import Data

C_SENTENCE, C_RANK, C_FRAME = 0.15, 0.3, 0.5
#: Weight of an example with its arms swapped, where both arms are known, for the forest of sentences.
MIRRORED = 0.3
TREES = {"trees": (150, 5), "same": (200, 4), "way": (200, 4)}
_FOLDS = 5
Held = dict[str, Any]


def fitted(data: Data, rows: np.ndarray) -> Held:
    """The arrays of `SignificanceModel`, learned from some rows."""
    chances, usual = np.zeros((len(data.read), 3)), np.zeros((len(data.rows), 3))
    folds = [(rows[a], rows[b]) for a, b in GroupKFold(_FOLDS).split(rows, rows, data.groups[rows])]
    for train, test in folds:
        first = _first(data, train)
        inside = _sentences_of(data, test)
        scores = data.sentences[inside] @ first["sentence"].T.astype(float) + first["sentence_bias"]
        chances[inside] = (softmax(scores) + Forest.of(first, "trees").chances(data.read[inside])) / 2
        usual[test] = softmax(data.frames[test] @ first["frame"].T.astype(float) + first["frame_bias"])
    tables = {n: rank_rows(data.rows[n].sentences, *_own(data, chances, n), data.rows[n].frame) for n in rows}
    told = np.zeros((len(data.rows), 0))
    for train, test in folds:
        ranker = _ranker(data, tables, train)
        for n in test:
            ranks = (tables[n] - ranker["rank_mean"]) / ranker["rank_scale"] @ ranker["rank"] + ranker["rank_bias"]
            own, read = _own(data, chances, n)
            row = text_row(ranks, tables[n], read, own, usual[n])
            if not told.shape[1]:
                told = np.zeros((len(data.rows), len(row)))
            told[n] = row
    held = {**_first(data, rows), **_ranker(data, tables, rows), "rarity": data.rarity.astype(np.float16)}
    labels = data.labels[rows]
    differs = labels < 2
    same, way = _forest("same", told[rows], ~differs), _forest("way", told[rows][differs], labels[differs])
    return {**held, **same, **way}


def _own(data: Data, chances: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    part = slice(data.starts[n], data.starts[n + 1])
    return chances[part], data.read[part]


def _sentences_of(data: Data, rows: np.ndarray) -> np.ndarray:
    return np.concatenate([np.arange(data.starts[n], data.starts[n + 1]) for n in rows])


def _first(data: Data, rows: np.ndarray) -> Held:
    """Models of a sentence by its words and by its measures, and of the wording alone."""
    kept = np.flatnonzero(np.isin(data.of_span, rows))
    labels, read = data.labels[data.of_span[kept]], data.span_read[kept]
    linear = LogisticRegression(C=C_SENTENCE, max_iter=800, class_weight="balanced").fit(data.spans[kept], labels)
    frame = LogisticRegression(C=C_FRAME, max_iter=500, class_weight="balanced")
    frame.fit(data.frames[rows], data.labels[rows])
    subject, weight = read[:, NAMES.index("subject")], read[:, NAMES.index("subject_weight")]
    sure = (subject != 0) & (weight >= 2)
    table = np.vstack([read, _mirrored(read[sure])])
    every = np.r_[labels, np.where(labels[sure] == 2, 2, 1 - labels[sure])]
    weights = np.r_[np.ones(len(labels)), np.full(sure.sum(), MIRRORED)]
    return {
        "sentence": linear.coef_.astype(np.float16), "sentence_bias": linear.intercept_,
        "frame": frame.coef_.astype(np.float16), "frame_bias": frame.intercept_,
        **_forest("trees", table, every, weights),
    }  # fmt: skip


def _mirrored(read: np.ndarray) -> np.ndarray:
    """The measures as they would be with the arms swapped."""
    made = read.copy()
    made[:, [NAMES.index(name) for name in SIGNED]] *= -1
    one, other = NAMES.index("n_one"), NAMES.index("n_other")
    made[:, [one, other]] = made[:, [other, one]]
    return made


def _forest(name: str, table: np.ndarray, labels: np.ndarray, weights: np.ndarray | None = None) -> Held:
    """A forest as the arrays of `Forest`; left children follow their parents in scikit-learn's order."""
    n_trees, leaf = TREES[name]
    model = ExtraTreesClassifier(
        n_trees, min_samples_leaf=leaf, max_features=0.3, class_weight="balanced", random_state=0
    ).fit(table, labels, sample_weight=weights)
    roots, parts, start = [], [], 0
    for tree in (estimator.tree_ for estimator in model.estimators_):
        is_leaf = tree.children_left < 0
        own = np.arange(tree.node_count)
        assert (tree.children_left[~is_leaf] == own[~is_leaf] + 1).all()
        shares = tree.value[:, 0] / tree.value[:, 0].sum(axis=1, keepdims=True)
        value = np.where(is_leaf[:, None], np.round(shares * 255), 0).astype(np.uint8)
        right = np.where(is_leaf, own, tree.children_right).astype(np.uint16)
        column = np.where(is_leaf, 0, tree.feature).astype(np.uint8)
        parts.append((column, np.where(is_leaf, 0.0, tree.threshold).astype(np.float32), right, value))
        roots.append(start)
        start += tree.node_count
    column, threshold, right, value = (np.concatenate(p) for p in zip(*parts, strict=True))
    return {f"{name}_roots": np.array(roots, np.int32), f"{name}_column": column, f"{name}_threshold": threshold,
            f"{name}_right": right, f"{name}_value": value}  # fmt: skip


def _ranker(data: Data, tables: dict[int, np.ndarray], rows: np.ndarray) -> Held:
    """A linear model over columns made even: is this the sentence that the evidence repeats."""
    kept = [n for n in rows if data.matches[n] is not None]
    table, told = np.vstack([tables[n] for n in kept]), np.concatenate([data.matches[n] for n in kept])
    mean, scale = table.mean(axis=0), table.std(axis=0) + 1e-6
    model = LogisticRegression(C=C_RANK, max_iter=2000).fit((table - mean) / scale, told)
    return {"rank": model.coef_[0], "rank_bias": model.intercept_[0], "rank_mean": mean, "rank_scale": scale}
