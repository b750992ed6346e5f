"""The columns of the schema, made from raw tables a whole stretch at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.sources.pubmed.arrays import (
    booleans,
    bounds,
    by_value,
    is_held,
    numbers,
)
from evidence.sources.pubmed.dates import day_of, seconds_of
from evidence.sources.pubmed.raw import Raw, counted

_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(slots=True)
class Shaped:
    """Columns of each table for a stretch of records, in the order of the schema.

    A child table's columns come without its key; `records` has for each row the
    record's place in the stretch. `rejected` maps a place to the reason.
    """

    raw: Mapping[str, Raw]
    n_records: int
    columns: dict[str, list[Any]] = field(default_factory=dict)
    records: dict[str, Any] = field(default_factory=dict)
    markup: list[tuple[int, str, int, str]] = field(default_factory=list)
    rejected: dict[int, str] = field(default_factory=dict)

    def put(self, table: str, records: Any, columns: list[Any]) -> None:
        """The rows of a child table."""
        self.records[table], self.columns[table] = records, columns

    def keep_markup(self, where: str, raw: Raw, name: str, rows: Any, places: Any = None) -> None:
        """Keep the markup of a field's `rows`, which became row `places` of a table."""
        held = raw.markup.get(name)
        if held:
            numbers_of = rows * 0 if places is None else places
            for row, place in zip(rows.tolist(), numbers_of.tolist(), strict=True):
                if row in held:
                    self.markup.append((int(raw.record[row]), where, place, held[row]))

    def listed(self, table: str, source: str, key: str, *fields: str | Callable[[Raw, Any], Any]) -> None:
        """A table with one row for every value of `key`, counted within the record."""
        raw = self.raw[source]
        rows = raw.rows(key)
        records = raw.record[rows]
        place = counted(records)
        columns = [f(raw, rows) if callable(f) else raw.take(f, rows) for f in fields]
        self.put(table, records, [numbers(place, pa.int32()), *columns])
        self.keep_markup(f"{table}", raw, key, rows, place)


def yes(array: Any) -> Any:
    """Y and N as booleans; NULL where not stated."""
    ends, data = bounds(array)
    held = is_held(array)
    padded: Any = np.append(data, 0)
    return booleans((padded[ends[:-1]] == ord("Y")) & (ends[1:] - ends[:-1] == 1) & held, held)


def whole_number(text: str | None, n_digits: int = 9) -> int | None:
    """The number a text is, of at most `n_digits` digits; None for anything else."""
    text = (text or "").strip()
    is_number = len(text) <= n_digits and text.isascii() and text.isdigit()
    return int(text) if is_number else None


def whole_numbers(array: Any, kind: Any, n_digits: int = 9) -> Any:
    """Texts as numbers; NULL where a text is none."""
    made, which = by_value(array, lambda text: whole_number(text, n_digits))
    values = np.array([0 if m is None else m for m in made] + [0], np.int64)
    valid = np.array([m is not None for m in made] + [False])
    return numbers(values[which], kind, valid[which])


def by_parts(arrays: list[Any], read: Callable[[list[str | None]], Any]) -> tuple[list[Any], Any]:
    """(what `read` makes of each distinct row of values, which of them each row has)."""
    rows = together("\x1f", *arrays)
    return by_value(rows, lambda row: read([part or None for part in row.split("\x1f")]))


def together(separator: str, *arrays: Any, skips: bool = False) -> Any:
    """Texts joined row by row, an empty one for NULL, or none where it `skips`."""
    handling = "skip" if skips else "replace"
    return pc.binary_join_element_wise(*arrays, constant(separator, len(arrays[0])), null_handling=handling)


def moments_of(parts: Mapping[str, Any]) -> tuple[Any, Any]:
    """(microseconds since 1970, whether the parts are a possible date) of each row."""
    days, which_day = by_parts([parts[p] for p in ("Year", "Month", "Day")], lambda d: day_of(*d))
    midnights = np.array([0 if d is None else d.toordinal() - _EPOCH for d in days] + [0], np.int64)
    is_read = np.array([d is not None for d in days] + [False])[which_day]
    micros = midnights[which_day] * 86_400_000_000
    if "Hour" in parts:
        times, which = by_parts([parts[p] for p in ("Hour", "Minute", "Second")], lambda t: seconds_of(*t))
        micros += np.array([*times, 0], np.int64)[which] * 1_000_000
    return micros, is_read


def constant(value: str, length: int) -> Any:
    """One text, over and over."""
    text = value.encode()
    offsets: Any = np.arange(length + 1, dtype=np.int32) * len(text)
    return pa.StringArray.from_buffers(length, pa.py_buffer(offsets), pa.py_buffer(text * length))


def held_or(array: Any, default: str) -> Any:
    """The texts, and `default` for NULL."""
    return pc.coalesce(array, constant(default, len(array)))


def in_order(records: list[Any]) -> Any:
    """The order that puts the rows of several lists, one after the other, by record."""
    return np.argsort(np.concatenate(records), kind="stable")
