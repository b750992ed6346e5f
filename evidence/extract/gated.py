"""Patterns that are searched only where a literal of theirs stands (pure).

Python's search tries every alternative at every place of a text; a look for the
literals first passes over most sentences at a tenth of the cost. The literals are
those every match must hold (`evidence.extract.literals`), so that a gate loses no match.
In a long text even the literals are looked for only where the letters they begin and end with stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from evidence.extract.literals import alternatives, needed_literals, shortest

#: Texts from this length on are asked for runs of letters first.
_LONG: Final = 1000
#: Places for runs of three, of four and of six letters each; the last one stands for literals that are shorter.
_PLACES: Final = 1 << 16
_RUNS: Final = (3, 4, 6)
_NOWHERE: Final = len(_RUNS) * _PLACES


@lru_cache(maxsize=16)
def _runs(lower: str) -> bytearray:
    """Which runs of letters stand in a text, by their places; never less than do."""
    made = bytearray(_NOWHERE + 1)
    held = np.frombuffer(made, dtype=np.uint8)
    codes = np.frombuffer(lower.encode("latin-1", "replace"), dtype=np.uint8).astype(np.uint16)
    for part, n in enumerate(_RUNS):
        if len(codes) >= n:
            held[part * _PLACES : (part + 1) * _PLACES][_places(codes, n)] = 1
    held[_NOWHERE] = 1
    return made


def _places(codes: NDArray[np.uint16], n: int) -> NDArray[np.uint16]:
    """A place below `_PLACES` for each run of `n` letters."""
    end = len(codes) - n + 1
    made = codes[:end]
    for i in range(1, n):
        made = made * np.uint16(61) + codes[i : end + i]
    return made


def stands(literals: Iterable[str], lower: str) -> bool:
    """Whether one of the literals stands in a text in small letters."""
    for literal in literals:  # noqa: SIM110 (a generator costs more than the look itself)
        if literal in lower:
            return True
    return False


#: A literal with the places of the runs it begins and ends with.
_Placed: TypeAlias = tuple[str, int, int]


def _placed(literal: str) -> _Placed:
    part = max((i for i, n in enumerate(_RUNS) if n <= len(literal)), default=-1)
    if part < 0:
        return literal, _NOWHERE, _NOWHERE
    codes = np.frombuffer(literal.encode("latin-1", "replace"), dtype=np.uint8).astype(np.uint16)
    places = _places(codes, _RUNS[part])
    return literal, part * _PLACES + int(places[0]), part * _PLACES + int(places[-1])


#: The places of all literals, and where those of each alternative begin.
_ONES: Final[list[int]] = []
_TWOS: Final[list[int]] = []
_STARTS: Final[list[int]] = []


@lru_cache(maxsize=2)
def _book(n: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The three lists above as arrays, for the `n` alternatives there are."""
    end = _STARTS[n] if n < len(_STARTS) else len(_ONES)
    return np.array(_ONES[:end]), np.array(_TWOS[:end]), np.array(_STARTS[:n])


@lru_cache(maxsize=16)
def _may(lower: str, n: int) -> bytes:
    """For each of `n` alternatives whether it may stand in a text by the runs of letters of its literals."""
    ones, twos, starts = _book(n)
    held = np.frombuffer(_runs(lower), dtype=np.uint8)
    made: bytes = np.bitwise_or.reduceat(held[ones] & held[twos], starts).tobytes()
    return made


def _numbered(placed: tuple[_Placed, ...]) -> int:
    """The number of a new alternative, whose literals are noted."""
    _STARTS.append(len(_ONES))
    for _, one, two in placed or (("", _NOWHERE, _NOWHERE),):
        _ONES.append(one)
        _TWOS.append(two)
    return len(_STARTS) - 1


@dataclass(frozen=True, slots=True)
class _Branch:
    """One alternative of a pattern and literals, one of which every match of it holds; none gate nothing.
    `placed` are the literals with the places of their letters; `number` is its place among all."""

    literals: tuple[str, ...]
    pattern: re.Pattern[str]
    placed: tuple[_Placed, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Gated:
    """A pattern and its alternatives, each behind literals in small letters.

    `literals` are those of all alternatives; empty where one of them has none.
    """

    branches: tuple[_Branch, ...]
    pattern: re.Pattern[str]
    literals: tuple[str, ...]

    def may_stand_in(self, lower: str) -> bool:
        """Whether a text in small letters may hold a match; False is certain."""
        if not self.literals:
            return True
        if len(lower) >= _LONG:
            return next(self._standing(lower), None) is not None
        return stands(self.literals, lower)

    def _standing(self, lower: str) -> Iterator[tuple[_Branch, tuple[_Placed, ...]]]:
        """The alternatives that may stand in a long text, with those of their literals that do."""
        branches = self.branches
        may = _may(lower, len(_STARTS))
        first, last = branches[0].number, branches[-1].number
        if last - first + 1 == len(branches):  # one after the other, as they were made
            if may.find(1, first, last + 1) < 0:
                return
            open_ = [branch for branch, is_open in zip(branches, may[first : last + 1], strict=True) if is_open]
        else:
            open_ = [branch for branch in branches if may[branch.number]]
        runs = _runs(lower)
        for branch in open_:
            held = tuple([p for p in branch.placed if runs[p[1]] and runs[p[2]] and p[0] in lower])
            if held or not branch.placed:
                yield branch, held

    def within(self, whole: str) -> Gated | None:
        """The same for the parts of a text, given whole in small letters: with the alternatives and
        literals that stand in it; None where none does."""
        branches: list[_Branch] = []
        literals: list[str] = []
        is_open = False
        for branch, placed in self._standing(whole):
            held = tuple([literal for literal, *_ in placed])
            branches.append(_Branch(held, branch.pattern, placed, branch.number))
            literals += held
            is_open = is_open or not held
        if not branches:
            return None
        return Gated(tuple(branches), self.pattern, () if is_open else tuple(literals))

    def search(self, text: str, lower: str) -> re.Match[str] | None:
        """The first match in a text, given with its small letters."""
        branches: Iterable[_Branch] = self.branches
        if len(lower) >= _LONG:
            branches = [branch for branch, _ in self._standing(lower)]
        elif self.literals:
            if not stands(self.literals, lower):
                return None
            if len(self.branches) > 1:
                branches = [branch for branch in self.branches if stands(branch.literals, lower)]
        else:
            branches = [b for b in self.branches if not b.literals or stands(b.literals, lower)]
        first: re.Match[str] | None = None
        for branch in branches:
            found = branch.pattern.search(text)
            if found and (first is None or found.start() < first.start()):
                first = found
        return first

    def finditer(self, text: str, lower: str) -> Iterator[re.Match[str]]:
        """The matches in a text, given with its small letters."""
        first = self.search(text, lower)
        return self.pattern.finditer(text, first.start()) if first else iter(())


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
    return Gated(branches, whole, held)


def _branch(pattern: str, flags: re.RegexFlag) -> _Branch:
    held = needed_literals(pattern, flags)
    placed = tuple(map(_placed, held))
    return _Branch(held, re.compile(pattern, flags), placed, _numbered(placed))
