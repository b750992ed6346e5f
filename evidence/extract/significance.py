"""Did an outcome differ between two arms: increased, decreased or no difference (pure).

Three linear models, as `tests/benchmarks/train_significance.py` trains them: what one
sentence says, which sentences of an abstract tell the outcome's result, and what they say
together (weights: weights/significance.npz, card: weights/significance.md).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from evidence.extract.significance_clauses import all_features
from evidence.extract.significance_ranks import rank_rows, text_row

LABELS: Final = ("significantly increased", "significantly decreased", "no significant difference")
N_SENTENCE: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Significance:
    """A label of `LABELS`, its probability, and the number of the sentence it rests on."""

    label: str
    probability: float
    sentence_no: int | None


def hashed(features: Sequence[tuple[str, float]], size: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Indices and values of named features in a table of `size`; each feature once."""
    unique = dict(features)
    places = np.array([crc32(name.encode()) % size for name in unique], dtype=np.int64)
    values = np.array(list(unique.values()))
    return places, values / max(1.0, float(np.sqrt(np.dot(values, values)))) * 4.0


@lru_cache(maxsize=1)
def _weights() -> dict[str, Any]:
    raw = files("evidence.extract").joinpath("weights/significance.npz").read_bytes()
    with np.load(io.BytesIO(raw)) as held:
        return {name: held[name].astype(np.float64) for name in held.files}


def significance_of_sentence(
    sentence: str, outcome: str, intervention: str, comparator: str
) -> Significance:
    """What one sentence (or passage) says of the outcome, intervention against comparator.

    >>> found = significance_of_sentence(
    ...     "Pain did not differ between acupuncture and sham (P = 0.62).",
    ...     "pain", "acupuncture", "sham")
    >>> found.label
    'no significant difference'
    """
    chances = sentence_chances([sentence], outcome, intervention, comparator)
    return _labelled(chances[0], 0)


def significance_of_text(
    sentences: Sequence[str], outcome: str, intervention: str, comparator: str
) -> Significance:
    """What an abstract, given as its sentences, says of the outcome; title first."""
    if not sentences:
        return Significance(LABELS[2], 1 / 3, None)
    held = _weights()
    chances = sentence_chances(sentences, outcome, intervention, comparator)
    rows = rank_rows(sentences, chances, outcome, intervention, comparator)
    ranks = (rows - held["rank_mean"]) / held["rank_scale"] @ held["rank"] + held["rank_bias"]
    told = (text_row(ranks, rows, chances) - held["text_mean"]) / held["text_scale"]
    return _labelled(_softmax(held["text"] @ told + held["text_bias"]), int(np.argmax(ranks)))


def sentence_chances(
    sentences: Sequence[str], outcome: str, intervention: str, comparator: str
) -> NDArray[np.float64]:
    """Probability of each label by each sentence alone, (n, 3)."""
    held, made = _weights(), []
    for text in sentences:
        places, values = hashed(list(all_features(text, outcome, intervention, comparator)), N_SENTENCE)
        made.append(_softmax(held["sentence"][:, places] @ values + held["sentence_bias"]))
    return np.array(made)


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    powers = np.exp(scores - scores.max())
    chances: NDArray[np.float64] = powers / powers.sum()
    return chances


def _labelled(probabilities: NDArray[np.float64], sentence_no: int | None) -> Significance:
    best = int(np.argmax(probabilities))
    return Significance(LABELS[best], float(probabilities[best]), sentence_no)
