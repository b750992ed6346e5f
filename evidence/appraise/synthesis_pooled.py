"""A pooled estimate from abstracts: shown where trials are comparable, never a verdict.

Random effects with Hartung-Knapp interval and prediction interval (Cochrane Handbook
10.10.4; IntHout 2014, BMC Med Res Methodol 14:25); variance between trials by
Paule-Mandel (Veroniki 2016, Res Synth Methods 7:55). scipy does the numerics.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from evidence.appraise.rules import Rules
from evidence.appraise.verdict_study import Effect, StudyView

_RATIOS: Final = frozenset({"RR", "OR", "HR", "IRR"})
_POOLABLE: Final = _RATIOS | {"SMD", "MD"}
_DEFAULT_LEVEL: Final = 0.95


@dataclass(frozen=True, slots=True)
class Pooled:
    """A pooled estimate on the measure's own scale, with its limits.

    `tau2` is on the scale of analysis (log for ratios). `prediction_low` and `_high`
    say where a new trial may fall.
    """

    measure: str
    outcome: str
    comparator: str
    n_trials: int
    estimate: float
    low: float
    high: float
    prediction_low: float
    prediction_high: float
    tau2: float

    @property
    def sentence(self) -> str:
        """The estimate in words, marked for what it is."""
        return (f"{self.measure} {self.estimate:.2f} ({self.low:.2f} to {self.high:.2f}; a new trial may "
                f"fall between {self.prediction_low:.2f} and {self.prediction_high:.2f}), pooled by us from "
                f"the abstracts of {self.n_trials} trials. It feeds no verdict.")  # fmt: skip


def pooled_estimates(studies: Iterable[StudyView], rules: Rules) -> tuple[Pooled, ...]:
    """Pooled estimates where enough trials share measure, outcome, comparator, time and unit.

    One effect a trial: of several that fit, the first printed. A trial that prints
    two comparisons with one control gives one, so that no control is counted twice.
    Signs are oriented by the direction read; an effect without direction is left out.
    """
    cells: dict[tuple[str, str, str, str, str], dict[str, tuple[float, float]]] = defaultdict(dict)
    for study in studies:
        for effect in study.effects if study.is_rct else ():
            point = _point(effect)
            if point is not None:
                key = (effect.measure or "", effect.outcome or "",
                       effect.comparator or study.comparator or "", effect.time_point or "",
                       effect.unit or "")  # fmt: skip
                cells[key].setdefault(study.study_id, point)
    return tuple(
        _pooled(key, [held[s] for s in sorted(held)])
        for key, held in sorted(cells.items())
        if len(held) >= rules.synthesis_pooled_studies_min and key[1] and key[2]
    )


def _point(effect: Effect) -> tuple[float, float] | None:
    """(estimate, variance) on the scale of analysis, benefit negative; None if not usable."""
    if effect.measure not in _POOLABLE or None in (effect.value, effect.ci_low, effect.ci_high):
        return None
    value, low, high = (float(x or 0.0) for x in (effect.value, effect.ci_low, effect.ci_high))
    if effect.measure in _RATIOS:
        if min(value, low, high) <= 0:
            return None
        value, low, high = math.log(value), math.log(low), math.log(high)
    if not low <= value <= high or low == high or effect.direction not in ("better", "worse"):
        return None
    from scipy.stats import norm

    level = effect.level or _DEFAULT_LEVEL
    error = (high - low) / (2 * float(norm.ppf(0.5 + level / 2)))
    is_better = effect.direction == "better"
    return (-abs(value) if is_better else abs(value)), error**2


def _pooled(key: tuple[str, str, str, str, str], points: Sequence[tuple[float, float]]) -> Pooled:
    effects, variances = [p[0] for p in points], [p[1] for p in points]
    estimate, low, high, around, tau2 = random_effects(effects, variances)
    ends = (estimate, low, high, estimate - around, estimate + around)
    if key[0] in _RATIOS:
        ends = tuple(math.exp(end) for end in ends)  # type: ignore[assignment]
    return Pooled(key[0], key[1], key[2], len(points), *ends, tau2)


def random_effects(
    effects: Sequence[float], variances: Sequence[float], level: float = _DEFAULT_LEVEL
) -> tuple[float, float, float, float, float]:
    """(estimate, low, high, half width of the prediction interval, tau squared).

    Paule-Mandel variance, Hartung-Knapp interval that is never narrower than without
    it (Röver 2015), prediction interval with k - 2 degrees of freedom.
    """
    from scipy.optimize import brentq
    from scipy.stats import t

    k = len(effects)

    def excess(tau2: float) -> float:
        mean = _mean(effects, variances, tau2)
        return sum((y - mean) ** 2 / (v + tau2) for y, v in zip(effects, variances)) - (k - 1)

    top = max((y - effects[0]) ** 2 for y in effects) * k + max(variances)
    tau2 = float(brentq(excess, 0.0, top)) if excess(0.0) > 0 else 0.0
    mean = _mean(effects, variances, tau2)
    weights = [1 / (v + tau2) for v in variances]
    scale = sum(w * (y - mean) ** 2 for w, y in zip(weights, effects)) / (k - 1)
    error = math.sqrt(max(1.0, scale) / sum(weights))
    half = float(t.ppf(0.5 + level / 2, k - 1)) * error
    around = float(t.ppf(0.5 + level / 2, max(k - 2, 1))) * math.sqrt(tau2 + error**2)
    return mean, mean - half, mean + half, around, tau2


def _mean(effects: Sequence[float], variances: Sequence[float], tau2: float) -> float:
    weights = [1 / (v + tau2) for v in variances]
    return sum(w * y for w, y in zip(weights, effects)) / sum(weights)
