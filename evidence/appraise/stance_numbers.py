# ruff: noqa: E501 (a pattern is read whole)
"""Significance as printed: p values and confidence intervals of one clause."""

from __future__ import annotations

import re
from typing import Final

_P_VALUE: Final = re.compile(
    r"\bp\s*(?:-?\s*values?\s*)?(?:(?:of|was|is|being)\s*)?([<>=≤≥＜＞]|(?<=[\s])(?=0?[.·]\d))\s*"
    r"(0?[.·]\d+|1[.·]0+|\d(?:[.·]\d+)?\s*[x×]\s*10)",
    re.IGNORECASE,
)
_NOT_SIGNIFICANT: Final = re.compile(r"\bp\s?=\s?n\.?s\b|\(ns\)|\bn\.s\.|\bp\s?(?:was |= )?not significant", re.IGNORECASE)
_NUMBER: Final = r"([-−–]?\d+(?:[.·]\d+)?)"
_INTERVAL: Final = re.compile(
    r"\b(?:CIs?\b|C\.I\.|confidence intervals?\b)[^\d\-−–]{0,12}"
    + _NUMBER
    + r" ?%?(?: ?(?:to|,|;|–|-|−) ?)"
    + _NUMBER,
    re.IGNORECASE,
)
_RATIO: Final = re.compile(
    r"\b(?:RR|OR|HR|IRR|aOR|aHR)\b|\b(?:risk|odds|hazard|rate|prevalence) ratios?\b", re.IGNORECASE
)
_ALPHA: Final = 0.05


def _value(printed: str) -> float:
    return float(re.sub(r"\s*[x×]\s*10$", "", printed).replace("·", "."))


def signed(printed: str) -> float:
    """A number as printed, with any kind of minus sign."""
    number = float(printed.replace("·", ".").lstrip("-−–"))
    return -number if printed[0] in "-−–" else number


def p_significance(text: str) -> frozenset[str]:
    """``significant`` and ``not_significant``, each where a p value of that kind is printed.

    >>> sorted(p_significance("fell more (P < .001)")), sorted(p_significance("p = 0.31"))
    (['significant'], ['not_significant'])
    """
    seen = set()
    for sign, printed in _P_VALUE.findall(text):
        if sign in "=" and printed.replace("·", ".").rstrip("0").endswith(".05"):
            continue  # at the limit: the words decide
        is_power = bool(re.search(r"[x×]", printed))
        is_small = is_power or (
            _value(printed) <= _ALPHA if sign in "<≤＜" else _value(printed) < _ALPHA
        )
        seen.add("significant" if is_small and sign not in ">≥＞" else "not_significant")
    if _NOT_SIGNIFICANT.search(text):
        seen.add("not_significant")
    return frozenset(seen)


def interval_significance(text: str) -> frozenset[str]:
    """The same from confidence intervals: does the interval hold the value of no effect?

    That value is 1 where the clause names a ratio, else 0; a ratio is recognised by
    its name only, so an unnamed one with two positive limits counts as a difference
    and is left out when its limits lie on both sides of 1.

    >>> sorted(interval_significance("MD -2.06, 95% CI -3.01 to -1.10"))
    ['significant']
    >>> sorted(interval_significance("odds ratio 1.18, 95% CI 0.80-1.75"))
    ['not_significant']
    """
    seen = set()
    is_ratio = bool(_RATIO.search(text))
    for low, high in _INTERVAL.findall(text):
        lower, upper = signed(low), signed(high)
        if lower > upper:
            continue
        null = 1.0 if is_ratio else 0.0
        if not is_ratio and 0 < lower < 1 < upper:
            continue
        seen.add("not_significant" if lower <= null <= upper else "significant")
    return frozenset(seen)


def significance(text: str) -> str | None:
    """``significant``, ``not_significant`` or None; p values speak before intervals.

    A clause with both kinds is None: which one counts is not clear.
    """
    for kinds in (p_significance(text), interval_significance(text)):
        if kinds:
            return next(iter(kinds)) if len(kinds) == 1 else None
    return None
