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
N_TEXT: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Significance:
    """A label of `LABELS`, its probability, and the number of the sentence it rests on."""

    label: str
    probability: float
    sentence_no: int | None


def hashed(features: Sequence[tuple[str, float]], size: int) -> tuple[np.ndarray, np.ndarray]:
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
    return _labelled(_probabilities(made, "sentence", N_SENTENCE), 0)


def significance_of_text(
    sentences: Sequence[str], outcome: str, intervention: str, comparator: str
) -> Significance:
    """What an abstract, given as its sentences, says of the outcome; title first."""
    ranked = ranked_sentences(sentences, outcome, intervention, comparator)
    made = text_features(sentences, ranked, outcome, intervention, comparator)
    return _labelled(_probabilities(made, "text", N_TEXT), ranked[0] if ranked else None)


def _probabilities(features: Sequence[tuple[str, float]], name: str, size: int) -> np.ndarray:
    held = _weights()
    places, values = hashed(features, size)
    scores = held[name][:, places] @ values.astype(np.float32) + held[f"{name}_bias"]
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


def _labelled(probabilities: np.ndarray, sentence_no: int | None) -> Significance:
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
        tests = "p <" in text.lower() or "p =" in text.lower() or "P<" in text or "P=" in text or "CI" in text
        return (3.0 * overlap(wanted, text) + 1.0 * bool(capitals & content_words(text)) + 0.4 * cues
                + 0.8 * tests + 0.6 * overlap(arms, text) + 0.9 * (place > 0.45) - 0.8 * (number == 0))  # fmt: skip

    return sorted(range(len(sentences)), key=lambda n: (-score(n), n))


def text_features(
    sentences: Sequence[str], ranked: Sequence[int], outcome: str, intervention: str, comparator: str
) -> list[tuple[str, float]]:
    """Features of the best sentences, the later ones weighing less, and of the last one."""
    made: dict[str, float] = {}
    chosen = [(n, weight) for n, weight in zip(ranked[:3], (1.0, 0.5, 0.3))]
    if sentences:
        chosen.append((len(sentences) - 1, 0.4))
    for number, weight in chosen:
        match = overlap(content_words(outcome), sentences[number])
        for name, value in sentence_features(sentences[number], outcome, intervention, comparator):
            made[name] = made.get(name, 0.0) + weight * value * (0.5 + match)
    if sentences:
        last = sentence_features(sentences[-1], outcome, intervention, comparator)
        made |= {f"last:{name}": 0.5 for name, _ in last if name.startswith(("cue", "pattern", "near"))}
    return list(made.items())
