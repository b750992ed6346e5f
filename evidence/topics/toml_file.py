"""A TOML file with the line every table starts at, so that a mistake can be named by line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from evidence.errors import QueriesError

_TABLE = re.compile(r"^\[\[(\w+)\]\]\s*(?:#.*)?$")
_AT_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a file: its values, and checked access to them."""

    path: Path
    line: int
    values: Mapping[str, Any]
    lines: tuple[str, ...] = ()

    def wrong(self, what: str, mend: str, key: str | None = None) -> QueriesError:
        """The error to raise about this entry, at the line of `key` where it has one."""
        return QueriesError(self.path, self._line_of(key), what, mend)

    def _line_of(self, key: str | None) -> int:
        if key is not None:
            for number in range(self.line, len(self.lines)):
                if _TABLE.match(self.lines[number]):
                    break
                if re.match(rf"\s*{re.escape(key)}\s*=", self.lines[number]):
                    return number + 1
        return self.line

    def text(self, key: str) -> str:
        """A required text that is not empty."""
        value = self.optional_text(key)
        if value is None:
            raise self.wrong(f"{key} is missing", f'add {key} = "…"')
        return value

    def optional_text(self, key: str) -> str | None:
        """A text, or None where it is not given."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{key} is {value!r}, not a text", f'write {key} = "…"', key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where it is not given."""
        return tuple(self._list(key, str, "texts"))

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers; empty where it is not given."""
        return tuple(self._list(key, int, "whole numbers"))

    def _list(self, key: str, kind: type, name: str) -> list[Any]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(type(item) is kind for item in value):
            raise self.wrong(f"{key} is {value!r}, not a list of {name}", f"write {key} = […]", key)
        return value

    def number(self, key: str) -> int | None:
        """A whole number, or None where it is not given."""
        value = self.values.get(key)
        if value is not None and type(value) is not int:
            raise self.wrong(f"{key} is {value!r}, not a whole number", f"write {key} = 12", key)
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """true or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(f"{key} is {value!r}", f"write {key} = true or {key} = false", key)
        return value

    def day(self, key: str) -> date:
        """A required date."""
        value = self.values.get(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.wrong(
                f"{key} is {value!r}, not a date", f"write {key} = 2026-11-24, without quotes", key
            )
        return value

    def one_of(self, key: str, allowed: Iterable[str]) -> str:
        """A required text out of a list."""
        value, words = self.text(key), list(allowed)
        if value not in words:
            raise self.wrong(f"{key} is {value!r}", f"use one of {', '.join(words)}", key)
        return value

    def only(self, allowed: Iterable[str]) -> None:
        """Raise QueriesError for a key that means nothing here."""
        known = set(allowed)
        for key in self.values:
            if key not in known:
                raise self.wrong(
                    f"{key} is not known here", f"use one of {', '.join(sorted(known))}", key
                )


def read_text(path: Path) -> str:
    """A text file's content. Raises QueriesError where it is missing or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise QueriesError(path, 1, "the file is missing", "restore it, or write it anew") from None
    except IsADirectoryError:
        raise QueriesError(path, 1, "this is a folder", "put a file in its place") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise QueriesError(path, line, f"not UTF-8: {error.reason}", "save it as UTF-8") from error


def load_toml(path: Path) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The values of a TOML file and its lines. Raises QueriesError for a mistake in it."""
    text = read_text(path)
    try:
        return tomllib.loads(text), tuple(text.split("\n"))
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        last = text.count("\n") + 1
        raise QueriesError(path, int(found[1]) if found else last, f"not TOML: {error}",
                           "mend the line named") from error  # fmt: skip


def entries(path: Path, name: str, *, also: Iterable[str] = ()) -> list[Entry]:
    """The `[[name]]` tables of a file, with their lines; none where the file is absent."""
    if not path.exists():
        return []
    values, lines = load_toml(path)
    for key in values:
        if key != name and key not in also:
            raise QueriesError(path, 1, f"{key} is not known here", f"write tables [[{name}]]")
    tables = values.get(name, [])
    starts = [n for n, line in enumerate(lines, 1) if (m := _TABLE.match(line)) and m[1] == name]
    if not isinstance(tables, list) or len(starts) != len(tables):
        raise QueriesError(
            path, 1, f"{name} is not written as tables", f"begin each with [[{name}]]"
        )
    return [Entry(path, line, table, lines) for line, table in zip(starts, tables, strict=True)]
