# ruff: noqa: E501 (a table row is read whole)
"""Where a sentence names either arm (pure)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from evidence.extract.significance_tokens import STOP, Token, stem, stems_of


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in text.split())


_CONTROL: Final = _stems("control controls placebo sham untreated usual conventional routine vehicle waitlist cg")
_TREATED: Final = _stems("intervention treatment experimental treated active study test verum case ig eg tg")
_GROUPED: Final = _stems("group arm patients participants subjects recipients women men children those animals rats mice condition")
#: Words of an arm's name that do not tell it from others.
_NO_ARM: Final = STOP | _stems(
    "group patients treatment mg day dose daily control mean therapy once twice week weeks received receive receiving use using plus alone only ml kg h min study subjects participants arm versus vs trial program programme intervention care drug increase increased decrease decreased reduce reduced improve higher lower baseline before after their both each other no not without who had were have been being if when which did dl days months hours minutes time level levels"
)
_WITHOUT: Final = frozenset(["no", "non", "without", "not"])
#: Words that carry on an arm's name, and signs that end it.
_JOINS: Final = frozenset(["+", "plus", "alon", "onli", "and", "mg", "combin", "with"])
_ENDS: Final = frozenset([",", ";", ".", "(", "than", "versus", "vs", "compar", "or"])
_LABEL: Final = re.compile(r"^(?:[A-H]|[1-6]|I{1,3}|IV|V)$")
_LABELLED: Final = re.compile(r"\b(?:group|arm)s?[ -]?([A-H]|[1-6]|I{1,3}|IV)\b", re.IGNORECASE)
#: Below it a word stands in more than a tenth of abstracts.
_RARE: Final = 2.2


class Mention(NamedTuple):
    """An arm (``I`` or ``C``) named in tokens start to end; weight 3 by its own words or label, 2 or 1 by usual ones."""

    start: int
    end: int
    arm: str
    weight: int


@dataclass(frozen=True, slots=True)
class Arms:
    """Stems of the names of both arms, labels of groups (A, 1), names in capitals; whether "control" means the first."""

    one: frozenset[str]
    other: frozenset[str]
    label_one: frozenset[str]
    label_other: frozenset[str]
    is_swapped: bool
    without: str
    capitals: frozenset[str]


@lru_cache(maxsize=1024)
def arms_of(
    intervention: str, comparator: str, spelled: tuple[tuple[str, str], ...] = (), context: tuple[str, ...] = ()
) -> Arms:
    """The arms, with the abbreviations (short, long) and labels that the abstract gives them."""
    one, other = _names(intervention, spelled), _names(comparator, spelled)
    without = "I" if one & _WITHOUT and not other & _WITHOUT else "C" if other & _WITHOUT and not one & _WITHOUT else ""
    mine, theirs = _labels(intervention), _labels(comparator)
    if not mine and not theirs and context:
        mine, theirs = _told_labels(context, (one - other) or one, (other - one) or other)
    is_swapped = bool(one & _CONTROL) and not other & _CONTROL
    return Arms(one, other, mine - theirs, theirs - mine, is_swapped, without, _capitals(intervention) | _capitals(comparator))


def _names(text: str, spelled: Sequence[tuple[str, str]]) -> frozenset[str]:
    made = set(stems_of(text))
    for short, full in spelled:
        if re.search(rf"\b{re.escape(short)}\b", text):
            made |= set(stems_of(full))
        elif full.lower() in text.lower():
            made.add(stem(short))
    initials = "".join(w[0] for w in re.findall(r"[^\W_]+", text) if stem(w) not in _NO_ARM).lower()
    return frozenset(made | {initials} if 2 <= len(initials) <= 5 else made)


def _labels(text: str) -> frozenset[str]:
    return frozenset(m[1].upper() for m in _LABELLED.finditer(text))


def _capitals(text: str) -> frozenset[str]:
    """Words in capitals: names of groups even where the outcome shares them."""
    return frozenset(stem(w) for w in re.findall(r"\w+", text) if sum(c.isupper() for c in w) >= 2)


def _told_labels(
    context: Sequence[str], one: frozenset[str], other: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Labels of groups, by the words that stand behind them."""
    counts: dict[str, list[float]] = {}
    for text in context:
        marks = list(_LABELLED.finditer(text))
        for n, mark in enumerate(marks):
            end = marks[n + 1].start() if n + 1 < len(marks) else len(text)
            near = set(stems_of(text[mark.end() : min(end, mark.end() + 70)]))
            tally = counts.setdefault(mark[1].upper(), [0.0, 0.0])
            tally[0] += len(near & one) / (1 + len(one)) ** 0.5
            tally[1] += len(near & other) / (1 + len(other)) ** 0.5
    mine = frozenset(k for k, (a, b) in counts.items() if a > b)
    return mine, frozenset(k for k, (a, b) in counts.items() if b > a)


