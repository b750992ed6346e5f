"""The words of a text with their places, found once for every reader (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final

_WORD: Final = re.compile(r"([^\W_]+)")


@dataclass(frozen=True, slots=True)
class Words:
    """Runs of letters and digits in small letters, and where each begins and ends in its text."""

    words: list[str]
    starts: list[int]
    ends: list[int]


@lru_cache(maxsize=64)
def words_of(text: str) -> Words:
    """The words of a text, in order.

    >>> words_of("Pain (VAS) fell")
    Words(words=['pain', 'vas', 'fell'], starts=[0, 6, 11], ends=[4, 9, 15])
    """
    lower = text.lower()
    is_as_long = len(lower) == len(text)
    parts = _WORD.split(lower if is_as_long else text)
    places = list(accumulate(map(len, parts)))
    words = parts[1::2]
    # the parts between words come first and last
    return Words(words if is_as_long else [word.lower() for word in words], places[0:-1:2], places[1::2])
