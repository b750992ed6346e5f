"""Patterns that are searched only where a literal of theirs stands (pure).

Python's search tries every alternative at every place of a text; a look for the
literals first passes over most sentences at a tenth of the cost. The literals are
those every match must hold (`evidence.extract.literals`), so that a gate loses no match.
In a long text even the literals are looked for only where three letters of theirs stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from evidence.extract.literals import alternatives, needed_literals, shortest

#: Texts from this length on are asked for three letters first.
_LONG: Final = 1000
#: Places for threes of letters; the last one stands for literals that are shorter.
_PLACES: Final = 1 << 16
#: The signs of English, the most frequent first.
_FREQUENT: Final = " etaoinsrhldcumpfgybv-kwxzjq"
_NONE: Final = bytes(_PLACES + 1)


@lru_cache(maxsize=16)
def _threes(lower: str) -> bytes:
    """Which threes of letters stand in a text, by their places; never less than do."""
    held = np.frombuffer(bytearray(_NONE), dtype=np.uint8)
    held[_places(_codes(lower))] = 1
    held[_PLACES] = 1
    made: bytes = held.tobytes()
    return made


def _codes(text: str) -> NDArray[np.int64]:
    return np.frombuffer(text.encode("latin-1", "replace"), dtype=np.uint8).astype(np.int64)


def _places(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    found: NDArray[np.int64] = (codes[:-2] * 1009 + codes[1:-1] * 31 + codes[2:]) % _PLACES
    return found


#: A literal with the places of its two rarest threes of letters.
_Placed: TypeAlias = tuple[str, int, int]


def _placed(literal: str) -> _Placed:
    threes = sorted((literal[i : i + 3] for i in range(len(literal) - 2)), key=_frequency)
    if not threes:
        return literal, _PLACES, _PLACES
    one, two = (int(_places(_codes(three))[0]) for three in (threes[0], threes[:2][-1]))
    return literal, one, two


def _frequency(letters: str) -> int:
    return -sum(_FREQUENT.find(letter) % len(_FREQUENT) for letter in letters)


def _stands(lower: str, placed: tuple[_Placed, ...]) -> bool:
    """Whether one of the literals stands in a long text; True where there are none."""
    held = _threes(lower)
    for literal, one, two in placed:
        if held[one] and held[two] and literal in lower:
            return True
    return not placed


@dataclass(frozen=True, slots=True)
class _Branch:
    """One alternative of a pattern and literals, one of which every match of it holds; none gate nothing.
    `placed` are the literals with the places of three of their letters."""

    literals: tuple[str, ...]
    pattern: re.Pattern[str]
    placed: tuple[_Placed, ...]


@dataclass(frozen=True, slots=True)
class Gated:
    """A pattern and its alternatives, each behind literals in small letters.

    `literals` are those of all alternatives; empty where one of them has none.
    """

    branches: tuple[_Branch, ...]
    pattern: re.Pattern[str]
    literals: tuple[str, ...]
    placed: tuple[_Placed, ...]

    def may_stand_in(self, lower: str) -> bool:
        """Whether a text in small letters may hold a match; False is certain."""
        if len(lower) >= _LONG:
            return _stands(lower, self.placed)
        for literal in self.literals:
            if literal in lower:
                return True
        return not self.literals

    def within(self, whole: str) -> Gated | None:
        """The same for the parts of a text, given whole in small letters: with the alternatives and
        literals that stand in it; None where none does."""
        if self.placed and not _stands(whole, self.placed):
            return None
        branches: list[_Branch] = []
        placed: tuple[_Placed, ...] = ()
        is_open = False
        threes = _threes(whole)
        for branch in self.branches:
            held = tuple([p for p in branch.placed if threes[p[1]] and threes[p[2]] and p[0] in whole])
            if held or not branch.placed:
                branches.append(_Branch(tuple([literal for literal, *_ in held]), branch.pattern, held))
                placed += held
                is_open = is_open or not held
        if not branches:
            return None
        placed = () if is_open else placed
        return Gated(tuple(branches), self.pattern, tuple([literal for literal, *_ in placed]), placed)

    def search(self, text: str, lower: str) -> re.Match[str] | None:
        """The first match in a text, given with its small letters."""
        is_long = len(lower) >= _LONG
        if self.literals:
            if is_long:
                if not _stands(lower, self.placed):
                    return None
            else:
                for literal in self.literals:
                    if literal in lower:
                        break
                else:
                    return None
            if len(self.branches) == 1:
                return self.branches[0].pattern.search(text)
        return self._first(text, lower, is_long)

    def _first(self, text: str, lower: str, is_long: bool) -> re.Match[str] | None:
        first: re.Match[str] | None = None
        for branch in self.branches:
            if is_long:
                if not _stands(lower, branch.placed):
                    continue
            elif branch.literals:
                for literal in branch.literals:
                    if literal in lower:
                        break
                else:
                    continue
            found = branch.pattern.search(text)
            if found and (first is None or found.start() < first.start()):
                first = found
        return first

    def finditer(self, text: str, lower: str) -> Iterator[re.Match[str]]:
        """The matches in a text, given with its small letters."""
        return self.pattern.finditer(text) if self.search(text, lower) else iter(())


def gated(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> Gated:
    """A pattern behind the literals it needs.

    >>> gated(r"\\b(?:sham|placebos?)\\b").literals
    ('placebo', 'sham')
    >>> gated(r"\\brandomi[sz]ed to (?:\\w+ )?sham|at random").literals
    ('at random', 'randomised to ', 'randomized to ')
    """
    whole = re.compile(pattern, flags)
    parts = [pattern] if whole.groups else alternatives(pattern)
    branches = tuple(_branch(part, flags) for part in parts)
    is_gated = all(branch.literals for branch in branches)
    literals = frozenset(literal for branch in branches for literal in branch.literals)
    held = tuple(sorted(shortest(literals))) if is_gated else ()
    return Gated(branches, whole, held, tuple(map(_placed, held)))


def _branch(pattern: str, flags: re.RegexFlag) -> _Branch:
    held = needed_literals(pattern, flags)
    return _Branch(held, re.compile(pattern, flags), tuple(map(_placed, held)))
