"""What the sentences of an abstract say together of one outcome, as one row of measures (pure)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from evidence.extract.significance_reading import NAMES
from evidence.extract.significance_tokens import stems_of

Table: TypeAlias = NDArray[np.float64]
#: How many sentences are weighed one by one, and how many of them measure by measure.
_RANKED: Final = 4
_MEASURED: Final = 2
_LATE: Final = 0.45
_RESULTS: Final = 0.35
_SURE: Final = 0.6
_TOP: Final = tuple(NAMES.index(name) for name in (
    "share_near", "share", "cmp", "cmp_near", "val", "val_turned", "number", "number_kind", "subject",
    "subject_weight", "null_clause", "null_same", "near_null", "next_test", "next_near", "last_test", "near_sig",
    "near_PSIG", "near_PNS", "vote", "vote_all", "cmp_sum", "raw", "favour", "pair", "baseline", "both", "between",
    "refers",
))  # fmt: skip


def _column(read: Table, name: str) -> Table:
    return read[:, NAMES.index(name)]


def text_row(ranks: Table, rows: Table, read: Table, chances: Table, usual: Table) -> Table:
    """One row an abstract, from each sentence's rank, row of ranking, reading and label chances.

    `usual` are the label chances by the wording of outcome and arms alone.
    """
    order = np.argsort(-ranks, kind="stable")
    made = [*_weighed(ranks, rows, chances, order), *_mixed(ranks, read, chances)]
    for rank in range(_MEASURED):
        made += list(read[order[rank], _TOP]) if rank < len(order) else [0.0] * len(_TOP)
    top = ranks[order[0]]
    made += [top, top - (ranks[order[1]] if len(order) > 1 else -9.0), top - np.median(ranks)]
    made += _counted(read, chances)
    made += [_column(read, "bad")[0], _column(read, "good")[0], *np.log(usual + 0.02)]
    return np.array(made, dtype=np.float64)


def _weighed(ranks: Table, rows: Table, chances: Table, order: NDArray[np.intp]) -> list[float]:
    """Label chances of the best sentences, of all by weight, of the late ones and the last."""
    weights = np.exp((ranks - ranks.max()) * 1.5)
    weights /= weights.sum()
    sure = 1 / (1 + np.exp(-ranks))
    odds = np.log(chances + 0.02) - math.log(1 / 3 + 0.02)
    made: list[float] = []
    for rank in range(_RANKED):
        n = int(order[rank]) if rank < len(order) else -1
        made += list(odds[n] * weights[n]) if n >= 0 else [0.0] * 3
        if rank < 2:
            made += [*(odds[n] * sure[n]), sure[n], *rows[n, :2]] if n >= 0 else [0.0] * 6
    mean = (weights[:, None] * chances).sum(axis=0)
    any_told = 1 - np.prod(1 - sure[:, None] * chances, axis=0)
    made += [*np.log(mean + 0.02), *((mean - 1 / 3) * sure.max()), *any_told]
    late = rows[:, 1] > _LATE
    kept = chances[late] if late.any() else chances
    most = rows[:, 0].max()
    made += [*kept.mean(axis=0), *kept.max(axis=0), *chances[-1]]
    return [*made, most, float(most > 0.99), float(most < 0.01), sure.max(), float(len(ranks))]


def _mixed(ranks: Table, read: Table, chances: Table) -> Iterator[float]:
    """Chances, directions and tests of all sentences, the better ranked the more, by three degrees."""
    for degree in (0.5, 1.0, 2.0):
        weights = np.exp((ranks - ranks.max()) * degree)
        weights /= weights.sum()
        yield from np.log((weights[:, None] * chances).sum(axis=0) + 0.02)
        yield float((weights * _column(read, "vote")).sum())
        yield float((weights * _column(read, "next_test")).sum())


def _counted(read: Table, chances: Table) -> list[float]:
    """How many of the sentences told as results speak of no difference, of more, of less; tests among them."""
    late = np.arange(len(chances)) > _RESULTS * len(chances)
    kept = chances[late] if late.any() else chances
    sure = kept > _SURE
    counts = [float(sure[:, label].sum()) for label in (2, 0, 1)]
    tests = [float(_column(read, name)[late].sum()) for name in ("n_psig", "n_pns")]
    return [float(kept[:, 2].mean()), *counts, float(sure[:, 2].mean()), *tests]


def frame_features(outcome: str, intervention: str, comparator: str) -> list[tuple[str, float]]:
    """Named features of the wording of outcome and arms alone."""
    stems = stems_of(outcome)
    named = [f"o={w}" for w in stems] + [f"c={w}" for w in stems_of(comparator)]
    named += [f"i={w}" for w in stems_of(intervention)] + [f"n={min(len(stems), 12)}"]
    named += [f"o2={a}_{b}" for a, b in pairwise(stems)]
    return [(name, 1.0) for name in dict.fromkeys(named)]
