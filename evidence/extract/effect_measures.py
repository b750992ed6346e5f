# ruff: noqa: E501 (a pattern is read whole)
"""What an estimate measures: as named, or told by the words of its clause (pure)."""

from __future__ import annotations

import re
from typing import Final

from evidence.extract.effect_numbers import NUMBER

#: (start, end, measure) of every measure named in a sentence.
Measures = tuple[tuple[int, int, str], ...]
#: Measure and end of the estimate told before in the same sentence.
Before = tuple[str, int] | None
RATIOS: Final = frozenset({"RR", "OR", "HR"})
_LOWER: Final = re.compile(r"^\s*(?:\w+\s+){0,2}?(?:lower|less|fewer|reduction)\b", re.IGNORECASE)
_LOWERED_BY: Final = re.compile(
    r"\blower by\s+$|\b(?:reduc|decreas|lower|fell|declin)\w*\s+(?:[\w-]+\s+){0,5}?by\s+$", re.IGNORECASE
)


def measure_of(
    text: str, measures: Measures, number: re.Match[str], low: float, after: str, before: Before
) -> str:
    """The measure of an estimate with an interval.

    `number` is its match in `text`, `low` the lower end of its interval, `after` the words up to the
    next interval. The change of one arm told beside the other's is a mean_change; a difference that
    is not named is an MD only where arms are set against each other and no ratio is spoken of.
    """
    measure = _named_measure(text, measures, number)
    if measure in ("other", "MD", "mean_change") and _of_arms(text, number, after, before):
        return "mean_change"
    return _difference(text, measures, number, low, before) if measure == "other" else measure


def _named_measure(text: str, measures: Measures, number: re.Match[str]) -> str:
    named = [m for m in measures if m[1] <= number.start("value") + 1]
    if named and number.start("value") - named[-1][1] <= 45:
        name = named[-1][2]
        if name == "RD" or (name in ("MD", "mean_change") and "%" in number["unit"]):
            return "percent" if "%" in number["unit"] else name
        return name
    if "%" in number["unit"]:
        return "percent"
    is_differing = re.search(r"\bdiffer\w*\s+(?:\w+\s+){0,3}by\s+$", text[: number.start("value")])
    if any(name == "MD" for *_, name in named) or _HIGHER.match(text[number.end() :]) or _BY.search(text[: number.start("value")]) or is_lower(text, number) or is_differing:
        return "MD"
    return named[-1][2] if named and named[-1][2] in RATIOS | {"SMD", "WMD"} else "other"


_BY: Final = re.compile(r"\b(?:exceed\w*|surpass\w*|outperform\w*|beat|outdid|bettered)\b[^.;\d]{0,30}\bby\s+$|\bfavou?r\w*\s+(?:the\s+)?(?:[\w-]+\s+){1,4}by\s+$|\b(?:groups|arms|two|they)\s+(?:were\s+|then\s+)?(?:parted|differed|diverged|separated|apart|lay apart|stood apart|moved apart|drew apart)\s+by\s+$|\b(?:faster|slower|higher|lower|greater|shorter|longer|better|larger|smaller|worse) by\s+$|\b(?:advantage|benefit|gain|edge|margin|lead|superiority) of\s+$|\bahead (?:of [\w -]{2,30} )?by\s+$|\b(?:benefit|advantage|gain|superiority|edge)\b[^.;\d]{0,25}\bover\b[^.;\d]{0,35}\b(?:was|of|by|came to)\s+$", re.IGNORECASE)
_HIGHER: Final = re.compile(r"^\s*(?!times|fold)(?:(?!to\b|of\b|and\b|or\b)[\w/]+\s+)?(?:higher|greater|longer|faster|larger|better|more(?! likely| often| patients| participants| people| times)|less(?! likely| often)|apart|further|ahead|over (?:the )?(?:waiting|sham|placebo|control|usual|no ))\b", re.IGNORECASE)


def is_lower(text: str, number: re.Match[str]) -> bool:
    """Whether a positive number is told as so much lower."""
    return bool(_LOWER.match(text[number.end() :]) or _LOWERED_BY.search(text[: number.start("value")]))


