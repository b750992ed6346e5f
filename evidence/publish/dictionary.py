"""The data dictionary: what every published view, table and column means.

Written from the comments the database itself carries (the view `dictionary`), which
come from `queries/schema` and `queries/views`: nothing is described twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]

#: What a reader asks first, in the order of asking; every other view follows by name.
FIRST_VIEWS = (
    "evidence_table", "claim_summary", "sentence", "record", "report", "study", "finding",
    "finding_trace", "effect", "notice", "citation", "search_run", "prisma_flow", "change",
    "rejected", "check_result",
)  # fmt: skip
_NULL_IN_VIEWS = "Every column of a view may be NULL, which means that the report does not say."


@dataclass(frozen=True, slots=True)
class Entry:
    """One view or table: what a row of it is, and its columns in order."""

    name: str
    kind: str
    about: str
    columns: tuple[Row, ...]


def dictionary_entries(rows: Iterable[Row]) -> tuple[Entry, ...]:
    """Entries from the rows of the view `dictionary`: what is asked most first, then by name."""
    held: dict[str, list[Row]] = {}
    for row in rows:
        held.setdefault(row["name"], []).append(row)
    first = [name for name in FIRST_VIEWS if name in held]
    rest = sorted(held.keys() - set(first), key=lambda name: (held[name][0]["kind"] != "view", name))
    return tuple(
        Entry(name, held[name][0]["kind"], held[name][0]["about"] or "",
              tuple(sorted(held[name], key=lambda row: row["column_no"])))
        for name in [*first, *rest]
    )  # fmt: skip


def dictionary_markdown(rows: Iterable[Row], schema_version: str) -> str:
    """The dictionary as one Markdown file."""
    entries = dictionary_entries(rows)
    lines = [
        "# Data dictionary", "",
        f"Schema version {schema_version} (see [CHANGELOG.md](CHANGELOG.md)). Written by "
        "`evidence dictionary --write` from the comments in `schema/` and `views/`; do not edit it.",
        "", "A span is (report_id, field, section_no, start, end): 0-based, half-open, in code points of "
        "that stored section; `substr(text, start + 1, \"end\" - start)` is the quoted text.",
        "", _NULL_IN_VIEWS, "",
        " · ".join(f"[{entry.name}](#{entry.name})" for entry in entries),
    ]  # fmt: skip
    for entry in entries:
        lines += ["", f"## {entry.name}", "", f"{entry.kind.capitalize()}. {entry.about}", "",
                  "| column | type | meaning |", "|---|---|---|"]  # fmt: skip
        lines += [
            f"| {c['name']} | {c['type']}{'' if c['is_nullable'] else ', never NULL'} | {_cell(c['meaning'])} |"
            for c in map(_column, entry.columns)
        ]
    return "\n".join(lines) + "\n"


def _column(row: Row) -> dict[str, Any]:
    return {"name": row["column_name"], "type": row["data_type"], "meaning": row["meaning"] or "",
            "is_nullable": bool(row["is_nullable"])}  # fmt: skip


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
