"""The effect-direction plot: which way each counted report points, by design and comparator.

After Thomson and Thomas 2013 (Res Synth Methods 4:95) and Boon and Thomson 2021 (Res
Synth Methods 12:29): direction alone, no size of effect, and the reports' sizes in the
area of their signs. It shows votes; it is no synthesis.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.publish.plots_svg import WIDTH, Figure
from evidence.publish.site_words import (
    COMPARATOR_GROUPS,
    DESIGN_GROUPS,
    NO_COMPARATOR,
    OTHER_DESIGNS,
    counted_under,
    design_group,
    stance_mark,
)

Row = Mapping[str, Any]
_ZONES = {"contradicts": 0, "mixed": 1, "inconclusive": 1, "supports": 2}
_ZONE_WIDTH = WIDTH / 3
_STEP, _PER_LINE, _MOST_LINES = 13, 8, 4
_LINE, _MOST_LETTERS = 13, 58  # of a lane's name: its height, and what the width holds


@dataclass(frozen=True, slots=True)
class Lane:
    """Counted reports of one design group against one group of comparators."""

    design: str
    comparator: str
    items: tuple[Row, ...]

    def count(self, *stances: str) -> int:
        """How many of the reports have one of these stances."""
        return sum(item["stance"] in stances for item in self.items)

    @property
    def n_participants(self) -> int | None:
        """People in the lane's reports; None where none states a number."""
        stated = [i["n_participants"] for i in self.items if i["n_participants"] is not None]
        return sum(stated) if stated else None


def lanes(items: Iterable[Row]) -> list[Lane]:
    """Counted items that have a stance, in lanes: the strongest design and strictest comparator first.

    A report with several comparators stands under the one its verdict takes: the strictest,
    or the one its result is told against.
    """
    held: dict[tuple[str, str], list[Row]] = {}
    for item in items:
        if item["status"] == "counted" and item["stance"] in _ZONES:
            key = (design_group(item["design"]), counted_under(item))
            held.setdefault(key, []).append(item)
    order = [
        (d, c) for d in (*DESIGN_GROUPS, OTHER_DESIGNS) for c in (*COMPARATOR_GROUPS, NO_COMPARATOR)
    ]
    return [Lane(*key, tuple(held[key])) for key in order if key in held]


def direction_plot(held: Sequence[Lane]) -> str:
    """The lanes as an SVG figure; empty text where there is none."""
    if not held:
        return ""
    heights = [_height(lane) for lane in held]
    told = "; ".join(f"{_name(lane)}: {lane.count('supports')} for, {lane.count('contradicts')} against, "
                     f"{lane.count('mixed', 'inconclusive')} neither way" for lane in held)  # fmt: skip
    figure = Figure(24 + sum(heights), "Direction of each counted report", told)
    for zone, word in enumerate(("Against ▼", "Neither way ◆ ○", "For ▲")):
        figure.text(word, (zone + 0.5) * _ZONE_WIDTH, 12, anchor="middle", tone="faint")
    top = 18.0
    for lane, height in zip(held, heights, strict=True):
        _draw(figure, lane, top, height)
        top += height
    return figure.svg()


def _draw(figure: Figure, lane: Lane, top: float, height: float) -> None:
    figure.line(0, top, WIDTH, top, "grid")
    label = _label(lane)
    for number, words in enumerate(label):
        figure.text(words, 0, top + 12 + number * _LINE)
    below = (len(label) - 1) * _LINE
    top, height = top + below, height - below
    for border in (_ZONE_WIDTH, 2 * _ZONE_WIDTH):
        figure.line(border, top + 16, border, top + height, "grid")
    for zone in range(3):
        found = sorted((i for i in lane.items if _ZONES[i["stance"]] == zone),
                       key=lambda i: (i["stance"], -(i["n_participants"] or 0)))  # fmt: skip
        middle = (zone + 0.5) * _ZONE_WIDTH
        if len(found) > _PER_LINE * _MOST_LINES:
            _bar(figure, found, zone, top + 20)
            continue
        for number, item in enumerate(found):
            line, place = divmod(number, _PER_LINE)
            on_line = min(_PER_LINE, len(found) - line * _PER_LINE)
            x = middle + (place - (on_line - 1) / 2) * _STEP
            mark = stance_mark(item["stance"])
            figure.sign(mark.shape, x, top + 24 + line * _STEP, mark.tone, _told(item), _size(item))


def _bar(figure: Figure, found: list[Row], zone: int, y: float) -> None:
    mark = stance_mark(found[0]["stance"])
    figure.box(zone * _ZONE_WIDTH + 12, y, _ZONE_WIDTH - 24, 10, mark.tone, f"{len(found)} reports")
    figure.text(f"{len(found)} reports", (zone + 0.5) * _ZONE_WIDTH, y + 22, anchor="middle")


def _height(lane: Lane) -> float:
    by_zone = [0, 0, 0]
    for item in lane.items:
        by_zone[_ZONES[item["stance"]]] += 1
    drawn = [-(-n // _PER_LINE) for n in by_zone if n <= _PER_LINE * _MOST_LINES]
    signs = max(24 + max(drawn, default=0) * _STEP, 48 if len(drawn) < len(by_zone) else 0)
    return signs + (len(_label(lane)) - 1) * _LINE


def _size(item: Row) -> float:
    """Area grows with the number of people, within what can be seen and told apart."""
    people = item["n_participants"] or 30
    return float(min(6.4, max(3.4, 3.0 + people**0.5 / 6)))


def _told(item: Row) -> str:
    people = item["n_participants"]
    size = "n not stated" if people is None else f"n {people:,}"
    return f"{item['label']}: {stance_mark(item['stance']).word.lower()}, {size}"


def _name(lane: Lane) -> str:
    return " · ".join(_parts(lane))


def _parts(lane: Lane) -> tuple[str, str]:
    word = "against " if lane.comparator != NO_COMPARATOR else "comparator: "
    return lane.design, f"{word}{lane.comparator}"


def _label(lane: Lane) -> tuple[str, ...]:
    """The lane's name in one line, or in two where one would run out of the figure."""
    name = _name(lane)
    return (name,) if len(name) <= _MOST_LETTERS else _parts(lane)
