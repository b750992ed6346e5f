# ruff: noqa: E501 (a pattern or table row is read whole)
"""What a report says of harms: counts, serious ones, none (pure)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from evidence.extract.gated import gated
from evidence.extract.reading_lines import Reading, text_finding
from evidence.models import Finding, Span

_EVENT: Final = r"(?:adverse (?:events?|effects?|reactions?)|side[- ]effects?|complications?|(?:serious|severe|unanticipated|untoward|unexpected)[\w -]{0,20} events?|(?:related|treatment-related) events?|AEs?)"
_NAMED: Final = gated(rf"\b{_EVENT}\b|\b(?:haematoma|hematoma|pneumothorax|bruising|bleeding)\b")
_SERIOUS: Final = re.compile(r"\b(?:serious|severe|fatal|major|life-threatening)\b", re.IGNORECASE)
_NONE: Final = gated(
    rf"\b(?:no|without(?: any)?|none of|neither)\s+(?:\w+[- ]){{0,4}}?{_EVENT}|\b{_EVENT}\s+(?:\w+\s+){{0,4}}?(?:did not occur|were not (?:observed|reported|seen)|was not (?:observed|reported))")  # fmt: skip
_COUNT: Final = gated(
    rf"\b(?P<n>\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:\w+,?\s+){{0,3}}?{_EVENT}\b|{_EVENT}\s+(?:\w+\s+){{0,3}}?(?:in|affected|of)\s+(?P<n2>\d[\d,]*)(?![\d.]*\s?%)\b")  # fmt: skip
_UNTOLD: Final = gated(rf"{_EVENT}[^.;]{{0,40}}\b(?:not reported|unreported|not described|poorly reported)|did not report[^.;]{{0,30}}{_EVENT}|other ten were silent")
_WORDS: Final = {w: n for n, w in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)}


def harm_findings(context: Reading) -> tuple[Finding, ...]:
    """Kinds adverse_events and serious_adverse_events; value ``none``, ``reported``,
    ``not_reported``; `number` only where a count is printed."""
    made: list[Finding] = []
    for line in context.lines:
        if line.role not in ("results", "conclusion", None):
            continue
        named = _NAMED.search(line.text, line.lower)
        if named is None:
            continue
        made.append(_one(line.text, line.sentence.span_of, named))
    return tuple(made)


def _one(text: str, span_of: Callable[[int, int], Span], named: re.Match[str]) -> Finding:
    untold, none, count = _UNTOLD.search(text), _NONE.search(text), _COUNT.search(text)
    found = untold or none or count or named
    around = text[max(0, found.start() - 25) : found.end()]
    kind = "serious_adverse_events" if _SERIOUS.search(around) else "adverse_events"
    value = "not_reported" if untold else "none" if none else "reported"
    number = None
    if found is count and count is not None:
        word = (count["n"] or count["n2"]).lower().replace(",", "")
        number = float(_WORDS.get(word) or word)
    if value == "none":
        number = 0.0
    return text_finding(kind, value, span_of(found.start(), found.end()), "harm.sentence", number)
