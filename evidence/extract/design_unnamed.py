# ruff: noqa: E501 (a pattern is read whole)
"""A treatment given to people and measured, of which no design is named: with controls or without (pure)."""

from __future__ import annotations

import re
from typing import Final

from evidence.extract.design_cues import ANIMAL, HUMAN
from evidence.extract.design_shape import MANY, Shape
from evidence.extract.gated import gated
from evidence.extract.numbers import COUNT, count_value
from evidence.models import ReportText

_TREATED: Final = gated(r"\b(?:sessions?|treatments?|treated|stimulation|needl\w+|(?:electro-?)?acupuncture|acupressure|moxibustion|TENS|intervention|therapy|therapies)\b")
_COMPARED: Final = re.compile(r"\b(?:as against|untreated|\d+ others?|(?:usual|standard|best) (?:medical )?care (?:only|alone)|sham|placebo|control (?:group|procedure)|controls|no-needle|were compared|was compared|compared (?:with|in|to|between|among)(?! (?:before|baseline|pre))|versus|vs\.?|than without|without it|either)\b", re.I)
_MEASURED: Final = gated(r"\b(?:improv\w+|reduc\w+|decreas\w+|increas\w+|changed?|fell|rose|went (?:down|up|from)|declin\w+|eased|drop\w*|lessen\w*|diminish\w*|shrank|before and after|at baseline|higher|lower|completed|scores?|measured|responses?|effects?)\b")
_ENTERED: Final = gated(rf"{COUNT} (?:were (?:\w+ )?)?(?:accrued|enrolled|recruited|consented)\b")
_HEALTHY: Final = re.compile(r"\b(?:healthy|pain-free|normal|symptom-free|unaffected)\W+(?:\w+ )?$", re.I)
_NUMBER: Final = re.compile(COUNT, re.I)
COUNTED: Final = re.compile(r"\b(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\w-]*)\s+(?:[\w-]+\s){0,4}?(?:(?:in|out)?patients|participants|volunteers|women|men|adults|children|people|subjects|individuals|survivors|amputees|students|nurses|diabetics)\b", re.I)


def unnamed_trial(report: ReportText, lower: str) -> Shape | None:
    """``non_randomized_trial``, ``single_arm`` or, where very many were treated, ``cohort``; None where no treatment was
    given and measured. `lower` is the text in small letters."""
    is_human = HUMAN.search(lower) or _ENTERED.search(lower) or ("sham" in lower and not ANIMAL.search(lower, lower))
    if not is_human or not _TREATED.search(lower) or not _MEASURED.search(lower):
        return None
    title = report.title.text if report.title else ""
    if not _TREATED.search(title) and not re.search(r"\b(?:program\w*|care)\b", title, re.I) and "sham" not in lower:
        return None
    for value, pattern in (("non_randomized_trial", _COMPARED), ("single_arm", COUNTED), ("single_arm", _ENTERED)):
        for section in report.abstract:
            found = next((m for m in pattern.finditer(section.text) if not _is_of_the_healthy(section.text, m, lower)), None)
            if found:
                value = "cohort" if value == "single_arm" and _is_many(found[0]) else value
                return value, section.span(*found.span())
    return None


def _is_of_the_healthy(text: str, found: re.Match[str], lower: str) -> bool:
    """Whether the controls are healthy people beside patients who were each seen before and after."""
    return found[0] == "controls" and "before and after" in lower and bool(_HEALTHY.search(text[max(0, found.start() - 25) : found.start()]))


def _is_many(text: str) -> bool:
    """Whether more people are counted than a trial without a control group ever takes."""
    found = _NUMBER.match(text)
    return bool(found and (count_value(found[0]) or 0) >= MANY)
