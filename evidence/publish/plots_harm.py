"""Serious harms over the people followed: a rate and how high it may be, never a vote."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.publish.plots_svg import WIDTH, Figure, clipped
from evidence.publish.site_words import number

Row = Mapping[str, Any]
_PER = 10_000
_LEFT, _RIGHT, _LANE, _TOP = 8.0, WIDTH - 12.0, 30.0, 26.0
_LOW, _HIGH = -2, 4  # powers of ten of events in 10,000 people
_MOST = 12


@dataclass(frozen=True, slots=True)
class Harm:
    """One harm in one report: events among people followed, and the upper 95% limit in 10,000."""

    label: str
    harm: str
    n_events: int
    n_people: int
    at_most: float
    design: str | None

    @property
    def rate(self) -> float:
        """Events in 10,000 people."""
        return self.n_events / self.n_people * _PER


def harms(counts: Iterable[Row], items: Iterable[Row]) -> list[Harm]:
    """Counts of harm of one claim, named by their report; those of items not shown are left out."""
    named = {item["report_id"]: item for item in items}
    return [
        Harm(
            named[c["report_id"]]["label"], c["harm"], c["n_events"], c["n_people"],
            c["upper_limit"] * _PER, named[c["report_id"]]["design"],
        )
        for c in counts if c["report_id"] in named
    ]  # fmt: skip


def harm_plot(held: Sequence[Harm]) -> str:
    """Rates with their upper limits on a scale of tens; empty text where there is none.

    A hollow sign at the left edge is a harm looked for and not seen.
    """
    if not held:
        return ""
    shown = held[:_MOST]
    told = "; ".join(f"{h.label}, {h.harm}: {h.n_events} in {h.n_people:,}, at most {h.at_most:.2g} in 10,000"
                     for h in shown)  # fmt: skip
    figure = Figure(_TOP + len(shown) * _LANE + 4, "Serious harms in 10,000 people", told)
    for power in range(_LOW, _HIGH + 1):
        x = _x(10.0**power)
        figure.line(x, _TOP - 8, x, _TOP + len(shown) * _LANE, "grid")
        anchor = "end" if power == _HIGH else "start" if power == _LOW else "middle"
        figure.text(number(10.0**power), x, _TOP - 12, anchor=anchor, tone="faint")
    for place, harm in enumerate(shown):
        _draw(figure, harm, _TOP + place * _LANE)
    return figure.svg()


def _draw(figure: Figure, harm: Harm, top: float) -> None:
    name = f"{harm.label}: {harm.n_events} {harm.harm} in {harm.n_people:,}"
    figure.text(clipped(name, 58), _LEFT, top + 10, full=name)
    y, limit = top + 19, _x(harm.at_most)
    at = _x(harm.rate) if harm.n_events else _LEFT
    told = f"{harm.n_events} in {harm.n_people:,}; at most {harm.at_most:.2g} in 10,000"
    figure.line(at, y, limit, y, "axis")
    figure.line(limit, y - 4, limit, y + 4, "axis")
    figure.sign("■" if harm.n_events else "○", at, y, "against" if harm.n_events else "open", told, 4.0)


def _x(per_10_000: float) -> float:
    """Where a rate stands on the scale; rates beyond its ends stand at them."""
    power = min(max(math.log10(max(per_10_000, 1e-9)), _LOW), _HIGH)
    return _LEFT + (power - _LOW) / (_HIGH - _LOW) * (_RIGHT - _LEFT)
