# ruff: noqa: E501 (a table row is read whole)
"""Words of direction, the arm they are told of, and which arm's figure is the larger (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from evidence.extract.significance_arms import Mention
from evidence.extract.significance_tokens import Token, stem


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in text.split())


_MORE: Final = _stems("more greater higher larger stronger longer above exceed exceeded most highest bigger wider twice deeper superior pronounced marked better")
_LESS: Final = _stems("less fewer lower smaller shorter below lowest lesser weaker halved inferior milder poorer")
_RISE: Final = _stems("increase increased increases increasing increment rise rose risen raise raised elevate elevated elevation gain gained enhance enhanced enhancement augment augmented upregulated accelerate prolong prolonged prolongation lengthen")
_FALL: Final = _stems("decrease decreased decreases reduce reduced reduction decline declined fall fell fallen drop dropped diminish diminished attenuate attenuated attenuation suppress suppressed suppression inhibit inhibited inhibition prevent prevented prevention loss lost lose minimize minimise alleviate alleviated relieve relieved relief mitigate protect protected lowering lowered shorten shortened downregulated decrement blunted abolished eliminated lessened eradicated resolved")
_GOOD: Final = _stems("improve improved improvement improvements improves improving better benefit beneficial benefits effective efficacious efficacy superior superiority ameliorate ameliorated favourable favorable success successful advantage recovery easier easy")
_BAD: Final = _stems("worse worsen worsened worsening deteriorate deteriorated deterioration impair impaired poorer poor inferior aggravated detrimental adversely unfavorable")
_QUICK: Final = _stems("faster earlier sooner quicker rapid rapidly")
_LATE: Final = _stems("later slower delayed")
#: Nouns that a later "was greater" is told of.
_NOUNS: Final = _stems("reduction decrease decline fall drop loss improvement increase gain rise relief change benefit prevention")
#: Outcomes of time: earlier is less.
LASTING: Final = _stems("time duration latency onset period interval delay")
FAVOURS: Final = _stems("favour favor favoring favouring favors favours favoured favored")
BREAKS: Final = frozenset([";", "."]) | _stems("but whereas while although however though except nevertheless")
REFERS: Final = frozenset(["than", "compared", "versus", "vs", "relative", "against", "comparison", "unlike", "opposed"])
_IS: Final = frozenset(["was", "were", "is", "be"])
_AGAINST: Final = frozenset(["versus", "vs", "and", "compar", "than", "against"])
_WIDE: Final = 18


class Cue(NamedTuple):
    """A word of direction: place, +1 up or -1 down, and whether it values (better, worse)."""

    place: int
    sign: int
    is_value: bool


def cues_in(tokens: Sequence[Token], skip: frozenset[str], is_time: bool) -> list[Cue]:
    """Words of direction, joined ones as one: "greater reduction" is down, "less decline" up; in order of reading."""
    made: dict[int, Cue] = {}
    used: set[int] = set()
    for n, token in enumerate(tokens):
        if n in used or token.stem in skip:
            continue
        size = _size(token.stem, is_time)
        if not size:
            sign, is_value = _way(token.stem, skip)
            if sign:
                made[n] = Cue(n, sign, is_value)
            continue
        joined = _noun_after(tokens, n, skip) or _noun_before(tokens, n, skip, used)
        if joined:
            used.add(joined.place)
            made.pop(joined.place, None)
            made[n] = Cue(n, joined.sign * size, joined.is_value)
        else:
            made[n] = Cue(n, size, token.stem in _GOOD | _BAD)
    return list(made.values())


def _size(word: str, is_time: bool) -> int:
    if word in _QUICK or word in _LATE:
        return (1 if word in _LATE else -1) * (1 if is_time else -1)
    return 1 if word in _MORE else -1 if word in _LESS else 0


def _way(word: str, skip: frozenset[str]) -> tuple[int, bool]:
    if word in skip:
        return 0, False
    if word in _GOOD:
        return 1, True
    if word in _BAD:
        return -1, True
    return (1 if word in _RISE else -1 if word in _FALL else 0), False


def _noun_after(tokens: Sequence[Token], n: int, skip: frozenset[str]) -> Cue | None:
    for k in range(n + 1, min(n + 5, len(tokens))):
        word = tokens[k].stem
        if word in ("than", ",", ";"):
            return None
        sign, is_value = _way(word, skip)
        if sign and word not in _MORE | _LESS:
            return Cue(k, sign, is_value)
    return None


def _noun_before(tokens: Sequence[Token], n: int, skip: frozenset[str], used: set[int]) -> Cue | None:
    for k in range(max(0, n - 9), n):
        word = tokens[k].stem
        if word not in _NOUNS or k in used:
            continue
        between = {t.stem for t in tokens[k:n]}
        sign, is_value = _way(word, skip)
        if sign and between & _IS and not between & (BREAKS | {","}):
            return Cue(k, sign, is_value)
    return None


def clause_numbers(tokens: Sequence[Token]) -> list[int]:
    """Number of the clause of each token."""
    made, number = [], 0
    for token in tokens:
        number += token.stem in BREAKS
        made.append(number)
    return made


def subject_of(
    tokens: Sequence[Token], named: Sequence[Mention], clause: Sequence[int], number: int | None
) -> tuple[str, int]:
    """The arm a clause (None: the sentence) is about and how sure; the arm after "than" is not. ``""`` where none is."""
    referred: Mention | None = None
    last = 0
    for m in named:
        before = {t.word.lower() for t in tokens[max(last, m.start - 7) : m.start]}
        last = m.end
        if number is not None and clause[m.start] != number:
            continue
        if before & REFERS and not (m is named[0] and {"versus", "vs"} & before):
            referred = referred or m
            continue
        return m.arm, m.weight
    if referred:
        return ("C" if referred.arm == "I" else "I"), referred.weight
    return "", 0


def number_sign(
    tokens: Sequence[Token], named: Sequence[Mention], anchor: float, clause: Sequence[int]
) -> tuple[int, int]:
    """+1 where the intervention's figure is the larger; kind 0 no pair, 2 arms by their order, 3 each figure by its arm."""
    here = clause[int(anchor)]
    numbers = [(n, t) for n, t in enumerate(tokens) if t.number is not None and clause[n] in (here, here + 1)]
    best: tuple[float, int, int] = (99.0, 0, 0)
    for (a, one), (b, other) in pairwise(numbers):
        between = {t.stem for t in tokens[a + 1 : b]}
        is_mixed = one.word[-1] != other.word[-1] and "%" in (one.word[-1], other.word[-1])
        is_list = a >= 2 and tokens[a - 1].stem == "," and tokens[a - 2].number is not None
        if b - a > _WIDE or is_mixed or is_list or "differ" in between:
            continue
        found = _paired(named, a, b, bool(between & _AGAINST))
        if found is None or one.number is None or other.number is None:
            continue
        cost, arm, kind = found
        cost += 4.0 * (a <= anchor - 3) + 6.0 * (not between & _AGAINST) + 0.1 * abs(a - anchor)
        cost += 8.0 * (kind == 2 and not between & {"versus", "vs"})
        sign = (one.number > other.number) - (one.number < other.number)
        best = min(best, (cost, sign if arm == "I" else -sign, kind))
    return best[1], best[2]


