"""Forest plots of estimates as printed, only where they can be laid side by side.

Estimates are comparable here when they are of one measure, one unit, one outcome and one
group of comparators, of primary studies or of reviews, and each has an interval. Nothing is
converted, turned round or pooled.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.publish.plots_svg import WIDTH, Figure, clipped
from evidence.publish.site_words import (
    NO_COMPARATOR,
    comparator_group,
    design_group,
    number,
    stance_mark,
)

Row = Mapping[str, Any]
RATIOS = frozenset({"RR", "OR", "HR", "IRR", "PR"})
_LEFT, _RIGHT = 8.0, WIDTH - 8.0
_ROW, _MOST = 30, 25


@dataclass(frozen=True, slots=True)
class Forest:
    """Comparable estimates; `is_reviews` tells pooled ones of reviews from those of studies."""

    measure: str
    unit: str | None
    outcome: str
    comparator: str
    is_reviews: bool
    estimates: tuple[Row, ...]

    @property
    def title(self) -> str:
        """What is laid side by side."""
        unit = f" ({self.unit})" if self.unit else ""
        whose = "pooled by reviews" if self.is_reviews else "of studies"
        return f"{self.measure}{unit} {whose}: {self.outcome}, against {self.comparator}"


def forests(items: Iterable[Row]) -> list[Forest]:
    """Groups of two or more comparable estimates of counted items, the largest first.

    Items carry `effects`: rows of the view `effect`. A flagged estimate, one without an
    interval, outcome or comparator, and one outside its interval is left out. Of one
    report only its first estimate enters a group, since several are not independent.
    """
    held: dict[tuple[str, str | None, str, str, bool], dict[str, Row]] = {}
    for item in items:
        if item["status"] != "counted":
            continue
        for effect in item["effects"]:
            key = _key(item, effect)
            if key is not None:
                held.setdefault(key, {}).setdefault(item["study_id"] or item["report_id"], {
                    **effect, "label": item["label"], "stance": item["stance"],
                    "n_participants": item["n_participants"]})  # fmt: skip
    made = [
        Forest(*key, tuple(_ordered(group.values())))
        for key, group in held.items()
        if len(group) > 1
    ]
    return sorted(made, key=lambda f: (-len(f.estimates), f.title))


def forest_plot(forest: Forest) -> str:
    """One group as an SVG figure: estimate and interval a line, no pooled line."""
    shown = forest.estimates[:_MOST]
    scale = _Scale(forest.measure in RATIOS, shown)
    told = "; ".join(f"{e['label']} {interval(e)}" for e in shown)
    figure = Figure(len(shown) * _ROW + 44, forest.title, told)
    bottom = len(shown) * _ROW + 12
    zero = scale.x(scale.null)
    figure.line(zero, 4, zero, bottom, "null")
    for place, effect in enumerate(shown):
        top = place * _ROW + 6
        figure.text(clipped(effect["label"], 30), 0, top + 8, full=effect["label"])
        figure.text(interval(effect), WIDTH, top + 8, anchor="end")
        _draw(figure, effect, scale, top + 17)
    figure.line(_LEFT, bottom, _RIGHT, bottom)
    for tick in scale.ticks():
        figure.line(scale.x(tick), bottom, scale.x(tick), bottom + 4)
        figure.text(
            number(round(tick, 4)), scale.x(tick), bottom + 15, anchor="middle", tone="faint"
        )
    figure.text(
        f"null at {number(scale.null)}; as printed",
        WIDTH / 2,
        bottom + 28,
        anchor="middle",
        tone="faint",
    )
    return figure.svg()


def interval(effect: Row) -> str:
    """An estimate with its interval, as people write it.

    >>> interval({"estimate": -1.5, "ci_low": -2.0, "ci_high": -1.0})
    '−1.5 (−2 to −1)'
    """
    if effect["ci_low"] is None or effect["ci_high"] is None:
        return number(effect["estimate"])
    return (
        f"{number(effect['estimate'])} ({number(effect['ci_low'])} to {number(effect['ci_high'])})"
    )


def _key(item: Row, effect: Row) -> tuple[str, str | None, str, str, bool] | None:
    comparator = _comparator(item, effect)
    wanted = (
        effect["estimate"],
        effect["ci_low"],
        effect["ci_high"],
        effect["outcome"],
        comparator,
    )
    if effect["flag"] or comparator is None or any(value is None for value in wanted):
        return None
    low, high = sorted((effect["ci_low"], effect["ci_high"]))
    if not low <= effect["estimate"] <= high or (effect["measure"] in RATIOS and low <= 0):
        return None
    is_review = design_group(item["design"]) == "Systematic reviews"
    outcome = str(effect["outcome"]).lower()
    return (effect["measure"], effect["unit"], outcome, comparator, is_review)


def _comparator(item: Row, effect: Row) -> str | None:
    """The group of comparators the estimate is against; None where that cannot be told.

    Where its sentence names none, it is the report's, if the report has comparators of one
    group only.
    """
    told = effect["comparator"] or item["comparator"] or ""
    groups = {comparator_group(part) for part in told.split(";")} - {NO_COMPARATOR}
    return groups.pop() if len(groups) == 1 else None


def _ordered(estimates: Iterable[Row]) -> list[Row]:
    return sorted(estimates, key=lambda e: (-(e["n_participants"] or 0), e["label"]))


def _draw(figure: Figure, effect: Row, scale: _Scale, y: float) -> None:
    mark = stance_mark(effect["stance"])
    low, high = sorted((effect["ci_low"], effect["ci_high"]))
    figure.line(scale.x(low), y, scale.x(high), y, mark.tone)
    size = min(5.5, max(3.0, (effect["n_participants"] or 30) ** 0.5 / 4))
    figure.sign(
        "■",
        scale.x(effect["estimate"]),
        y,
        mark.tone,
        f"{effect['label']}: {interval(effect)}",
        size,
    )


class _Scale:
    """Where a value stands across the figure; logarithmic for ratios."""

    def __init__(self, is_ratio: bool, estimates: Sequence[Row]) -> None:
        self.is_ratio, self.null = is_ratio, 1.0 if is_ratio else 0.0
        ends = [float(e[name]) for e in estimates for name in ("ci_low", "ci_high")] + [self.null]
        self.low, self.high = self._at(min(ends)), self._at(max(ends))
        room = (self.high - self.low or 1.0) * 0.04
        self.low, self.high = self.low - room, self.high + room

    def _at(self, value: float) -> float:
        return math.log(value) if self.is_ratio else value

    def x(self, value: float) -> float:
        """The place of a value, in units of the figure."""
        return _LEFT + (self._at(value) - self.low) / (self.high - self.low) * (_RIGHT - _LEFT)

    def ticks(self) -> list[float]:
        """Round values within the figure, six at most, the null among them."""
        if self.is_ratio:
            ladder = [n * 10.0**p for p in range(-4, 5) for n in (1, 2, 5)]
            found = [v for v in ladder if self.low <= math.log(v) <= self.high]
            while len(found) > 6:
                found = [v for v in found if v == 1 or v not in found[1::2]]
            return found
        step = 10.0 ** math.floor(math.log10(self.high - self.low))
        while (self.high - self.low) / step > 5:
            step *= 2
        first = math.ceil(self.low / step)
        return [step * n for n in range(first, math.floor(self.high / step) + 1)]
