# ruff: noqa: E501 (a pattern is read whole)
"""Estimates told together with their intervals after them: ``-1.2 and -0.8 (95% CI -2.0 to -0.4 and -1.5 to -0.1)`` (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evidence.extract.effect_numbers import MINUS, NUMBER, UNIT, at_figures, number_of

_JOIN: Final = r"\s*(?:,\s*(?:and\s+)?|;\s*(?:and\s+)?|\band\s+)"
_RANGE: Final = rf"[(\[]?{NUMBER}{UNIT}\s*(?:to|through|[{MINUS}~])\s*{NUMBER}{UNIT}[)\]]?"
_TOGETHER: Final = re.compile(
    rf"(?P<values>{NUMBER}{UNIT}(?:{_JOIN}{NUMBER}{UNIT})+)(?:,? respectively)?\s*[(\[,;]\s*(?P<level>9\d(?:\.\d)?)\s*%?\s*(?:confidence intervals?|C\.?I\.?s?)\s*(?:\(CIs?\))?[\s,:=;]*(?P<ranges>{_RANGE}(?:{_JOIN}{_RANGE})+)", re.IGNORECASE)  # fmt: skip
_VALUE: Final = re.compile(rf"{NUMBER}")
_ENDS: Final = re.compile(rf"(?P<low>{NUMBER}){UNIT}\s*(?:to|through|[{MINUS}~])\s*(?P<high>{NUMBER})", re.IGNORECASE)
#: value, low, high, level, start of the value, end of its interval
Together = tuple[float, float, float, float, int, int]


def told_together(text: str) -> Iterator[Together]:
    """Each estimate of such a list with its own interval; nothing where their numbers differ.

    The offsets are of the whole list, so that the span holds both the estimate and its interval.

    >>> [t[:3] for t in told_together("MDs were -1.2 and -0.8 (95% CI -2.0 to -0.4 and -1.5 to -0.1).")]
    [(-1.2, -2.0, -0.4), (-0.8, -1.5, -0.1)]
    """
    for found in at_figures(_TOGETHER, text):
        values = [(number_of(m[0]), m.start() + found.start("values")) for m in _VALUE.finditer(found["values"])]
        ranges = [(number_of(m["low"]), number_of(m["high"])) for m in _ENDS.finditer(found["ranges"])]
        if len(values) != len(ranges) or not all(a <= v <= b for (v, _), (a, b) in zip(values, ranges)):
            continue
        for (value, start), (low, high) in zip(values, ranges):
            yield value, low, high, float(found["level"]), start, found.end("ranges")
