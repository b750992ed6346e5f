"""Did an outcome differ between two arms: increased, decreased or no difference (pure).

A linear model over words, cues, tests and the order of the arms, as
`tests/benchmarks/train_significance.py` trains it; weights ship with the package.
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

from evidence.extract.significance_features import (
    CUES,
    acronyms,
    content_words,
    overlap,
    own_words,
    sentence_features,
)

LABELS: Final = ("significantly increased", "significantly decreased", "no significant difference")
N_SENTENCE: Final = 1 << 16
#: How many sentences of an abstract are weighed.
N_RANKED: Final = 4


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
        return {name: held[name].astype(np.float32) for name in held.files}


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
    made = list(sentence_features(sentence, outcome, intervention, comparator))
    return _labelled(_probabilities(made), 0)


def significance_of_text(
    sentences: Sequence[str], outcome: str, intervention: str, comparator: str
) -> Significance:
    """What an abstract, given as its sentences, says of the outcome; title first."""
    ranked = ranked_sentences(sentences, outcome, intervention, comparator)
    made = rank_features(sentences, ranked, outcome, intervention, comparator)
    held = _weights()
    chances = _softmax(held["rank"] @ made.astype(np.float32) + held["rank_bias"])
    return _labelled(chances, ranked[0] if ranked else None)


def _probabilities(features: Sequence[tuple[str, float]]) -> NDArray[np.float32]:
    held = _weights()
    places, values = hashed(features, N_SENTENCE)
    return _softmax(held["sentence"][:, places] @ values.astype(np.float32) + held["sentence_bias"])


def _softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(scores - scores.max())
    chances: NDArray[np.float32] = powers / powers.sum()
    return chances


def _labelled(probabilities: NDArray[np.float32], sentence_no: int | None) -> Significance:
    best = int(np.argmax(probabilities))
    return Significance(LABELS[best], float(probabilities[best]), sentence_no)


def ranked_sentences(
    sentences: Sequence[str], outcome: str, intervention: str, comparator: str
) -> list[int]:
    """Sentence numbers, the likeliest to tell the result first."""
    wanted, capitals = content_words(outcome), acronyms(outcome)
    arms = own_words(intervention, comparator) | own_words(comparator, intervention)

    def score(number: int) -> float:
        text = sentences[number]
        place = number / max(1, len(sentences) - 1)
        cues = sum(bool(CUES[name].search(text)) for name in ("null", "sig", "up", "down"))
        tests = any(mark in text for mark in ("p <", "p =", "P <", "P =", "P<", "P=", "p<", "p=", "CI"))
        named = 3.0 * overlap(wanted, text) + 1.0 * bool(capitals & content_words(text))
        told = 0.4 * cues + 0.8 * tests + 0.6 * overlap(arms, text)
        return named + told + 0.9 * (place > 0.45) - 0.8 * (number == 0)

    return sorted(range(len(sentences)), key=lambda n: (-score(n), n))


def rank_features(
    sentences: Sequence[str], ranked: Sequence[int], outcome: str, intervention: str, comparator: str
) -> NDArray[np.float64]:
    """Of the four best sentences: the label chances, weighed by how well they name the
    outcome, that overlap itself, and the place in the abstract (20 numbers)."""
    made, wanted = np.zeros(N_RANKED * 5), content_words(outcome)
    for rank, number in enumerate(ranked[:N_RANKED]):
        text = sentences[number]
        chances = _probabilities(list(sentence_features(text, outcome, intervention, comparator)))
        match = overlap(wanted, text)
        made[rank * 5 : rank * 5 + 3] = (chances - 1 / 3) * (0.3 + match)
        made[rank * 5 + 3 : rank * 5 + 5] = match, number / max(1, len(sentences) - 1)
    return made
