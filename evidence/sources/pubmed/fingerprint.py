"""A hash of all that was read of a record: equal for equal content, whatever its layout."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from evidence.sources.pubmed.arrays import bounds
from evidence.sources.pubmed.shaped import constant, together


def fingerprints(tables: Mapping[str, tuple[Any, Iterable[Any]]], n_records: int) -> list[str]:
    """One hash for each record of a stretch, over its rows in every table.

    `tables` has for each name the record of each row, and the columns. Moments are
    left out: their letters stand beside them.
    """
    pieces: list[list[memoryview]] = [[] for _ in range(n_records)]
    for name in sorted(tables):
        records, columns = tables[name]
        if not len(records):
            continue
        # Each row begins with its table's name: the hash must not tell how rows of several
        # records were interleaved.
        n_rows = len(records)
        rows = together("\x1f", constant(name, n_rows), *_texts(columns), constant("\x1e", n_rows))
        ends, data = bounds(rows)
        held = memoryview(data)
        starts = np.flatnonzero(np.diff(records, prepend=-1))
        own, first = records[starts].tolist(), ends[starts].tolist()
        for record, start, end in zip(own, first, [*first[1:], int(ends[-1])], strict=True):
            pieces[record].append(held[start:end])
    return [hashlib.blake2b(b"".join(p), digest_size=16).hexdigest() for p in pieces]


def _texts(columns: Iterable[Any]) -> Iterator[Any]:
    for column in columns:
        if pa.types.is_string(column.type):
            yield column
        elif not pa.types.is_timestamp(column.type):
            yield column.cast(pa.string())
