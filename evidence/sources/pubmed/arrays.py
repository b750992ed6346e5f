"""Arrow arrays made from NumPy buffers and lists of text.

`pa.array` loads pandas wherever it is installed, which costs each worker more
memory than the parsing; these do not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_EPOCH = datetime(1970, 1, 1)


def strings(values: Sequence[str | None]) -> Any:
    """A string array; None is NULL."""
    builder = pa.lib.StringBuilder()
    builder.append_values(values)
    return builder.finish()


def of_type(values: Sequence[Any], kind: Any) -> Any:
    """An array of Arrow type `kind` from Python values; None is NULL."""
    if pa.types.is_string(kind):
        return strings(values)
    valid = np.array([v is not None for v in values], bool)
    if pa.types.is_boolean(kind):
        return booleans(np.array([bool(v) for v in values], bool), valid)
    if pa.types.is_date(kind):
        values = [v and v.toordinal() - _EPOCH.toordinal() for v in values]
    elif pa.types.is_timestamp(kind):
        values = [microseconds(v) for v in values]
    return numbers(np.array([v or 0 for v in values], np.int64), kind, valid)


def microseconds(moment: datetime | None) -> int:
    """A moment as Arrow counts it; 0 for none."""
    return 0 if moment is None else (moment - _EPOCH) // timedelta(microseconds=1)


def packed(values: Any) -> Any:
    """The bitmap of a boolean NumPy array."""
    return pa.py_buffer(np.packbits(values, bitorder="little"))


def numbers(values: Any, kind: Any, valid: Any = None) -> Any:
    """An array of numbers, dates or moments of Arrow type `kind`; NULL where not `valid`."""
    fitting = np.ascontiguousarray(values, dtype=f"i{kind.bit_width // 8}")
    bitmap = None if valid is None else packed(valid)
    return pa.Array.from_buffers(kind, len(fitting), [bitmap, pa.py_buffer(fitting)])


def booleans(values: Any, valid: Any = None) -> Any:
    """A boolean array; NULL where not `valid`."""
    bitmap = None if valid is None else packed(valid)
    return pa.Array.from_buffers(pa.bool_(), len(values), [bitmap, packed(values)])


def is_held(array: Any) -> Any:
    """Whether each value is not NULL, as booleans of NumPy."""
    if array.null_count == 0:
        return np.ones(len(array), bool)
    if array.null_count == len(array):
        return np.zeros(len(array), bool)
    bitmap = np.frombuffer(array.buffers()[0], np.uint8)
    bits = np.unpackbits(bitmap, count=array.offset + len(array), bitorder="little")
    return bits[array.offset :].view(bool)


def at(array: Any, places: Any) -> Any:
    """The values at `places`; NULL where a place is -1."""
    if array.null_count == len(array):
        return pa.nulls(len(places), array.type)
    is_there = places >= 0
    if is_there.all():
        whole = len(places) == len(array) and bool((places == np.arange(len(places))).all())
        return array if whole else array.take(numbers(places, pa.int32()))
    return array.take(numbers(places, pa.int32(), is_there))


_SLICE = 1 << 17  # so that every count is taken while the bytes are still near at hand


def n_signs(data: Any) -> int:
    """How many bytes are neither white space nor control signs."""
    return int(np.count_nonzero(data > 32))


def inline_tags(content: bytes) -> Any:
    """Where each tag begins whose name begins with a small letter, as inline tags do."""
    signs, found = np.frombuffer(content, np.uint8), list[Any]([np.zeros(0, np.int64)])
    for start in range(0, len(content) - 2, _SLICE):
        end = min(start + _SLICE, len(content) - 2)
        one, two = signs[start + 1 : end + 1], signs[start + 2 : end + 2]
        is_name = one == ord("/")
        is_name &= two >= ord("a")
        is_name |= one >= ord("a")
        is_name &= signs[start:end] == ord("<")
        if is_name.any():
            found.append(np.flatnonzero(is_name) + start)
    return np.concatenate(found)


def signs_and_places(content: bytes, sign: int, *pairs: bytes) -> tuple[int, list[int], list[list[int]]]:
    """(n_signs, where a byte stands, where each pair of bytes does): all of them should be seldom."""
    signs, total, places = np.frombuffer(content, np.uint8), 0, list[int]()
    wanted = [(int(np.frombuffer(pair, np.uint16)[0]), list[int]()) for pair in pairs]
    for start in range(0, len(content), _SLICE):
        part = signs[start : start + _SLICE]
        total += n_signs(part)
        _add_places(part == sign, start, 1, places)
        for first in (start, start + 1):
            held = signs[first : first + _SLICE]
            held = held[: len(held) & ~1].view(np.uint16)
            for pair, found in wanted:
                _add_places(held == pair, first, 2, found)
    return total, places, [found for _, found in wanted]


def _add_places(is_there: Any, first: int, width: int, found: list[int]) -> None:
    if is_there.any():
        found += (np.flatnonzero(is_there) * width + first).tolist()


def require_utf8(content: bytes) -> None:
    """Raise ValueError for bytes that are no UTF-8."""
    ends = pa.py_buffer(np.array([0, len(content)], np.int32))
    pa.StringArray.from_buffers(1, ends, pa.py_buffer(content)).validate(full=True)


def n_lines(content: bytes) -> int:
    """How many line ends there are: `bytes.count`, several times as fast."""
    signs = np.frombuffer(content, np.uint8)
    starts = range(0, len(signs), _SLICE)
    return sum(int(np.count_nonzero(signs[start : start + _SLICE] == 10)) for start in starts)


def bounds(array: Any) -> tuple[Any, Any]:
    """(offsets, bytes) of a string array, as NumPy arrays."""
    _, offsets, data = array.buffers()
    ends: Any = np.frombuffer(offsets, np.int32)[array.offset : array.offset + len(array) + 1]
    return ends, np.frombuffer(data or b"", np.uint8)


def replaced(array: Any, rows: Any, values: Sequence[str | None]) -> Any:
    """`array` with other values in `rows` (ascending)."""
    if not len(rows):
        return array
    mask: Any = np.zeros(len(array), bool)
    mask[rows] = True
    return pc.replace_with_mask(array, booleans(mask), strings(values))


def by_value(array: Any, read: Callable[[str], Any]) -> tuple[list[Any], Any]:
    """(what `read` makes of each distinct value, which of them each row has; -1 for NULL)."""
    coded = array.dictionary_encode()
    made = [read(value) for value in coded.dictionary.to_pylist()]
    indices = coded.indices
    which = np.frombuffer(indices.buffers()[1], np.int32)[indices.offset :][: len(indices)]
    return made, np.where(is_held(indices), which, -1)
