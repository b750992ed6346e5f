# ruff: noqa: E501 (a table row is read whole)
"""Which sentences of an abstract tell the result of an outcome, and what they say together (pure)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from evidence.extract.abbreviations import abbreviations
from evidence.extract.significance_features import (
    CUES,
    acronyms,
    content_words,
    overlap,
    own_words,
    words,
)
from evidence.models import Section

#: How many sentences are weighed one by one.
N_RANKED: Final = 4
_LATE: Final = 0.45
_TEST: Final = re.compile(r"[pP]\s?[<=>]|\bCI\b")


def rank_rows(
    sentences: Sequence[str], chances: NDArray[np.float64], outcome: str, intervention: str, comparator: str
) -> NDArray[np.float64]:
    """One row a sentence: how well it names the outcome and arms, cues, tests, place, certainty.

    Column 0 is the share of the outcome's words, the rare ones of the abstract counting more,
    column 1 the place in the abstract from 0 to 1.
    """
    wanted, capitals = content_words(outcome), acronyms(outcome)
    spelled = wanted | _other_forms(sentences, outcome, wanted)
    held = [content_words(text) for text in sentences]
    plain, named = _shares(held, wanted), _shares(held, spelled)
    arms = own_words(intervention, comparator) | own_words(comparator, intervention)
    outline, last = _pieces(outcome), next((w[:6] for w in reversed(words(outcome)) if w[:6] in wanted), "")
    rows = []
    for n, text in enumerate(sentences):
        place, late = n / max(1, len(sentences) - 1), float(n / max(1, len(sentences) - 1) > _LATE)
        test, arm = float(bool(_TEST.search(text))), overlap(arms, text)
        pieces = len(outline & _pieces(text)) / max(1, len(outline))
        told = [float(bool(CUES[name].search(text))) for name in ("null", "sig", "up", "down", "baseline")]
        p = chances[n]
        rows.append([
            plain[n], place, named[n], plain[n] - max(plain), float(plain[n] == max(plain)), float(wanted <= held[n]),
            float(bool(capitals & held[n])), *told, test, arm, late, float(n == 0), min(len(text), 400) / 400, pieces,
            float(last in held[n]), p.max(), -float((p * np.log(p + 1e-9)).sum()), plain[n] * test, plain[n] * late, plain[n] * arm,
        ])  # fmt: skip
    made = np.array(rows, dtype=np.float64)
    most = made[:, 17].max()
    return np.column_stack([made, made[:, 17] == most, made[:, 17] - most])


def _other_forms(sentences: Sequence[str], outcome: str, wanted: frozenset[str]) -> frozenset[str]:
    """Words that an abbreviation of the abstract adds: long forms of short ones named, and back."""
    made: set[str] = set()
    for short, spelled in abbreviations([Section("abstract", n, t) for n, t in enumerate(sentences)]).items():
        long_words = content_words(spelled)
        if short in outcome:
            made |= long_words
        elif long_words and long_words <= wanted:
            made.add(short.lower()[:6])
    return frozenset(made)


def _shares(held: Sequence[frozenset[str]], wanted: frozenset[str]) -> list[float]:
    """Share of the wanted words in each sentence; a word told in few sentences weighs more."""
    n = len(held)
    weight = {w: math.log(1 + n / (sum(w in h for h in held) or 0.7)) for w in sorted(wanted)}
    whole = sum(weight.values()) or 1.0
    return [sum(weight[w] for w in sorted(wanted & h)) / whole for h in held]


def _pieces(text: str) -> set[str]:
    joined = " ".join(words(text))
    return {joined[k : k + 4] for k in range(len(joined) - 3)}


def text_row(
    ranks: NDArray[np.float64], rows: NDArray[np.float64], chances: NDArray[np.float64]
) -> NDArray[np.float64]:
    """One row an abstract: label chances of the best sentences, of all by weight, of the late ones and the last."""
    order = np.argsort(-ranks, kind="stable")
    weights = np.exp((ranks - ranks.max()) * 1.5)
    weights /= weights.sum()
    sure = 1 / (1 + np.exp(-ranks))
    odds = np.log(chances + 0.02) - math.log(1 / 3 + 0.02)
    made: list[float] = []
    for rank in range(N_RANKED):
        n = int(order[rank]) if rank < len(order) else -1
        made += list(odds[n] * weights[n]) if n >= 0 else [0.0] * 3
        if rank < 2:
            made += [*(odds[n] * sure[n]), sure[n], *rows[n, :2]] if n >= 0 else [0.0] * 6
    mean = (weights[:, None] * chances).sum(axis=0)
    made += [*np.log(mean + 0.02), *((mean - 1 / 3) * sure.max()), *(1 - np.prod(1 - sure[:, None] * chances, axis=0))]
    late = rows[:, 1] > _LATE
    kept = chances[late] if late.any() else chances
    most = rows[:, 0].max()
    made += [*kept.mean(axis=0), *kept.max(axis=0), *chances[-1], most, most > 0.99, most < 0.01, sure.max(), len(ranks)]
    return np.array(made, dtype=np.float64)
