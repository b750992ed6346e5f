# ruff: noqa: E501 (a table row is read whole)
"""Which sentences of an abstract tell the result of an outcome: one row of measures a sentence (pure)."""

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
from evidence.extract.significance_reading import NAMES
from evidence.models import Section

_LATE: Final = 0.45
#: Measures of the reading that tell how well a sentence fits.
_READ: Final = tuple(NAMES.index(name) for name in (
    "share_near", "share", "has_anchor", "n_tokens", "n_clauses", "near_null", "near_sig", "near_PSIG", "near_PNS", "near_CINS",
    "near_CIUP", "near_CIDOWN", "number_kind", "n_one", "n_other", "subject_weight", "refers", "between", "both", "baseline",
    "time", "cmp_near", "null_sum", "n_cues", "n_psig", "n_pns", "favour",
))  # fmt: skip
_CONCLUDES: Final = re.compile(r"\b(?:conclu|suggest|these (?:findings|results|data)|our (?:findings|results|study)|in summary)", re.IGNORECASE)
_PLANS: Final = re.compile(r"\b(?:random(?:ly|i[sz]ed) (?:to|assigned|allocated|into)|aim|objective|purpose|was measured|were measured|were assessed|was assessed|outcome measures?|primary (?:outcome|endpoint|end point)s? (?:was|were)|we (?:compared|evaluated|investigated|assessed)|to (?:evaluate|assess|compare|investigate|determine|examine))\b", re.IGNORECASE)
_SUMS_UP: Final = re.compile(r"\b(?:no (?:other |significant |statistically significant )?differences?|other (?:outcome|variable|parameter|measure)|secondary|any (?:of the )?(?:other )?(?:outcome|variable|parameter|measure)|all (?:other|outcome|parameter|variable))", re.IGNORECASE)
_TEST: Final = re.compile(r"[pP]\s?[<=>]|\bCI\b")


def rank_rows(
    sentences: Sequence[str], chances: NDArray[np.float64], read: NDArray[np.float64], frame: tuple[str, str, str]
) -> NDArray[np.float64]:
    """One row a sentence: how well it names the outcome and arms, cues, tests, place, certainty.

    `chances` and `read` hold what each sentence says by itself (label chances; measures by `NAMES`).

    Column 0 is the share of the outcome's words, the rare ones of the abstract counting more,
    column 1 the place in the abstract from 0 to 1.
    """
    outcome, intervention, comparator = frame
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
    return np.column_stack([made, made[:, 17] == most, made[:, 17] - most, read[:, _READ], *_set_apart(sentences, read)])


def _set_apart(sentences: Sequence[str], read: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Each sentence against the others: its share of the outcome, its kind, its place."""
    n, ones = len(sentences), np.ones(len(sentences))
    share, near, vote, next_near = (read[:, NAMES.index(k)] for k in ("share", "share_near", "vote", "next_near"))
    told = [np.array([bool(kind.search(text)) for text in sentences]) for kind in (_CONCLUDES, _PLANS, _SUMS_UP)]
    return [
        share - share.max(), near - near.max(), near == near.max(), *told, np.arange(n) == n - 1, (near > 0.5) * np.arange(n) / n,
        np.abs(vote) * near, next_near, ones * share.max(), ones * near.max(), ones * n,
    ]  # fmt: skip


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
