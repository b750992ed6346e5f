"""Counts as printed: digits with any separator, and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from evidence.extract.gated import Gated
from evidence.extract.words import words_of

_UNITS: Final = {w: i for i, w in enumerate(
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
     "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"])}  # fmt: skip
_TENS: Final = {w: 10 * i for i, w in enumerate(
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}  # fmt: skip
_WORDS: Final = "|".join([*_TENS, *sorted(_UNITS, key=len, reverse=True), "hundred", "thousand"])
#: A whole number in digits, with comma, thin or plain space between thousands.
DIGITS: Final = r"(?:\d{1,3}(?:[, \u00a0\u2009\u202f]\d{3})+|\d+)(?![\d.,·]*\d)"
WORDS: Final = rf"(?:{_WORDS})(?:(?:\s+and)?[\s-]+(?:{_WORDS}))*"
#: Either, as one pattern without groups; use with re.IGNORECASE.
COUNT: Final = rf"(?<![\w.,·/–-])(?:{DIGITS}|\b{WORDS}\b)"


_WORD: Final = re.compile("|".join([*_TENS, *_UNITS, "hundred", "thousand"]))
_NOT_AFTER: Final = frozenset(".,·/–-_")


class _Counting(dict[str, bool]):
    """Whether a word begins with a number, remembered; a language has more words than a run of reports."""

    def __missing__(self, word: str) -> bool:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = word[0].isdecimal() or _WORD.match(word) is not None
        return self[word]


_MOST_WORDS: Final = 200_000
_COUNTING: Final = _Counting()


@lru_cache(maxsize=64)
def number_places(text: str) -> tuple[int, ...]:
    """Where a match of `COUNT` may begin in a text, in order; no more is certain."""
    read = words_of(text)
    made = [n for n, word in zip(read.starts, read.words, strict=True) if _COUNTING[word]]
    return tuple([n for n in made if not n or text[n - 1] not in _NOT_AFTER])


def at_numbers(pattern: re.Pattern[str] | Gated, text: str) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer(text)`` gives for a pattern that begins with `COUNT`, only where numbers stand."""
    if isinstance(pattern, Gated):
        if not pattern.may_stand_in(text.lower()):
            return
        pattern = pattern.pattern
    stop = 0
    for place in number_places(text):
        if place >= stop and (found := pattern.match(text, place)):
            stop = found.end()
            yield found


def first_at_number(pattern: re.Pattern[str] | Gated, text: str) -> re.Match[str] | None:
    """What ``pattern.search(text)`` gives for a pattern that begins with `COUNT`."""
    return next(at_numbers(pattern, text), None)


def count_value(text: str) -> int | None:
    """The whole number a text spells, or None.

    >>> count_value("13 388"), count_value("One hundred and twenty-four"), count_value("2,010")
    (13388, 124, 2010)
    """
    bare = re.sub(r"[,\s]", "", text)
    if bare.isdigit():
        return int(bare)
    total = current = 0
    for word in re.split(r"[\s-]+", text.lower()):
        if word in _UNITS or word in _TENS:
            current += _UNITS.get(word, _TENS.get(word, 0))
        elif word == "hundred":
            current = max(1, current) * 100
        elif word == "thousand":
            total, current = total + max(1, current) * 1000, 0
        elif word != "and":
            return None
    return total + current
