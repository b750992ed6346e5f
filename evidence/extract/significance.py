"""Did an outcome differ between two arms: increased, decreased or no difference (pure).

What one sentence says is read twice, by its words and by its measures (direction, arms, tests);
an abstract's answer weighs all its sentences. Models: `tests/benchmarks/train_significance.py`;
weights: weights/significance.npz, card: weights/significance.md.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from evidence.extract.significance_model import SignificanceModel

LABELS: Final = ("significantly increased", "significantly decreased", "no significant difference")


@dataclass(frozen=True, slots=True)
class Significance:
    """A label of `LABELS`, its probability, and the number of the sentence it rests on."""

    label: str
    probability: float
    sentence_no: int | None


@lru_cache(maxsize=1)
def _model() -> SignificanceModel:
    raw = files("evidence.extract").joinpath("weights/significance.npz").read_bytes()
    with np.load(io.BytesIO(raw)) as held:
        return SignificanceModel.of({name: held[name] for name in held.files})


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
    return significance_of_passages([(sentence, (outcome, intervention, comparator))])[0]


def significance_of_passages(
    asked: Sequence[tuple[str, tuple[str, str, str]]], context: Sequence[str] = ()
) -> list[Significance]:
    """What each passage says for its (outcome, intervention, comparator).

    `context` is the abstract's sentences, for the abbreviations and labels of groups that it defines.
    """
    return [_labelled(chances, 0) for chances in _model().passages(asked, context)[0]] if asked else []


def significance_of_text(
    sentences: Sequence[str], outcome: str, intervention: str, comparator: str
) -> Significance:
    """What an abstract, given as its sentences, says of the outcome; title first."""
    if not sentences:
        return Significance(LABELS[2], 1 / 3, None)
    chances, told_by = _model().abstract(sentences, (outcome, intervention, comparator))
    return _labelled(chances, told_by)


def _labelled(probabilities: NDArray[np.float64], sentence_no: int | None) -> Significance:
    best = int(np.argmax(probabilities))
    return Significance(LABELS[best], float(probabilities[best]), sentence_no)
