"""Text as it may leave the house: no control characters, no formulas for spreadsheets (pure)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

#: C0 and C1 controls but tab and newline; marks that turn or hide the text after them
#: (Unicode UAX 9 embeddings, overrides, isolates; zero-width and byte-order marks).
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
#: What a spreadsheet takes for the start of a formula, full-width forms included (OWASP).
_FORMULA: Final = re.compile(r"^\s*[=+\-@＝＋－＠\t\r\n]")


def visible(text: object) -> str:
    """The text without control characters and marks that turn its direction; "" for None.

    >>> visible("pain\\u202efell\\x07")
    'painfell'
    """
    return _UNSEEN.sub("", str(text)) if text is not None else ""


def one_line(text: object) -> str:
    """The same, with every run of white space as one space.

    >>> one_line("a\\n b")
    'a b'
    """
    return " ".join(visible(text).split())


def safe_cell(value: object) -> str:
    """A cell no spreadsheet takes for a formula; numbers and dates stay what they are.

    A text that begins like a formula gets an apostrophe before it; lists are joined by "; ".

    >>> safe_cell("=1+1"), safe_cell(-3), safe_cell(None), safe_cell(["a", "b"])
    ("'=1+1", '-3', '', 'a; b')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    joined = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    text = visible(joined)
    return "'" + text if _FORMULA.match(text) else text


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """RFC 4180 with a header line, every cell safe for a spreadsheet; missing keys are empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>|~])")


def markdown_text(text: object) -> str:
    """One line of text with everything escaped that Markdown or HTML would take for markup.

    >>> markdown_text("a <b> [c](d)")
    'a \\\\<b\\\\> \\\\[c\\\\](d)'
    """
    return _MARKDOWN.sub(r"\\\1", one_line(text))
