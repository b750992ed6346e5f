"""Timelines: when the counted reports appeared, and what the verdict was since when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from evidence.publish.plots_svg import WIDTH, Figure, clipped
from evidence.publish.site_words import Mark, stance_mark, verdict_mark

Row = Mapping[str, Any]
_SIDES = ("supports", "mixed", "inconclusive", "contradicts")
_NO_VOTE, _PLAIN = "reports", Mark("Reports", "○", "open")
_YEAR_WIDTH = 30.0
_LEFT, _RIGHT, _UP, _DOWN, _UNIT = 22.0, WIDTH - 6.0, 70.0, 40.0, 12.0


@dataclass(frozen=True, slots=True)
class Year:
    """Counted reports of one year of publication, by stance."""

    year: int
    counts: Mapping[str, int]

    @property
    def n(self) -> int:
        """Reports of that year, whatever they say."""
        return sum(self.counts.values())


def years(items: Iterable[Row]) -> list[Year]:
    """Years with counted reports that have a stance, oldest first; reports without a year left out."""
    held: dict[int, Counter[str]] = {}
    for item in items:
        if item["status"] == "counted" and item["stance"] in _SIDES and item["year"]:
            held.setdefault(int(item["year"]), Counter())[item["stance"]] += 1
    return [Year(year, {s: held[year][s] for s in _SIDES}) for year in sorted(held)]


def evidence_timeline(held: Sequence[Year], is_vote: bool = True) -> str:
    """Reports by year: for and neither way above the line, against below it.

    Where reports are no votes, all stand above it, of one kind.
    """
    if not held:
        return ""
    if not is_vote:
        held = [Year(y.year, {_NO_VOTE: y.n}) for y in held]
    first, last = held[0].year, held[-1].year
    told = "; ".join(
        f"{y.year}: {y.counts['supports']} for, {y.counts['contradicts']} against, "
        f"{y.counts['mixed'] + y.counts['inconclusive']} neither way" if is_vote else f"{y.year}: {y.n}"
        for y in held
    )  # fmt: skip
    above = max(y.n - y.counts.get("contradicts", 0) for y in held) or 1
    below = max(y.counts.get("contradicts", 0) for y in held)
    unit = min(_UNIT, _UP / above, _DOWN / below if below else _UNIT)
    base, down = above * unit + 12, below * unit + 4
    figure = Figure(base + down + 20, "Counted reports by year of publication", told)
    step = (_RIGHT - _LEFT) / (last - first + 1)
    for year in held:
        x = _LEFT + (year.year - first) * step
        _column(figure, year, x, min(step * 0.8, 22.0), unit, base)
    figure.line(_LEFT, base, _RIGHT, base)
    ends = [(above, base - above * unit), (below, base + below * unit)]
    for n, y in ends if below else ends[:1]:
        figure.text(str(n), _LEFT - 4, y + 4, anchor="end", tone="faint")
    every = max(1, -(-(last - first + 1) // 7))
    for year_no in range(first, last + 1, every):
        x = min(_LEFT + (year_no - first) * step, WIDTH - _YEAR_WIDTH)
        figure.text(str(year_no), x, base + down + 14, tone="faint")
    return figure.svg()


def _column(figure: Figure, year: Year, x: float, width: float, unit: float, base: float) -> None:
    top = base
    for stance in (*_SIDES[:3], _NO_VOTE):
        n = year.counts.get(stance, 0)
        if n:
            mark = _PLAIN if stance == _NO_VOTE else stance_mark(stance)
            top -= n * unit
            figure.box(
                x,
                top,
                width,
                n * unit - 0.6,
                f"{mark.tone} {stance}",
                f"{year.year}: {n} {mark.word.lower()}",
            )
    n = year.counts.get("contradicts", 0)
    if n:
        figure.box(x, base + 0.6, width, n * unit, "against", f"{year.year}: {n} against")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time during which a claim's verdict and certainty stood; both days are UTC dates."""

    since: date
    until: date
    verdict: str
    certainty: str | None


def verdict_timeline(held: Sequence[Stretch]) -> str:
    """Verdicts since the first publication kept; empty text before a verdict has ever moved."""
    if len(held) < 2:
        return ""
    told = "; ".join(f"from {s.since}: {verdict_mark(s.verdict).word}" for s in held)
    figure = Figure(len(held) * 24 + 22, "Verdicts by publication", told)
    first, last = held[0].since, held[-1].until
    days = max((last - first).days, 1)
    for place, stretch in enumerate(held):
        left = (stretch.since - first).days / days * (WIDTH - 4)
        width = max((stretch.until - stretch.since).days / days * (WIDTH - 4), 3.0)
        mark, y = verdict_mark(stretch.verdict), place * 24 + 14
        figure.box(
            left, y, min(width, WIDTH - left), 6, mark.tone, f"{stretch.since} to {stretch.until}"
        )
        named = clipped(f"{mark.shape} {mark.word}, from {stretch.since}", 46)
        figure.text(named, min(left, WIDTH - 215), y - 3, tone=mark.tone)
    figure.text(str(first), 0, len(held) * 24 + 16, tone="faint")
    figure.text(str(last), WIDTH, len(held) * 24 + 16, anchor="end", tone="faint")
    return figure.svg()
