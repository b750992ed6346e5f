"""Literals that every match of a pattern holds, taken from the pattern as Python itself parses it (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any, Final

#: How many strings a part of a pattern may stand for before it is no longer spelled out.
_MOST: Final = 24


def needed_literals(pattern: str, flags: re.RegexFlag) -> tuple[str, ...]:
    """Literals in small letters, one of which every match holds; empty where none can be told.

    >>> needed_literals("randomi[sz]ed to", re.IGNORECASE)
    ('randomised to', 'randomized to')
    """
    needed = _Parts.of(_parser.parse(pattern, flags)).needed
    return tuple(sorted(shortest(needed or frozenset())))


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


def shortest(literals: frozenset[str]) -> set[str]:
    """Without those that hold another."""
    return {one for one in literals if not any(other in one for other in literals if other != one)}


@dataclass(frozen=True, slots=True)
class _Parts:
    """All strings a part can match, None where they are many; and literals of every match, if any."""

    exact: frozenset[str] | None
    needed: frozenset[str] | None

    @classmethod
    def of(cls, items: Sequence[tuple[Any, Any]]) -> _Parts:
        """Of parts one after the other."""
        run: frozenset[str] | None = frozenset({""})
        whole = True
        candidates: list[frozenset[str]] = []
        for item in items:
            part = _part(item)
            joined = _crossed(run, part.exact)
            if joined is not None:
                run = joined
                if part.exact == _EMPTY.exact and part.needed:
                    candidates.append(part.needed)
                continue
            whole = False
            candidates += [s for s in (part.needed, run) if s and "" not in s]
            run = part.exact if part.exact is not None else frozenset({""})
        if run and "" not in run:
            candidates.append(run)
        return cls(run if whole else None, max(candidates, key=_worth, default=None))


def _worth(literals: frozenset[str]) -> float:
    """Long literals pass over more texts, many take longer to look for."""
    return min(6, min(map(len, literals))) - 0.3 * min(7, len(literals))


def _crossed(run: frozenset[str] | None, exact: frozenset[str] | None) -> frozenset[str] | None:
    if run is None or exact is None or len(run) * len(exact) > _MOST:
        return None
    return frozenset(a + b for a, b in product(run, exact))


_NOTHING: Final = _Parts(None, None)
_EMPTY: Final = _Parts(frozenset({""}), None)


def _part(item: tuple[Any, Any]) -> _Parts:
    code, value = item
    if code is _constants.LITERAL:
        letter = frozenset({chr(value).lower()})
        return _Parts(letter, letter)
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
            return _Parts(part.exact | {""}, None)
        return _Parts(part.exact if (least, most) == (1, 1) else None, part.needed if least else None)
    return _NOTHING


def _one_of(members: Sequence[tuple[Any, Any]]) -> _Parts:
    if len(members) > 4 or any(code is not _constants.LITERAL for code, _ in members):
        return _NOTHING
    letters = frozenset(chr(value).lower() for _, value in members)
    return _Parts(letters, letters)


def _any_of(parts: Sequence[_Parts]) -> _Parts:
    exact: frozenset[str] | None = frozenset()
    needed: frozenset[str] | None = frozenset()
    for part in parts:
        exact = None if exact is None or part.exact is None else exact | part.exact
        needed = None if needed is None or part.needed is None else needed | part.needed
    if exact is not None and len(exact) > _MOST:
        exact = None
    return _Parts(exact, needed if needed and "" not in needed else None)
