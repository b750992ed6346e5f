"""Paper to write on: A4 pages with Unicode text, headings, quotes, tables and boxes to tick."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from importlib import resources
from typing import Any, Final

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from evidence.publish.safe_text import one_line

FONT: Final = "DejaVu"
_FACES: Final = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf", "I": "DejaVuSans-Oblique.ttf"}
_MISSING: Final = "\u25a1"
_GREY, _BLACK = (90, 90, 90), (0, 0, 0)
BOX: Final = "\u2610"


class Sheet:
    """A document being written, from top to bottom.

    Sizes are in points, lengths in millimetres. A letter the font does not have is
    shown as an empty box, never left out.
    """

    def __init__(self, title: str, footer: str, banner: str | None, made_at: datetime) -> None:
        self._pdf = _Pages(one_line(footer), one_line(banner) if banner else None)
        for style, name in _FACES.items():
            path = resources.files("matplotlib").joinpath("mpl-data", "fonts", "ttf", name)
            with resources.as_file(path) as file:
                self._pdf.add_font(FONT, style, str(file))
        self._pdf.letters = _letters(self._pdf)
        self._pdf.set_title(one_line(title))
        self._pdf.set_creator("evidence")
        self._pdf.set_lang("en")
        self._pdf.set_creation_date(made_at)
        self._pdf.set_auto_page_break(True, margin=18)
        self._pdf.alias_nb_pages()
        self._pdf.add_page()

    def page(self) -> None:
        """Begin a new page."""
        self._pdf.add_page()

    def room(self, height: float) -> None:
        """Begin a new page unless `height` millimetres are left on this one."""
        if self._pdf.will_page_break(height):
            self._pdf.add_page()

    def heading(self, text: str, level: int = 0) -> None:
        """A heading, in the outline too; it does not stand alone at the foot of a page."""
        shown = self._pdf.known(text)
        self.room(35)
        self._pdf.ln(2)
        self._pdf.start_section(shown[:120], level)
        self._write(shown, "B", (16, 12.5, 10.5)[min(level, 2)], after=1.5)

    def text(self, text: object, *, is_bold: bool = False, size: float = 9.5) -> None:
        """A paragraph."""
        self._write(self._pdf.known(text), "B" if is_bold else "", size)

    def note(self, text: object) -> None:
        """A paragraph in grey, small."""
        self._pdf.set_text_color(*_GREY)
        self._write(self._pdf.known(text), "", 8)
        self._pdf.set_text_color(*_BLACK)

    def quote(self, text: object) -> None:
        """Words to the letter, set in, with a line beside them."""
        pdf = self._pdf
        left, top, page = pdf.l_margin, pdf.get_y(), pdf.page_no()
        pdf.set_left_margin(left + 5)
        self._write(pdf.known(text), "I", 9.5)
        pdf.set_left_margin(left)
        pdf.set_x(left)
        if pdf.page_no() == page:
            pdf.set_draw_color(*_GREY)
            pdf.line(left + 2, top, left + 2, pdf.get_y() - 1)

    def points(self, title: str, points: Sequence[object] | None) -> None:
        """A list under a bold title; nothing where there are none."""
        if points:
            self.text(title, is_bold=True)
            for point in points:
                self.text(f"\u2022 {one_line(point)}")

    def table(
        self, head: Sequence[str], rows: Sequence[Sequence[object]], widths: Sequence[int]
    ) -> None:
        """A table whose head is repeated on each page."""
        room = [self._pdf.epw * width / sum(widths) for width in widths]
        self._row(head, room, "B")
        for cells in rows:
            if not self._row(cells, room, ""):
                self._pdf.add_page()
                self._row(head, room, "B")
                self._row(cells, room, "", is_forced=True)
        self._pdf.ln(2)

    def _row(
        self, cells: Sequence[object], room: Sequence[float], style: str, *, is_forced: bool = False
    ) -> bool:
        """Draw one row of a table; False, and nothing drawn, where the page has no room for it."""
        pdf = self._pdf
        pdf.set_font(FONT, style, 8)
        broken = [
            pdf.lines(pdf.known(cell), style, 8, width)
            for cell, width in zip(cells, room, strict=True)
        ]
        height = max(map(len, broken)) * 3.8 + 1.6
        if pdf.will_page_break(height) and not is_forced:
            return False
        left, top = pdf.l_margin, pdf.get_y()
        for lines, width in zip(broken, room, strict=True):
            pdf.rect(left, top, width, height)
            for number, line in enumerate(lines):
                pdf.text(left + pdf.c_margin, top + 3.6 + number * 3.8, line)
            left += width
        pdf.set_xy(pdf.l_margin, top + height)
        return True

    def lines_to_fill(self, names: Sequence[str]) -> None:
        """Names with a line to write on, side by side."""
        width = self._pdf.epw / len(names)
        for name in names:
            self._pdf.set_font(FONT, "", 8)
            label = self._pdf.get_string_width(name) + 3
            self._pdf.cell(label, 8, name)
            self._pdf.cell(width - label - 4, 7, "", border="B")
            self._pdf.cell(4, 8, "")
        self._pdf.ln(10)

    def rule(self) -> None:
        """A line across."""
        pdf = self._pdf
        pdf.set_draw_color(*_GREY)
        pdf.line(pdf.l_margin, pdf.get_y() + 1, pdf.l_margin + pdf.epw, pdf.get_y() + 1)
        pdf.ln(3)

    def finished(self) -> bytes:
        """The document."""
        return bytes(self._pdf.output())

    def _write(self, text: str, style: str, size: float, after: float = 1.0) -> None:
        self._pdf.set_font(FONT, style, size)
        for line in self._pdf.lines(text, style, size):
            self._pdf.cell(0, size * 0.47, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self._pdf.ln(after)


class _Pages(FPDF):
    """A4 pages with a banner at the head, and the publication and page number at the foot."""

    def __init__(self, footer: str, banner: str | None) -> None:
        super().__init__(format="A4")
        self._footer_text, self._banner = footer, banner
        self.letters: frozenset[int] = frozenset()
        self._widths: dict[tuple[str, str, float], float] = {}
        self.set_margins(16, 14, 16)

    def known(self, text: object) -> str:
        """One line of text in letters of the font."""
        return "".join(c if ord(c) in self.letters else _MISSING for c in one_line(text))

    def lines(self, text: str, style: str, size: float, width: float | None = None) -> list[str]:
        """Text broken into lines of a width, the page's if None; fpdf2's own breaking measures each line anew.

        A word wider than a line is broken where it must be.
        """
        room = (width or self.epw) - 2 * self.c_margin
        space = self._width(" ", style, size)
        made: list[str] = []
        line, used = "", 0.0
        for word in text.split(" "):
            for piece in self._pieces(word, style, size, room):
                wide = self._width(piece, style, size)
                if line and used + space + wide > room:
                    made.append(line)
                    line, used = piece, wide
                else:
                    used += (space if line else 0.0) + wide
                    line = f"{line} {piece}" if line else piece
        return [*made, line]

    def _pieces(self, word: str, style: str, size: float, room: float) -> list[str]:
        if self._width(word, style, size) <= room:
            return [word]
        fits = max(1, int(len(word) * room / self._width(word, style, size) * 0.9))
        return [word[at : at + fits] for at in range(0, len(word), fits)]

    def _width(self, word: str, style: str, size: float) -> float:
        key = (word, style, size)
        if key not in self._widths:
            self._widths[key] = self.get_string_width(word)
        return self._widths[key]

    def header(self) -> None:
        if self._banner:
            self.set_font(FONT, "B", 8)
            self.set_fill_color(255, 240, 200)
            for line in self.lines(self.known(self._banner), "B", 8):
                self.cell(0, 4.2, line, fill=True, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            self.ln(2)

    def footer(self) -> None:
        self.set_y(-13)
        self.set_font(FONT, "", 7)
        self.cell(
            0, 4, f"{self.known(self._footer_text)}    page {self.page_no()} of {{nb}}", align="L"
        )


def _letters(pdf: Any) -> frozenset[int]:
    return frozenset(pdf.fonts[FONT.lower()].cmap)