def _paired(named: Sequence[Mention], a: int, b: int, is_joined: bool) -> tuple[float, str, int] | None:
    """Cost, arm of the first figure, and kind of the closest reading of two figures."""
    inside = [m for m in named if a < m.start < b]
    before, behind = [m for m in named if m.end <= a], [m for m in named if m.start > b]
    if not is_joined and not inside:
        return None
    found: list[tuple[float, str, int]] = []
    if before and inside and before[-1].arm != inside[-1].arm:
        found.append((float(a - before[-1].end + b - inside[-1].end), before[-1].arm, 3))
    if inside and behind and inside[0].arm != behind[0].arm:
        found.append((float(inside[0].start - a + behind[0].start - b), inside[0].arm, 3))
    if not inside and _first_told(before):
        found.append((8.0, _first_told(before), 2))
    elif not inside and len({m.arm for m in behind}) == 2:
        found.append((12.0, behind[0].arm, 2))
    return min(found, default=None)


def _first_told(named: Sequence[Mention]) -> str:
    """Which of two arms was told first, as last mentioned; nothing where only one was."""
    last = {m.arm: m.start for m in named}
    return min(last, key=lambda arm: last[arm]) if len(last) == 2 else ""


def pair_sign(tokens: Sequence[Token], anchor: float) -> float:
    """+1 where the first of two figures side by side is the larger, whatever the arms."""
    numbers = [(n, t.number) for n, t in enumerate(tokens) if t.number is not None and n >= anchor - 3]
    for (a, first), (b, second) in pairwise(numbers):
        between = {t.stem for t in tokens[a + 1 : b]}
        if first is not None and second is not None and b - a < 12 and (b - a == 1 or between & {"versus", "vs", "and"}):
            return float((first > second) - (first < second))
    return 0.0