#: Words that set one arm against another.
COMPARES: Final = re.compile(r"\bcompared (?:with|to) (?!baseline|before|pre)|\bthan\b|\bversus\b|\bvs\b|\bagainst\b|\bdiffer\w*|\bbetween[- ]group|\bfavou?r\w*|\bsuperior|\bover (?:sham|placebo|control)", re.IGNORECASE)
_WITHIN_ARM: Final = re.compile(r"\bfrom baseline|\bwithin\b|\bfrom before|\bin (?:both|all|each) (?:groups|arms)\b", re.IGNORECASE)
_CHANGED: Final = re.compile(r"\b(?:fell|fall|decreas\w+|dropp?ed|declin\w+|reduc\w+|rose|increas\w+|improv\w+|chang\w+|worsen\w+|gain\w+|went down|came down)\b[^;]{0,90}$", re.IGNORECASE)
#: From the interval of one arm to the estimate of the other.
_OTHER_ARM: Final = re.compile(rf"^[\s)\],]*(?:(?:with|in|under|for|on|after|among)\s+[\w /-]{{2,45}}?,?\s+)?(?:and|against|versus|vs\.?|compared with|compared to|but|while)\s+(?:by\s+|only\s+|a mean of\s+|of\s+)*{NUMBER}", re.IGNORECASE)


def _of_arms(text: str, number: re.Match[str], after: str, before: Before) -> bool:
    """Whether an estimate is the change of one arm, told beside that of the other."""
    if before is not None and before[0] == "mean_change" and _OTHER_ARM.match(text[before[1] : number.end("value")]):
        return True
    clause = text[: number.start("value")].rsplit(";", 1)[-1]
    is_led = re.search(r"\bby\s+$|\b(?:was|of|were)\s+$", clause) is not None
    return is_led and _CHANGED.search(clause) is not None and not _DIFFERENCE.search(clause) and _OTHER_ARM.match(after) is not None


_DIFFERENCE: Final = re.compile(r"\bdifferences?\b(?!.*\b(?:fell|decreas|improv|chang))", re.IGNORECASE)


#: Words that tell of one arm alone, where no other is set against it.
IN_ONE_ARM: Final = re.compile(r"\b(?:in|within|for|of) the (?:[\w-]+ ){0,2}(?:group|arm)\b", re.IGNORECASE)
_SLOPE: Final = re.compile(r"[^(;,]{0,20}\bper (?:\d+ ?)?(?:days?|weeks?|months?|years?|points?)\b", re.IGNORECASE)


def _is_of_scale(number: re.Match[str]) -> bool:
    """Whether an estimate is told in units of a scale, as no ratio and no share is."""
    return bool(number["unit"].strip()) and "%" not in number["unit"] and number["unit"].strip().lower() != "percent"


def _goes_on(clause: str, before: Before) -> bool:
    """Whether a list of differences runs on: "Foot pain: 10.0 points, 95% CI …" after a difference."""
    return before is not None and before[0] == "MD" and re.search(r":\s*$", clause) is not None


def _difference(text: str, measures: Measures, number: re.Match[str], low: float, before: Before) -> str:
    """MD where the clause sets arms against each other and the interval is of no ratio; else other."""
    start = number.start("value")
    clause = text[:start].rsplit(";", 1)[-1]
    if _is_of_scale(number) and not _SLOPE.match(text[number.end() :]) and not any(name in RATIOS for *_, name in measures) and not _WITHIN_ARM.search(clause) and (COMPARES.search(clause) or _goes_on(clause, before)):
        return "MD"
    if any(name in RATIOS for *_, name in measures) or (low >= 0 and not (before and before[0] == "MD" and before[1] and re.search(r"\bby\s+$", text[before[1] : start]))):
        return "other"
    if _SLOPE.match(text[number.end() :]):
        return "other"
    if IN_ONE_ARM.search(clause) and not COMPARES.search(clause):
        return "other"
    if before is not None and before[0] == "MD" and not _WITHIN_ARM.search(text[before[1] : start]):
        return "MD"
    return "MD" if COMPARES.search(clause) and not _WITHIN_ARM.search(clause) else "other"
