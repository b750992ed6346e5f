"""The flow of records as PRISMA 2020 draws it (Page 2021, BMJ 372:n71), from the view prisma_flow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evidence.publish.plots_svg import WIDTH, Figure

Row = Mapping[str, Any]
Box = tuple[str, Sequence[str]]
_LINE, _PAD, _GAP, _HALF = 13, 8, 16, 172


def flow_boxes(flow: Row, n_studies: int, n_searches: int) -> list[tuple[Box, Box | None]]:
    """Rows of the diagram: what went on, and what was left aside there, with the numbers.

    `n_studies` are studies with a counted report; `n_searches` the strategies that were run.
    """
    whence = (
        f"databases: 1 (PubMed), strategies: {n_searches}"
        if n_searches
        else "files; no search was run"
    )
    n = {name: f"{flow[f'n_{name}']:,}" for name in
         ("records", "superseded", "deleted", "rejected", "screened", "not_linked", "linked", "indirect",
          "ongoing", "retracted", "excluded", "included")}  # fmt: skip
    return [
        (("Identification", (f"Records identified: {n['records']}", f"from {whence}", "registers: none asked")),
         ("Removed before screening", (f"older versions: {n['superseded']}", f"deleted by PubMed: {n['deleted']}",
                                       f"could not be read: {n['rejected']}"))),
        (("Screening, by machine", (f"Records screened: {n['screened']}", "title, abstract, indexing")),
         ("Not on any claim", (f"records: {n['not_linked']}",))),
        (("Eligibility", (f"Reports assessed: {n['linked']}", "abstracts; full texts not sought")),
         ("Not counted", (f"indirect: {n['indirect']}", f"ongoing, no results: {n['ongoing']}",
                          f"retracted or withdrawn: {n['retracted']}",
                          f"excluded with reasons: {n['excluded']}"))),
        (("Included", (f"Reports counted: {n['included']}", f"of studies: {n_studies:,}")), None),
    ]  # fmt: skip


def flow_diagram(boxes: Sequence[tuple[Box, Box | None]]) -> str:
    """The boxes as an SVG figure; empty text where there are none."""
    if not boxes:
        return ""
    told = ". ".join(f"{box[0]}: {', '.join(box[1])}" for row in boxes for box in row if box)
    heights = [max(_height(box) for box in row if box) for row in boxes]
    figure = Figure(sum(heights) + _GAP * (len(boxes) - 1) + 2, "PRISMA 2020 flow of records", told)
    top = 1.0
    for (main, aside), height in zip(boxes, heights, strict=True):
        _draw(figure, main, 1, top, height)
        if aside:
            _draw(figure, aside, WIDTH - _HALF - 1, top, height)
            _arrow(figure, _HALF + 1, top + height / 2, WIDTH - _HALF - 1, top + height / 2)
        top += height + _GAP
        if top < sum(heights) + _GAP * (len(boxes) - 1):
            _arrow(figure, _HALF / 2, top - _GAP, _HALF / 2, top)
    return figure.svg()


def _height(box: Box) -> float:
    return (len(box[1]) + 1) * _LINE + _PAD


def _draw(figure: Figure, box: Box, x: float, top: float, height: float) -> None:
    figure.box(x, top, _HALF, height, "frame")
    figure.text(box[0], x + _PAD, top + _LINE + 2, tone="strong")
    for line, text in enumerate(box[1], 2):
        figure.text(text, x + _PAD, top + line * _LINE + 2)


def _arrow(figure: Figure, x1: float, y1: float, x2: float, y2: float) -> None:
    figure.line(x1, y1, x2, y2, "flow")
    if x1 == x2:
        figure.line(x2 - 3, y2 - 4, x2, y2, "flow")
        figure.line(x2 + 3, y2 - 4, x2, y2, "flow")
    else:
        figure.line(x2 - 4, y2 - 3, x2, y2, "flow")
        figure.line(x2 - 4, y2 + 3, x2, y2, "flow")
