"""Patterns that are searched only where literals of theirs stand (pure).

Python's search tries every alternative at every place of a text. Every match of a pattern holds
certain literals (`evidence.extract.literals`), so that a gate loses no match: a text is read once
for the literals of all gates by one automaton (Aho and Corasick, 1975), and an alternative is
searched only where one of each set it needs was seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from ahocorasick import Automaton

from evidence.extract.literals import Needed, alternatives, needed_literals

#: The sets of literals of all gates; the place of each is its bit.
_SETS: Final[dict[Needed, int]] = {}
#: From so many alternatives on those that stand are looked up, not asked one by one.
_MANY: Final = 5
#: Letters that `re.IGNORECASE` takes for i or s though small letters do not make them so.
_ODD_LETTERS: Final = ("\u0131", "\u017f", "\u0307")


@lru_cache(maxsize=2)
def _automaton(n: int) -> tuple[Automaton, list[int]]:
    """What finds the literals of the first `n` sets, and the bits of the sets each belongs to."""
    bits: dict[str, int] = {}
    for number, literals in enumerate(list(_SETS)[:n]):
        for literal in literals:
            bits[literal] = bits.get(literal, 0) | (1 << number)
    made = Automaton()
    ordered = sorted(bits, key=_by_letters)  # what follows a letter is looked for in the order it came
    for place, literal in enumerate(ordered):
        made.add_word(literal, place)
    made.make_automaton()
    return made, [bits[literal] for literal in ordered]


#: Letters as often as they stand in abstracts, the most common first.
_LETTERS: Final = " etianosrcdlhpmufgywv"


def _by_letters(literal: str) -> list[int]:
    return [_LETTERS.find(letter) % 100 for letter in literal]


@lru_cache(maxsize=128)
def _standing(lower: str, n: int) -> int:
    """The bits of those of the first `n` sets of which a literal stands in a text in small letters."""
    if not n:
        return 0
    if not lower.isascii() and any(letter in lower for letter in _ODD_LETTERS):
        return (1 << n) - 1
    automaton, bits = _automaton(n)
    made = 0
    for number in {value for _, value in automaton.iter(lower)}:
        made |= bits[number]
    return made


def stands(literals: Iterable[str], lower: str) -> bool:
    """Whether one of the literals stands in a text in small letters."""
    for literal in literals:  # noqa: SIM110 (a generator costs more than the look itself)
        if literal in lower:
            return True
    return False


@dataclass(frozen=True)
class _Branch:
    """One alternative of a pattern, the bits of the sets of literals that it needs and that of the first."""

    needed: int
    first: int
    source: str
    flags: re.RegexFlag

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when it is first searched: many never are."""
        return re.compile(self.source, self.flags)


@dataclass(frozen=True)
class Gated:
    """A pattern and its alternatives, each behind literals in small letters.

    `first` are the bits of one set for each alternative; 0 where one of them needs none.
    """

    branches: tuple[_Branch, ...]
    source: str
    flags: re.RegexFlag
    first: int

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The whole."""
        return re.compile(self.source, self.flags)

    @property
    def is_gated(self) -> bool:
        """Whether every match holds literals that are known."""
        return self.first > 0

    def may_stand_in(self, lower: str) -> bool:
        """Whether a text in small letters may hold a match; False is certain."""
        if not self.first:
            return True
        told = _standing(lower, len(_SETS))
        return bool(told & self.first) and bool(self._open(told))

    def _open(self, told: int) -> list[_Branch]:
        """The alternatives of whose sets the bits are told, in their order."""
        if not self.first or len(self.branches) < _MANY:
            return [b for b in self.branches if told & b.needed == b.needed]
        numbers, held = [], told & self.first
        while held:
            bit = held & -held
            numbers += self._by_bit[bit]
            held ^= bit
        return [b for n in sorted(numbers) if told & (b := self.branches[n]).needed == b.needed]

    @cached_property
    def _by_bit(self) -> dict[int, list[int]]:
        """The numbers of the alternatives by the bit of their first set."""
        made: dict[int, list[int]] = {}
        for number, branch in enumerate(self.branches):
            made.setdefault(branch.first, []).append(number)
        return made

    def within(self, whole: str) -> Gated | None:
        """The gate for the parts of a text, given whole in small letters; None where no part holds a match."""
        return self if self.may_stand_in(whole) else None

    def search(self, text: str, lower: str | None = None) -> re.Match[str] | None:
        """The first match in a text, which may be given with its small letters, or with those of a wider text."""
        told = _standing(text.lower() if lower is None else lower, len(_SETS))
        if self.first and not told & self.first:
            return None
        first: re.Match[str] | None = None
        for branch in self._open(told):
            found = branch.pattern.search(text)
            if found and (first is None or found.start() < first.start()):
                first = found
        return first

    def finditer(self, text: str, lower: str | None = None) -> Iterator[re.Match[str]]:
        """The matches in a text, which may be given with its small letters, or with those of a wider text."""
        first = self.search(text, lower)
        return self.pattern.finditer(text, first.start()) if first else iter(())


def gated(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> Gated:
    """A pattern behind the literals it needs.

    >>> gate = gated(r"\\b(?:sham|placebos?)\\b")
    >>> gate.may_stand_in("placebo pills"), gate.may_stand_in("pills")
    (True, False)
    """
    parts = alternatives(pattern, flags)
    sets = [needed_literals(part, flags) for part in parts]
    branches = tuple(
        _Branch(_bits(one), _bits(one[:1]), part, flags) for part, one in zip(parts, sets, strict=True)
    )
    return Gated(branches, pattern, flags, _bits(one[0] for one in sets) if all(sets) else 0)


def _bits(sets: Iterable[Needed]) -> int:
    made = 0
    for one in sets:
        made |= 1 << _SETS.setdefault(one, len(_SETS))
    return made
