"""A hash of all that was read of a record: equal for equal content, whatever its layout."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.sources.pubmed.arrays import bounds
from evidence.sources.pubmed.shaped import constant, together


def fingerprints(tables: Mapping[str, tuple[Any, Iterable[Any]]], n_records: int) -> list[str]:
    """One hash for each record of a stretch, over its rows in every table.

    `tables` has for each name the record of each row, and the columns. Moments are
    left out: their letters stand beside them.
    """
    parts: list[Any] = []
    for name in sorted(tables):
        records, columns = tables[name]
        if not len(records):
            continue
        # Each row begins with its table's name: the hash must not tell how rows of several
        # records were interleaved.
        n_rows = len(records)
        rows = together("\x1f", constant(name, n_rows), *_texts(columns), constant("\x1e", n_rows))
        parts += _by_record(rows, records, n_records)
    ends, data = bounds(pc.binary_join_element_wise(*parts, constant("", n_records)))
    held = memoryview(data)
    return [
        hashlib.blake2b(held[start:end], digest_size=16).hexdigest()
        for start, end in itertools.pairwise(ends.tolist())
    ]


def _by_record(rows: Any, records: Any, n_records: int) -> Iterator[Any]:
    """The texts of rows, all of a record's as one: once for each stretch of ascending records."""
    ends, data = bounds(rows)
    falls: Any = np.flatnonzero(records[1:] < records[:-1]) + 1
    for first, last in itertools.pairwise([0, *falls.tolist(), len(records)]):
        cuts = first + np.searchsorted(records[first:last], np.arange(n_records + 1))
        offsets = pa.py_buffer(np.ascontiguousarray(ends[cuts], np.int32))
        yield pa.StringArray.from_buffers(n_records, offsets, pa.py_buffer(data))


def _texts(columns: Iterable[Any]) -> Iterator[Any]:
    for column in columns:
        if pa.types.is_string(column.type):
            yield column
        elif not pa.types.is_timestamp(column.type):
            yield column.cast(pa.string())
