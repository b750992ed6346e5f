# ruff: noqa: E501 (a row of arithmetic is read whole)
"""A small net over word vectors that reads sentences another way than the field: one of two teachers (numpy alone).

It does not ship: with the field it names the roles of unstructured abstracts that have none, for training.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evidence.extract.hashing import tokens
from evidence.extract.role_features import moved, shown

HIDDEN, EPOCHS, BATCH, RATE, SHRINK = 160, 5, 256, 1e-3, 1e-4
DROPPED_IN, DROPPED = 0.2, 0.5


@dataclass(frozen=True)
class Vectors:
    """Vectors of words, the last of all zeros for those not known; and how much each word weighs."""

    place: dict[str, int]
    vectors: np.ndarray
    weights: np.ndarray

    @classmethod
    def of(cls, words: Sequence[str], vectors: np.ndarray, counts: np.ndarray) -> Vectors:
        """Frequent words weigh less."""
        weights = 1 / (1 + 200 * counts / counts.sum())
        return cls({w: i for i, w in enumerate(words)}, np.vstack([vectors, 0 * vectors[:1]]), np.append(weights, 0.0))

    def rows(self, texts: Sequence[str]) -> np.ndarray:
        """What the net sees of each sentence of an abstract: means of vectors, first and last words, neighbours, cues."""
        words = [tokens(text) for text in texts]
        held = [np.array([self.place.get(word, -1) for word in own] or [-1]) for own in words]
        vectors = self.vectors
        weighed = _unit([self.weights[at] @ vectors[at] for at in held])
        plain = _unit([vectors[at].mean(axis=0) for at in held])
        most = np.array([vectors[at].max(axis=0) for at in held])
        edge = [np.array([vectors[at[k]] if -len(at) <= k < len(at) else vectors[-1] for at in held]) for k in (0, 1, 2, 3, -1, -2)]
        beside = [moved(part, step) for part in (weighed, plain, edge[0]) for step in (-1, 1)]
        return np.concatenate([weighed, plain, most, *edge, *beside, shown(words)], axis=1).astype(np.float16)


def _unit(rows: list[np.ndarray]) -> np.ndarray:
    held = np.array(rows, dtype=np.float32)
    return 3 * held / (np.linalg.norm(held, axis=1, keepdims=True) + 1e-6)


class Net:
    """One hidden layer, trained with Adam and dropout; the same for the same seed."""

    def __init__(self, n_seen: int, n_labels: int, seed: int = 0) -> None:
        """Weights at random."""
        self.draw = np.random.default_rng(seed)
        self.parts = [
            (self.draw.normal(size=(n_seen, HIDDEN)) * np.sqrt(2 / n_seen)).astype(np.float32), np.zeros(HIDDEN, np.float32),
            (self.draw.normal(size=(HIDDEN, n_labels)) * np.sqrt(1 / HIDDEN)).astype(np.float32), np.zeros(n_labels, np.float32),
        ]  # fmt: skip

    def fit(self, rows: np.ndarray, labels: np.ndarray) -> Net:
        """Learns and returns itself."""
        first, second = ([np.zeros_like(p) for p in self.parts] for _ in range(2))
        n_steps, step = EPOCHS * (len(rows) // BATCH), 0
        for _ in range(EPOCHS):
            order = self.draw.permutation(len(rows))
            for at in range(0, len(rows) - BATCH + 1, BATCH):
                chosen, step = order[at : at + BATCH], step + 1
                slopes = self._slopes(rows[chosen].astype(np.float32), labels[chosen])
                rate = RATE * (1 - step / (n_steps + 1))
                for part, slope, one, two in zip(self.parts, slopes, first, second, strict=True):
                    slope = slope + (SHRINK * part if part.ndim > 1 else 0)
                    one += 0.1 * (slope - one)
                    two += 0.001 * (slope * slope - two)
                    part -= (rate * (one / (1 - 0.9**step)) / (np.sqrt(two / (1 - 0.999**step)) + 1e-7)).astype(np.float32)
        return self

    def _slopes(self, seen: np.ndarray, labels: np.ndarray) -> list[np.ndarray]:
        seen *= (self.draw.random(seen.shape, dtype=np.float32) > DROPPED_IN) / (1 - DROPPED_IN)
        into, at, out, end = self.parts
        hidden = np.maximum(seen @ into + at, 0)
        kept = (self.draw.random(hidden.shape, dtype=np.float32) > DROPPED) / (1 - DROPPED)
        given = hidden * kept
        missed = np.exp(_normed(given @ out + end))
        missed[np.arange(len(labels)), labels] -= 1
        missed /= len(labels)
        back = (missed @ out.T) * kept * (hidden > 0)
        return [seen.T @ back, back.sum(axis=0), given.T @ missed, missed.sum(axis=0)]

    def log_chances(self, rows: np.ndarray) -> np.ndarray:
        """The log of each role's chance for each sentence."""
        into, at, out, end = self.parts
        return _normed(np.maximum(rows.astype(np.float32) @ into + at, 0) @ out + end)


def _normed(scores: np.ndarray) -> np.ndarray:
    held = scores - scores.max(axis=1, keepdims=True)
    return held - np.log(np.exp(held).sum(axis=1, keepdims=True))
