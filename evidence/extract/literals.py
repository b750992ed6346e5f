"""Literals that every match of a pattern holds, taken from the pattern as Python itself parses it (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from re import _casefix, _constants, _parser  # type: ignore[attr-defined]
from typing import Any, Final, TypeAlias

#: How many strings a part of a pattern may stand for before it is no longer spelled out.
_MOST: Final = 24
#: Sets of literals from this weight on pass over enough texts to be looked for beside others.
_TELLING: Final = 2
#: Words that stand in nearly every sentence.
_EVERYWHERE: Final = frozenset(
    ["a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on", "or",
     "that", "the", "this", "to", "was", "were"])  # fmt: skip
#: A bracket that may open a group.
_HAS_GROUP: Final = re.compile(r"\((?!\?(?!P))")
#: A choice with nothing around it but borders of words.
_CHOICE: Final = re.compile(r"(?P<before>\\b|\(\?<!\\w\)|)\(\?:(?P<inner>.*)\)(?P<after>\\b|)", re.DOTALL)
#: Literals in small letters, one of which every match holds.
Needed: TypeAlias = frozenset[str]


def needed_literals(pattern: str, flags: re.RegexFlag) -> tuple[Needed, ...]:
    """Sets of literals in small letters; every match holds at least one literal of each set.
    The set that passes over most texts comes first; empty where none can be told.

    >>> [sorted(one) for one in needed_literals(r"randomi[sz]ed to (?:\\w+ )?(?:sham|placebo)", re.IGNORECASE)]
    [['randomised to ', 'randomized to '], ['placebo', 'sham']]
    """
    sets = _sifted(_Parts.of(_parser.parse(pattern, flags)).needed)
    return sets if sets and _weight(sets[0]) > 1 else ()


def alternatives(pattern: str, flags: re.RegexFlag) -> list[str]:
    """A pattern parted at its outermost ``|``, and where a part is but a choice between borders of words at
    those of the choice; one with groups is left whole, so that they keep their numbers.

    >>> alternatives(r"\\b(?:sham|placebo)\\b|mock", re.IGNORECASE)
    ['\\\\b(?:sham)\\\\b', '\\\\b(?:placebo)\\\\b', 'mock']
    """
    if _HAS_GROUP.search(pattern) and _parser.parse(pattern, flags).state.groups > 1:
        return [pattern]
    return [made for part in _parted(pattern) for made in _chosen(part)]


def _chosen(part: str) -> list[str]:
    found = _CHOICE.fullmatch(part)
    if not found or not _is_one(found["inner"]):
        return [part]
    return [f"{found['before']}(?:{inner}){found['after']}" for inner in _parted(found["inner"])]


def _is_one(inner: str) -> bool:
    """Whether all between two brackets belongs to them."""
    try:
        _parser.parse(inner)
    except re.error:
        return False
    return True


def _parted(pattern: str) -> list[str]:
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
    """Each set once, the telling ones first; of those that tell little the best, where none tells."""
    made = sorted(dict.fromkeys(map(_shortest, sets)), key=_worth, reverse=True)
    return tuple([one for one in made if _weight(one) >= _TELLING] or made[:1])


def _worth(literals: Needed) -> float:
    """Rare literals pass over more texts than common ones, few over more than many."""
    return min(6, _weight(literals)) - 0.3 * min(7, len(literals))


def _weight(literals: Needed) -> int:
    return min(map(_rarity, literals))


@lru_cache(maxsize=20_000)
def _rarity(literal: str) -> int:
    """How many letters and rare signs a literal has; words that stand everywhere are rare only together."""
    words = [word for word in re.split(r"[\s,.()-]+", literal) if word]
    told = sum(1 if sign.isalnum() else 3 for word in words if word not in _EVERYWHERE for sign in word)
    return told + max(0, sum(word in _EVERYWHERE for word in words) * 2 - 2)


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
    return frozenset([a + b for a in run for b in exact])


_NOTHING: Final = _Parts(None)
_EMPTY: Final = _Parts(frozenset({""}))


def _part(item: tuple[Any, Any]) -> _Parts:
    code, value = item
    if code is _constants.LITERAL:
        return _letters((value,))
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
    return _letters(tuple([value for _, value in members]))


@lru_cache(maxsize=1000)
def _letters(codes: tuple[int, ...]) -> _Parts:
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
