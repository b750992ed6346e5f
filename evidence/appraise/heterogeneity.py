"""How far comparable estimates differ, beyond what chance explains (pure).

Cochran's Q, I squared (Higgins 2002, Stat Med 21:1539) and the variance between studies by
Paule and Mandel. They describe estimates as printed; nothing is pooled for a verdict.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from evidence.appraise.synthesis_pooled import random_effects

RATIOS = frozenset({"RR", "OR", "HR", "IRR"})
_DEFAULT_LEVEL_PCT = 95.0


@dataclass(frozen=True, slots=True)
class Heterogeneity:
    """`q` with `n - 1` degrees of freedom and its P value; `i_squared_pct`; `tau` on the scale
    of analysis, which is the logarithm for ratios."""

    n: int
    q: float
    p: float
    i_squared_pct: float
    tau: float

    def line(self) -> str:
        """The same for a figure's foot."""
        return (f"Q = {self.q:.1f} on {self.n - 1} df, P = {self.p:.2g}; I² = {self.i_squared_pct:.0f} %; "
                f"τ = {self.tau:.2g}")  # fmt: skip


def heterogeneity(estimates: Iterable[Mapping[str, Any]]) -> Heterogeneity | None:
    """Of estimates of one measure with intervals (rows of the view `effect`); None for fewer than two.

    An estimate whose interval gives no variance is left out. The level of an interval is
    taken as 95 % where it is not printed.

    >>> rows = [{"measure": "MD", "estimate": e, "ci_low": e - 1, "ci_high": e + 1,
    ...          "ci_level_pct": 95.0} for e in (0.0, 2.0)]
    >>> found = heterogeneity(rows)
    >>> found.n, round(found.q, 2), round(found.i_squared_pct)
    (2, 7.68, 87)
    """
    points = [point for row in estimates if (point := _point(row)) is not None]
    if len(points) < 2:
        return None
    from scipy.stats import chi2

    weights = [1 / variance for _, variance in points]
    mean = sum(w * y for w, (y, _) in zip(weights, points)) / sum(weights)
    q = sum(w * (y - mean) ** 2 for w, (y, _) in zip(weights, points))
    free = len(points) - 1
    tau2 = random_effects([y for y, _ in points], [v for _, v in points])[4]
    share = max(0.0, (q - free) / q) if q > 0 else 0.0
    return Heterogeneity(len(points), q, float(chi2.sf(q, free)), 100 * share, math.sqrt(tau2))


def _point(row: Mapping[str, Any]) -> tuple[float, float] | None:
    value, low, high = (row[name] for name in ("estimate", "ci_low", "ci_high"))
    if value is None or low is None or high is None or low >= high:
        return None
    if row["measure"] in RATIOS:
        if min(value, low, high) <= 0:
            return None
        value, low, high = math.log(value), math.log(low), math.log(high)
    from scipy.stats import norm

    level = (row.get("ci_level_pct") or _DEFAULT_LEVEL_PCT) / 100
    return value, ((high - low) / (2 * float(norm.ppf(0.5 + level / 2)))) ** 2
