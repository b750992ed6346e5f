"""The models behind the reader of significance, over stored weights (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from evidence.extract.abbreviations import abbreviations
from evidence.extract.significance_arms import arms_of
from evidence.extract.significance_clauses import all_features
from evidence.extract.significance_forest import Forest
from evidence.extract.significance_ranks import rank_rows
from evidence.extract.significance_reading import (
    NAMES,
    Question,
    question_of,
    reading,
    reading_names,
)
from evidence.extract.significance_text import frame_features, text_row
from evidence.models import Section

N_SENTENCE: Final = 1 << 16
N_FRAME: Final = 1 << 14
N_RARITY: Final = 1 << 16
#: Weight of the reading's named conjunctions among the features of a sentence.
_READ: Final = 1.5
Frame = tuple[str, str, str]
Table: TypeAlias = NDArray[np.float64]


class Rarity(Mapping[str, float]):
    """How rare a stem is, by a table of hashed stems: the natural logarithm of texts over texts that hold it."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def __getitem__(self, key: str) -> float:
        return float(self._table[crc32(key.encode()) % N_RARITY])

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return len(self._table)


def hashed(features: Sequence[tuple[str, float]], size: int) -> tuple[NDArray[np.int64], Table]:
    """Indices and values of named features in a table of `size`; each feature once."""
    unique = dict(features)
    places = np.array([crc32(name.encode()) % size for name in unique], dtype=np.int64)
    values = np.array(list(unique.values()))
    return places, values / max(1.0, float(np.sqrt(np.dot(values, values)))) * 4.0


def question_for(frame: Frame, rarity: Mapping[str, float], context: Sequence[str] = ()) -> Question:
    """Outcome and arms, read with the abbreviations and labels of groups that `context` defines."""
    defined = abbreviations([Section("abstract", n, t) for n, t in enumerate(context)])
    spelled = tuple(sorted(defined.items()))
    outcome, intervention, comparator = frame
    return question_of(outcome, arms_of(intervention, comparator, spelled, tuple(context)), spelled, rarity)


def sentence_features(text: str, frame: Frame, read: Mapping[str, float]) -> list[tuple[str, float]]:
    """Named features of a sentence for the linear model: its words and clauses, and the reading's conjunctions."""
    return [*all_features(text, *frame), *((name, _READ) for name in reading_names(read))]


def softmax(scores: Table) -> Table:
    """Chances of scores, along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    made: Table = powers / powers.sum(axis=-1, keepdims=True)
    return made


@dataclass(frozen=True)
class SignificanceModel:
    """Weights by name, as `tests/benchmarks/train_significance.py` stores them."""

    held: Mapping[str, Any]
    rarity: Rarity
    forest: Forest
    same_forest: Forest
    way_forest: Forest

    @classmethod
    def of(cls, held: Mapping[str, Any]) -> SignificanceModel:
        """The model over stored arrays."""
        kept = {k: v.astype(np.float64) for k, v in held.items() if not k.startswith(("trees_", "same_", "way_"))}
        return cls(kept, Rarity(kept["rarity"]), *(Forest.of(held, name) for name in ("trees", "same", "way")))

    def passages(
        self, asked: Sequence[tuple[str, Frame]], context: Sequence[str] = ()
    ) -> tuple[Table, Table]:
        """Label chances of each passage by itself for its outcome and arms, and its measures by `NAMES`."""
        asks = {frame: question_for(frame, self.rarity, context) for _, frame in asked}
        readings = [reading(text, asks[frame]) for text, frame in asked]
        read = np.array([[made[name] for name in NAMES] for made in readings])
        scores = []
        for (text, frame), made in zip(asked, readings, strict=True):
            places, values = hashed(sentence_features(text, frame, made), N_SENTENCE)
            scores.append(self.held["sentence"][:, places] @ values + self.held["sentence_bias"])
        return (softmax(np.array(scores)) + self.forest.chances(read)) / 2, read

    def ranks(self, texts: Sequence[str], chances: Table, read: Table, frame: Frame) -> tuple[Table, Table]:
        """How far each sentence tells the outcome's result (log odds), and the rows they rest on."""
        rows = rank_rows(texts, chances, read, frame)
        scaled = (rows - self.held["rank_mean"]) / self.held["rank_scale"]
        return scaled @ self.held["rank"] + self.held["rank_bias"], rows

    def usual(self, frame: Frame) -> Table:
        """Label chances by the wording of outcome and arms alone."""
        places, values = hashed(frame_features(*frame), N_FRAME)
        return softmax(self.held["frame"][:, places] @ values + self.held["frame_bias"])

    def abstract(self, texts: Sequence[str], frame: Frame) -> tuple[Table, int]:
        """Label chances of an abstract for an outcome, and the number of the sentence that tells it best."""
        chances, read = self.passages([(text, frame) for text in texts], texts)
        ranks, rows = self.ranks(texts, chances, read, frame)
        row = text_row(ranks, rows, read, chances, self.usual(frame))[None, :]
        same, ways = self.same_forest.chances(row)[0, 1], self.way_forest.chances(row)[0]
        return np.array([*(ways * (1 - same)), same]), int(np.argmax(ranks))
