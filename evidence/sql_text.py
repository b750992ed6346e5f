"""Values and names as SQL text, for the few places where a parameter cannot stand (pure)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evidence.errors import UsageError


def name_text(name: str) -> str:
    """The name of a table or view, quoted. Raises UsageError for what can be none.

    >>> name_text("evidence_table")
    '"evidence_table"'
    """
    if not name.replace("_", "").isalnum():
        raise UsageError(f"{name!r} is not the name of a table or view")
    return f'"{name}"'


def path_text(path: Path) -> str:
    """A path as it stands between single quotes."""
    return str(path).replace("'", "''")


def literal(value: Any) -> str:
    """A value as an SQL literal.

    >>> literal(["it's", 2, None])
    "['it''s', 2, NULL]"
    """
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    return "'" + str(value).replace("'", "''") + "'"
