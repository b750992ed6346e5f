"""Literals that every match of a pattern holds, taken from the pattern as Python itself parses it (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from re import _casefix, _constants, _parser  # type: ignore[attr-defined]
from typing import Any, Final, TypeAlias

#: How many strings a part of a pattern may stand for before it is no longer spelled out.
_MOST: Final = 24
#: Literals in small letters, one of which every match holds.
Needed: TypeAlias = frozenset[str]


def needed_literals(pattern: str, flags: re.RegexFlag) -> tuple[Needed, ...]:
    """Sets of literals in small letters; every match holds at least one literal of each set.
    The set that passes over most texts comes first; empty where none can be told.

    >>> [sorted(one) for one in needed_literals(r"randomi[sz]ed to (?:\\w+ )?(?:sham|placebo)", re.IGNORECASE)]
    [['randomised to ', 'randomized to '], ['placebo', 'sham']]
    """
    return _sifted(_Parts.of(_parser.parse(pattern, flags)).needed)


def alternatives(pattern: str) -> list[str]:
    """A pattern parted at its outermost ``|``."""
    parts, start, depth, is_class, n = [], 0, 0, False, 0
    while n < len(pattern):
        sign = pattern[n]
        if sign == "\\":
            n += 1
        elif is_class:
            is_class = sign != "]"
        elif sign == "[":
            is_class = True
            n += pattern[n + 1 : n + 2] in ("]", "^")
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and not depth:
            parts.append(pattern[start:n])
            start = n + 1
        n += 1
    return [*parts, pattern[start:]]


def _shortest(literals: Needed) -> Needed:
    """Without those that hold another."""
    if len({len(one) for one in literals}) == 1:
        return literals
    return frozenset(one for one in literals if not any(other in one for other in literals if other != one))


def _sifted(sets: Iterable[Needed]) -> tuple[Needed, ...]:
    """Each set once, the telling ones first; a set with a literal of one letter stands only where it is alone."""
    made = sorted(dict.fromkeys(map(_shortest, sets)), key=_worth, reverse=True)
    return tuple([one for one in made if min(map(len, one)) > 1] or made[:1])


def _worth(literals: Needed) -> float:
    """Long literals pass over more texts than short ones, few over more than many."""
    return min(6, min(map(len, literals))) - 0.3 * min(7, len(literals))


@dataclass(frozen=True, slots=True)
class _Parts:
    """All strings a part can match, None where they are many; and sets of literals of every match."""

    exact: Needed | None
    needed: tuple[Needed, ...] = ()

    @classmethod
    def of(cls, items: Sequence[tuple[Any, Any]]) -> _Parts:
        """Of parts one after the other."""
        run: Needed | None = frozenset({""})
        whole = True
        needed: list[Needed] = []
        for item in items:
            part = _part(item)
            joined = _crossed(run, part.exact)
            if joined is not None:
                run = joined
                if part.exact == _EMPTY.exact:
                    needed += part.needed
                continue
            whole = False
            needed += part.needed
            needed += _told(run)
            run = part.exact if part.exact is not None else frozenset({""})
        return cls(run if whole else None, (*needed, *_told(run)))


def _told(exact: Needed | None) -> tuple[Needed, ...]:
    """The strings of a part as a set of literals, where none of them is empty."""
    return (exact,) if exact and "" not in exact else ()


def _crossed(run: Needed | None, exact: Needed | None) -> Needed | None:
    if run is None or exact is None or len(run) * len(exact) > _MOST:
        return None
    return frozenset(a + b for a, b in product(run, exact))


_NOTHING: Final = _Parts(None)
_EMPTY: Final = _Parts(frozenset({""}))


def _part(item: tuple[Any, Any]) -> _Parts:
    code, value = item
    if code is _constants.LITERAL:
        return _letters([value])
    if code in (_constants.AT, _constants.ASSERT_NOT):
        return _EMPTY
    if code is _constants.ASSERT:  # what is looked at ahead or behind stands in the text too
        return _Parts(_EMPTY.exact, _Parts.of(value[1]).needed)
    if code is _constants.IN:
        return _one_of(value)
    if code is _constants.SUBPATTERN:
        return _Parts.of(value[3])
    if code is _constants.BRANCH:
        return _any_of([_Parts.of(branch) for branch in value[1]])
    if code in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
        least, most, body = value
        part = _Parts.of(body)
        if (least, most) == (0, 1) and part.exact is not None:
            return _Parts(part.exact | {""})
        return _Parts(part.exact if (least, most) == (1, 1) else None, part.needed if least else ())
    return _NOTHING


def _one_of(members: Sequence[tuple[Any, Any]]) -> _Parts:
    if len(members) > 4 or any(code is not _constants.LITERAL for code, _ in members):
        return _NOTHING
    return _letters([value for _, value in members])


def _letters(codes: Sequence[int]) -> _Parts:
    letters = frozenset(chr(code).lower() for code in codes)
    if any(len(letter) != 1 or (letter > "\x7f" and ord(letter) in _casefix._EXTRA_CASES) for letter in letters):
        return _NOTHING  # of more than one small letter
    return _Parts(letters, (letters,))


def _any_of(parts: Sequence[_Parts]) -> _Parts:
    exact: Needed | None = frozenset()
    for part in parts:
        exact = None if exact is None or part.exact is None else exact | part.exact
    if exact is not None and len(exact) > _MOST:
        exact = None
    return _Parts(exact, _of_any([_sifted(part.needed) for part in parts]))


def _of_any(sets: Sequence[tuple[Needed, ...]]) -> tuple[Needed, ...]:
    """One literal of each of these sets stands where any of the parts does: the best of each together,
    then the next best; nothing where a part needs nothing."""
    if not all(sets):
        return ()
    joined = [frozenset().union(*(one[min(n, len(one) - 1)] for one in sets)) for n in range(max(map(len, sets)))]
    return tuple(joined)
