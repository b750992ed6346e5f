# ruff: noqa: E501 (a pattern or table row is read whole)
"""Numbers, measures and intervals as abstracts write them (pure)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Final

from evidence.extract.gated import gated

MINUS: Final = "-−–‐‑—"
NUMBER: Final = rf"(?:(?<![\d.)%\w])[{MINUS}+]\s?)?(?<![\d.·])(?:\d{{1,3}}(?:,\d{{3}})+|\d+)?(?:[.·]\d+|(?<=\d))(?!\d)"
#: What stands between the two ends of an interval.
BETWEEN: Final = rf"\s*%?\s*(?:to|through|and|,|;|[{MINUS}~])\s*"
UNIT: Final = r"(?:\s?(?:%|percent|points?|mm\s?Hg|mm|cm|m/s|weeks?|days?|months?|kg|mg/dL|units?|SDs?|scores?|ms|minutes?|hours?))?"
P_VALUE: Final = re.compile(r"\b[pP](?:\s?[-–]?\s?values?)?\s*(?:was|of|for \w+)?\s*(=|<|>|≤|≥|⩽|⩾|＜|＞|＝|&lt;|&gt;)\s*(0?[.·]\d+|1(?:\.0+)?|0)(?:\s*[×x]\s*10\s*[-−–]\s*(\d+))?")
#: Signs as other character sets and mark-up write them.
SIGNS: Final = {"&lt;": "<", "&gt;": ">", "＜": "<", "＞": ">", "＝": "="}
I_SQUARED: Final = re.compile(r"\bI\s?[\[(^]{0,2}\s?[2²]\s?[\])]?\s*(?:statistic)?\s*[=:]\s*(\d{1,3}(?:\.\d+)?)\s*%?")

_MEASURES: Final = (
    ("SMD", r"\beffect\s+sizes?|(?:weighted\s+)?standard(?:i[sz]ed)?\s+mean\s+differences?|\bSMDs?\b|Cohen'?s?\s+d\b|Hedges'?s?\s+g\b|(?<=\()[dg](?=\s[-−–]?\d?[.·]\d)|\b[dg]\s?=(?=\s?[-−–]?\d?[.·]\d)"),
    ("WMD", r"weighted\s+mean\s+differences?|\bWMDs?\b"),
    ("HR", r"hazards?\s+ratios?|\bhazards?\s+of\s+(?:\w+\s+){1,4}?(?:was|were)\b|\ba?HRs?\b"),
    ("OR", r"odds\s+ratios?|\bodds\s+of\s+(?:\w+\s+){1,5}?(?:was|were)\b|\ba?ORs?\b"),
    ("RR", r"(?:relative|rate|risk)\s+(?:risks?|ratios?)|\ba?RRs?\b|\bIRRs?\b"),
    ("RD", r"(?:absolute\s+)?risk\s+(?:differences?|reductions?)|\bRDs?\b|\bARRs?\b"),
    ("MD", r"(?:mean|adjusted|between[- ]group|treatment|group|estimated|net|median)\s+(?:\w+\s+){0,2}?differences?"
           r"|\bMDs?\b|differences?\s+(?:in|between|of|from|was|were|at)\b|\bdifference\b|treatment\s+effect|\b(?:gap|margin|separation)\s+between\s+(?:the\s+)?(?:arms|groups)"),
    ("mean_change", r"(?:mean|average)\s+(?:\w+\s+)?(?:changes?|reductions?|decreases?|increases?|improvements?)"),
    ("other", r"\bNN(?:T[BH]?|H)s?\b|numbers? needed to (?:treat|harm)"),
    ("correlation", r"\br\s*=|correlation|\brho\b|Spearman|Pearson|\bAU(?:RO)?Cs?\b|area under|sensitivity|specificity|kappa|\bICC\b|prevalence|incidence|heritability|\b[βB]\s*=|\bbeta\b|coefficient"),
)  # fmt: skip
_MEASURE: Final = tuple((name, gated(rf"(?<!\w)(?:{pattern})")) for name, pattern in _MEASURES)
_CASED: Final = frozenset({"OR", "RR", "HR", "MD", "RD"})


def number_of(text: str) -> float:
    """A printed number as a float: Unicode minus, middle dot and thousands commas read.

    >>> number_of("−1·5"), number_of("1,234")
    (-1.5, 1234.0)
    """
    plain = text.strip().replace("·", ".").replace(" ", "").replace(",", "").lstrip("+")
    for sign in MINUS:
        plain = plain.replace(sign, "-")
    return float(plain)


_SIGN: Final = re.compile("[=<>≤≥⩽⩾＜＞＝&]")
#: Where a match of `NUMBER` may begin.
_BEGINS: Final = re.compile(rf"[{MINUS}+]|[\d.·]+")


def p_values_in(text: str) -> Iterator[re.Match[str]]:
    """What `P_VALUE` finds, looked for only where one of its signs stands."""
    return P_VALUE.finditer(text) if _SIGN.search(text) else iter(())


def at_figures(pattern: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer(text, start, end)`` gives for a pattern that begins with `NUMBER`, only where figures stand."""
    stop = start
    for begins in _BEGINS.finditer(text, start, end):
        if begins.start() >= stop and (found := pattern.match(text, begins.start(), end)):
            stop = found.end()
            yield found


def measures_in(text: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, measure) of every effect measure named, in order; ``or`` is no odds ratio."""
    found = []
    for name, match in _named(text):
        word = match[0]
        if name in _CASED and len(word) <= 4 and not word.rstrip("s").lstrip("a").isupper():
            continue
        found.append((match.start(), match.end(), name))
    return tuple(found)


def _named(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """What one pattern of all measures would find, with their names: the first in the text, of those
    that begin together the first in the list, and on from its end."""
    lower = text.lower()
    named = [(name, gate.pattern) for name, gate in _MEASURE if gate.may_stand_in(lower)]
    ahead = [(name, pattern, match) for name, pattern in named if (match := pattern.search(text))]
    while ahead:
        first, _, found = min(ahead, key=lambda one: one[2].start())
        yield first, found
        end = found.end()
        moved = ((name, pattern, match if match.start() >= end else pattern.search(text, end))
                 for name, pattern, match in ahead)  # fmt: skip
        ahead = [(name, pattern, match) for name, pattern, match in moved if match]
