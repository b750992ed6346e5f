"""Words of a text as numbered features for small linear models."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final
from zlib import crc32

_TOKEN: Final = re.compile(r"[a-z]+(?:-[a-z]+)*|\d+(?:[.,·]\d+)*|[%<>=±:?]")


def tokens(text: str) -> list[str]:
    """Lower-case words and signs; every number becomes ``0``.

    >>> tokens("Pain fell by 12.5% (P<.001).")
    ['pain', 'fell', 'by', '0', '%', 'p', '<', '0']
    """
    return ["0" if t[0].isdigit() else t for t in _TOKEN.findall(text.lower())]


def grams(words: list[str]) -> list[str]:
    """Single words and pairs of neighbours."""
    return words + [f"{a} {b}" for a, b in pairwise(words)]


@lru_cache(maxsize=200_000)
def place(feature: str, size: int) -> int:
    """The column of a feature in a table of `size` columns; the same on every machine."""
    return crc32(feature.encode()) % size
