"""Raw tables: the values of a stretch of records as they stand in the XML, by row.

Both readers make them; what follows does not know which one did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from evidence.sources.pubmed.arrays import at, is_held, strings


@dataclass(frozen=True, slots=True)
class Raw:
    """Rows of one raw table in document order, and what tells them apart.

    `levels[0]` is the record's place in the stretch, the others the place among
    its siblings of each ancestor that is a row, the last one the row's own.
    `markup` has, by field, the rows with inline markup and what it was.
    """

    levels: tuple[Any, ...]
    fields: Mapping[str, Any]
    markup: Mapping[str, Mapping[int, str]]

    def __len__(self) -> int:
        return len(self.levels[0])

    @property
    def record(self) -> Any:
        """The record's place in the stretch, for each row."""
        return self.levels[0]

    def rows(self, *fields: str) -> Any:
        """Rows where any of `fields` is held, ascending."""
        arrays = [self.fields[f] for f in fields if self.fields[f].null_count < len(self)]
        if not arrays:
            return np.zeros(0, np.int64)
        held = is_held(arrays[0])
        for array in arrays[1:]:
            held = held | is_held(array)
        return np.flatnonzero(held)

    def take(self, field: str, rows: Any) -> Any:
        """The values of a field in `rows`; NULL where a row is -1."""
        return at(self.fields[field], rows)

    def first(self, field: str, n_records: int, is_last: bool = False) -> Any:
        """For each record the row with its first (or last) value of a field; -1 for none."""
        rows = self.rows(field)
        places: Any = np.full(n_records, -1, np.int64)
        places[self.record[rows[::1 if is_last else -1]]] = rows[:: 1 if is_last else -1]
        return places

    def one(self, field: str, n_records: int) -> Any:
        """For each record the first value of a field; NULL for none."""
        return self.take(field, self.first(field, n_records))

    def parents(self) -> Any:
        """For each row a number of the element it stands in, from 0."""
        return runs_of_parents(self.levels)


def runs(levels: tuple[Any, ...]) -> Any:
    """Number of the run of equal rows each row belongs to, from 0."""
    return np.cumsum(_changes(levels)) if len(levels[0]) else np.zeros(0, np.int64)


def runs_of_parents(levels: tuple[Any, ...]) -> Any:
    """Number of the element each row stands in, from 0: rows in each are counted anew."""
    if not len(levels[0]):
        return np.zeros(0, np.int64)
    changes, own = _changes(levels[:-1]), levels[-1]
    changes[1:] |= own[1:] < own[:-1]
    changes[1:] |= (own[1:] == 0) & (own[:-1] == 0)
    return np.cumsum(changes)


def _changes(levels: tuple[Any, ...]) -> Any:
    changes: Any = np.zeros(len(levels[0]), bool)
    for level in levels:
        changes[1:] |= level[1:] != level[:-1]
    return changes


def counted(group: Any) -> Any:
    """Place of each row within its group, from 0; groups stand together."""
    if not len(group):
        return np.zeros(0, np.int64)
    starts = np.flatnonzero(np.concatenate(([True], group[1:] != group[:-1])))
    lengths: Any = np.diff(np.append(starts, len(group)))
    return np.arange(len(group)) - np.repeat(starts, lengths)


def matched(inner: tuple[Any, ...], outer: tuple[Any, ...]) -> Any:
    """For each row of `inner` the first row of `outer` with the same levels; -1 for none."""
    if not len(outer[0]) or not len(inner[0]):
        return np.full(len(inner[0]), -1, np.int64)
    wanted: Any = np.zeros(len(inner[0]), np.int64)
    held: Any = np.zeros(len(outer[0]), np.int64)
    for low, high in zip(inner, outer, strict=True):
        size = int(max(low.max(), high.max())) + 1
        wanted, held = wanted * size + low, held * size + high
    order = np.argsort(held, kind="stable")
    places: Any = np.searchsorted(held, wanted, sorter=order)
    found = order[np.minimum(places, len(held) - 1)]
    return np.where(held[found] == wanted, found, -1)


def empty(depth: int, fields: tuple[str, ...]) -> Raw:
    """A raw table without rows."""
    nothing: Any = np.zeros(0, np.int64)
    return Raw((nothing,) * depth, {name: strings([]) for name in fields}, {})


def joined(parts: list[Any]) -> Any:
    """Arrays one after the other, as one."""
    return parts[0] if len(parts) == 1 else pa.concat_arrays(parts)
