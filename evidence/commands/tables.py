"""An answer as text: a table, CSV, JSON or Markdown."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import Any

from evidence.database import Answer

FORMATS = ("table", "csv", "json", "markdown", "parquet")
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def written(answer: Answer, form: str) -> bytes:
    """The answer in one of FORMATS but parquet, ready to be written."""
    if form == "json":
        text = json.dumps(answer.dicts(), ensure_ascii=False, indent=2, default=str) + "\n"
    elif form == "csv":
        text = _as_csv(answer)
    elif form == "markdown":
        text = _as_markdown(answer)
    else:
        text = as_table(answer, shutil.get_terminal_size((120, 24)).columns)
    return text.encode()


def safe_cell(value: object) -> str:
    """A cell no spreadsheet takes for a formula; numbers stay numbers (OWASP: CSV injection).

    >>> safe_cell("=1+1"), safe_cell(-3), safe_cell(None)
    ("'=1+1", '-3', '')
    """
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    if isinstance(value, str) and text.startswith(_FORMULA_SIGNS):
        return "'" + text
    return text


def as_table(answer: Answer, width: int) -> str:
    """Columns side by side where they fit `width` characters, else one field a line."""
    cells = [[_cell(value) for value in row] for row in answer.rows]
    count = f"({len(cells)} row{'' if len(cells) == 1 else 's'})\n"
    widths = [
        max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(answer.columns)
    ]
    if sum(widths) + 2 * len(widths) <= width:
        lines = ["  ".join(n.ljust(w) for n, w in zip(answer.columns, widths, strict=True)).rstrip(),
                 "  ".join("-" * w for w in widths)]  # fmt: skip
        lines += [
            "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip()
            for row in cells
        ]
        return "\n".join(lines) + "\n" + count
    margin = max(map(len, answer.columns))
    blocks = ["\n".join(f"{n.rjust(margin)}  {c}" for n, c in zip(answer.columns, row, strict=True)
                        if c) for row in cells]  # fmt: skip
    return ("\n" + "-" * min(width, 60) + "\n").join(blocks) + ("\n" if blocks else "") + count


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return " ".join(text.split())


def _as_csv(answer: Answer) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([[safe_cell(value) for value in row] for row in answer.rows])
    return out.getvalue()


def _as_markdown(answer: Answer) -> str:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

    rows = [line([_cell(value) for value in row]) for row in answer.rows]
    head = [line(list(answer.columns)), "|" + " --- |" * len(answer.columns)]
    return "\n".join([*head, *rows]) + "\n"
