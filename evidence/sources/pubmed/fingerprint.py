"""A hash of all that was read of a record: equal for equal content, whatever its layout."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from evidence.sources.pubmed.arrays import bounds
from evidence.sources.pubmed.raw import Raw
from evidence.sources.pubmed.shaped import constant, together

# Tables whose rows need to be told which of their parents they belong to.
_NESTED = ("author_affiliation", "investigator_affiliation", "mesh", "reference_id", "accession")


def fingerprints(raw: Mapping[str, Raw], n_records: int) -> list[str]:
    """One hash for each record of a stretch, over its raw values and their markup."""
    pieces: list[list[bytes | memoryview]] = [[] for _ in range(n_records)]
    for name in sorted(raw):
        table = raw[name]
        if not len(table):
            continue
        mark = name.encode()
        rows = together("\x1f", *table.fields.values(), constant("\x1e", len(table)))
        ends, data = bounds(rows)
        held = memoryview(data)
        for record, start, end in _spans(table.record):
            pieces[record] += (mark, held[ends[start] : ends[end]])
        if name in _NESTED:
            parents = memoryview(table.levels[-2].astype(np.int16).tobytes())
            for record, start, end in _spans(table.record):
                pieces[record].append(parents[2 * start : 2 * end])
        for field in sorted(table.markup):
            for row, markup in sorted(table.markup[field].items()):
                pieces[int(table.record[row])] += (field.encode(), markup.encode())
    return [hashlib.blake2b(b"".join(p), digest_size=16).hexdigest() for p in pieces]


def _spans(records: Any) -> list[tuple[int, int, int]]:
    """(record, first row, row after the last) for each record that has rows."""
    starts = np.flatnonzero(np.diff(records, prepend=-1))
    ends: Any = np.append(starts[1:], len(records))
    return list(zip(records[starts].tolist(), starts.tolist(), ends.tolist(), strict=True))
