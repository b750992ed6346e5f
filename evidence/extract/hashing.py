"""Words of a text as numbered features for small linear models."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_TOKEN: Final = re.compile(r"[a-z]+(?:-[a-z]+)*|\d+(?:[.,·]\d+)*|[%<>=±:?]")


def tokens(text: str) -> list[str]:
    """Lower-case words and signs; every number becomes ``0``.

    >>> tokens("Pain fell by 12.5% (P<.001).")
    ['pain', 'fell', 'by', '0', '%', 'p', '<', '0']
    """
    return ["0" if t[0].isdigit() else t for t in raw_tokens(text)]


def raw_tokens(text: str) -> list[str]:
    """The same with numbers as printed."""
    made: list[str] = _TOKEN.findall(text.lower())
    return made


def plain(token: str) -> str:
    """A token as `tokens` gives it."""
    return "0" if token[0].isdigit() else token


@lru_cache(maxsize=200_000)
def place(feature: str, size: int) -> int:
    """The column of a feature in a table of `size` columns; the same on every machine."""
    return crc32(feature.encode()) % size


class _WordNumbers(dict[str, int]):
    """Numbers of words, remembered; a language has more words than a run of reports."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = crc32(word.encode())
        return self[word]


_MOST_WORDS: Final = 200_000
_NUMBERS: Final = _WordNumbers()


def word_numbers(words: Sequence[str]) -> NDArray[np.uint64]:
    """A number for each word, the same on every machine."""
    return np.fromiter(map(_NUMBERS.__getitem__, words), np.uint64, len(words))


def pair_numbers(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A number for each pair of neighbours."""
    return numbers[:-1] * np.uint64(0x9E3779B1) + numbers[1:]


def spread(numbers: NDArray[np.uint64], kind: int, size: int) -> NDArray[np.int64]:
    """The columns of numbered features of one kind in a table of `size`, a power of two."""
    mixed = (numbers + np.uint64(kind * 0x85EBCA77)) * np.uint64(0x9E3779B97F4A7C15)
    return ((mixed >> np.uint64(40)) & np.uint64(size - 1)).astype(np.int64)
