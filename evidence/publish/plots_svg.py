"""Drawing for pages: small SVG figures that a style sheet colours, light or dark.

Drawn by drawsvg, which escapes texts but not attributes: what is told in one goes
through `attribute`. No figure holds a style or a script, so that a strict content
security policy can stand; classes carry the tones. A figure is laid out for 360 units,
the width of a phone, and grows from there.
"""

from __future__ import annotations

from html import escape
from typing import Any

import drawsvg as dw

from evidence.publish.safe_text import one_line

WIDTH = 360
_SIZE = 5.2


class Figure:
    """One figure being drawn; `svg()` is its text, with title and description for readers."""

    def __init__(
        self, height: float, title: str, description: str, *, width: float = WIDTH
    ) -> None:
        self._drawing = dw.Drawing(
            width,
            height,
            class_="plot",
            role="img",
            aria_label=attribute(f"{title}. {description}"),
        )

    def text(self, text: str, x: float, y: float, *, tone: str = "", size: float = 10,
             anchor: str = "start", full: str | None = None) -> None:  # fmt: skip
        """A line of text; `full` is told on hovering."""
        drawn = dw.Text(one_line(text), size, x, y, text_anchor=anchor, class_=f"t {tone}".strip())
        if full:
            drawn.append_title(one_line(full))
        self._drawing.append(drawn)

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str = "axis") -> None:
        """A line of a kind that the style sheet knows: axis, grid or a tone."""
        self._drawing.append(dw.Line(x1, y1, x2, y2, class_=f"l {kind}"))

    def box(self, x: float, y: float, width: float, height: float, kind: str = "",
            full: str | None = None) -> None:  # fmt: skip
        """A rectangle of a kind or tone."""
        drawn = dw.Rectangle(x, y, width, height, class_=f"b {kind}".strip())
        if full:
            drawn.append_title(one_line(full))
        self._drawing.append(drawn)

    def sign(
        self, shape: str, x: float, y: float, tone: str, full: str, size: float = _SIZE
    ) -> None:
        """One of the shapes ▲ ▼ ◆ ○ ■ drawn about a point, told on hovering."""
        drawn: Any
        if shape == "○":
            drawn = dw.Circle(x, y, size * 0.8, class_=f"s hollow {tone}")
        else:
            drawn = dw.Path(_path(shape, x, y, size), class_=f"s {tone}")
        drawn.append_title(one_line(full))
        self._drawing.append(drawn)

    def svg(self) -> str:
        """The figure as SVG to be set into a page."""
        text: str = self._drawing.as_svg(header="", skip_js=True, skip_css=True)
        return text.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"\n    ', "").replace(
            "<defs>\n</defs>\n", ""
        )


def _path(shape: str, x: float, y: float, size: float) -> str:
    corners = {
        "▲": ((-1, 0.9), (1, 0.9), (0, -1)),
        "▼": ((-1, -0.9), (1, -0.9), (0, 1)),
        "◆": ((-1, 0), (0, -1), (1, 0), (0, 1)),
        "■": ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)),
    }[shape]
    points = " L".join(f"{x + dx * size:.1f},{y + dy * size:.1f}" for dx, dy in corners)
    return f"M{points} Z"


def attribute(text: str) -> str:
    """Text as the value of an attribute, which drawsvg 2.4 writes as it is.

    >>> attribute('"><b>')
    '&quot;&gt;&lt;b&gt;'
    """
    return escape(one_line(text), quote=True)


def clipped(text: str, width: int) -> str:
    """Text cut to a number of characters, with an ellipsis where it was cut.

    >>> clipped("Needling trial", 8)
    'Needlin…'
    """
    line = one_line(text)
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"