def mentions(
    tokens: Sequence[Token], arms: Arms, outcome: frozenset[str], rarity: Mapping[str, float]
) -> list[Mention]:
    """The arms named, in order. Words of both count for the arm they fit better."""
    useful = _useful(arms, outcome, rarity)
    made: list[Mention] = []
    n = 0
    while n < len(tokens):
        if tokens[n].stem in useful:
            end, held = _name_at(tokens, n, useful, arms)
            made += _fitting(tokens, n, end, held, arms)
            n = end
            continue
        arm = _label_at(tokens, n, arms)
        if arm:
            made.append(Mention(n, n + 1, arm, 3))
        n += 1
    has_own = all(useful & (a - b) for a, b in ((arms.one, arms.other), (arms.other, arms.one)))
    if has_own and any(m.weight == 3 for m in made):
        made = [m for m in made if m.weight == 3]
    return sorted(made if len({m.arm for m in made}) == 2 else made + _usual(tokens, arms, made, outcome))


def _useful(arms: Arms, outcome: frozenset[str], rarity: Mapping[str, float]) -> frozenset[str]:
    made: set[str] = set()
    for side, opposite in ((arms.one, arms.other), (arms.other, arms.one)):
        mine = {w for w in side - _NO_ARM - (outcome - arms.capitals) if len(w) > 1}
        rare = {w for w in mine if rarity.get(w, 7.0) >= _RARE}
        made |= rare if rare - opposite else mine
    return frozenset(made)


def _name_at(tokens: Sequence[Token], start: int, useful: frozenset[str], arms: Arms) -> tuple[int, frozenset[str]]:
    """Where the name that starts here ends, and its words; one of the other arm's own starts another name."""
    end, gap, held = start + 1, 0, {tokens[start].stem}
    own = arms.one - arms.other, arms.other - arms.one
    for k in range(start + 1, min(start + 14, len(tokens))):
        word = tokens[k].stem
        if word in useful:
            if any(word in mine and held & theirs for mine, theirs in (own, own[::-1])):
                break
            held.add(word)
            end, gap = k + 1, 0
        elif (word in _JOINS and gap < 2) or (word not in _ENDS and gap < 1):
            gap += 1
        else:
            break
    return end, frozenset(held)


def _fitting(tokens: Sequence[Token], start: int, end: int, held: frozenset[str], arms: Arms) -> list[Mention]:
    fit = [2 * len(held & side) / (len(held) + len(side - _NO_ARM) or 1) for side in (arms.one, arms.other)]
    own = len(held & (arms.one - arms.other)), len(held & (arms.other - arms.one))
    is_denied = bool({t.stem for t in tokens[max(0, start - 2) : start]} & _WITHOUT)
    if arms.without and (is_denied or own == (0, 0)):
        return [Mention(start, end, arms.without if is_denied else "C" if arms.without == "I" else "I", 3)]
    if abs(fit[0] - fit[1]) < 1e-9 and own[0] == own[1]:
        return []
    if own == (0, 0):
        arm = "I" if fit[0] > fit[1] else "C"
    else:
        arm = "I" if (own[0], fit[0]) > (own[1], fit[1]) and not (own[1] and fit[1] > fit[0]) else "C"
    return [Mention(start, end, arm, 3 if any(own) else 2)]


def _label_at(tokens: Sequence[Token], n: int, arms: Arms) -> str:
    label = tokens[n].word.upper()
    if not _LABEL.match(label) or not n:
        return ""
    is_first = tokens[n - 1].stem in ("group", "arm")
    is_next = n > 2 and tokens[n - 1].stem in ("and", "versus", "vs", ",") and tokens[n - 3].stem in ("group", "arm")
    if not is_first and not is_next:
        return ""
    return "I" if label in arms.label_one else "C" if label in arms.label_other else ""


def _usual(tokens: Sequence[Token], arms: Arms, made: Sequence[Mention], outcome: frozenset[str]) -> list[Mention]:
    """Arms by the usual words for them: controls, the treated."""
    first, second = ("C", "I") if arms.is_swapped else ("I", "C")
    taken = {m.arm for m in made}
    found = []
    for n, token in enumerate(tokens):
        is_grouped = any(t.stem in _GROUPED for t in tokens[n + 1 : n + 3])
        if token.stem in outcome and not is_grouped:
            continue
        if token.stem in _CONTROL and second not in taken:
            found.append(Mention(n, n + 1, second, 2))
        elif token.stem in _TREATED and first not in taken and (is_grouped or token.stem not in _VAGUE):
            found.append(Mention(n, n + 1, first, 1))
    return found


_VAGUE: Final = frozenset(["treatment", "studi", "test", "case", "activ"])
