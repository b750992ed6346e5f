# ruff: noqa: E501 (a pattern or table row is read whole)
"""Effect estimates with their intervals: measure, value, interval, level, p (pure).

Only what is printed is read. An estimate outside its interval, or an interval
that its p value contradicts, is flagged and kept as printed, never repaired.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from evidence.extract.effect_lists import Together, told_together
from evidence.extract.effect_measures import COMPARES, RATIOS, Measures, is_lower, measure_of
from evidence.extract.effect_numbers import (
    BETWEEN,
    I_SQUARED,
    MINUS,
    NUMBER,
    P_VALUE,
    SIGNS,
    UNIT,
    at_figures,
    measures_in,
    number_of,
)
from evidence.extract.gated import gated, stands

_DIGIT: Final = re.compile(r"\d")
#: A sign in letters; written as a sign it keeps its place.
_MINUS: Final = re.compile(r"\bminus (?=\d|[.·]\d)", re.IGNORECASE)
#: Literals one of which every name of a measure holds, short names in capitals apart.
_MEASURED: Final = gated("|".join((
    "differ", "gap", "margin", "separation", "hazard", "odds", "ratio", "risk", "mean", "average", "smd", "wmd", "hedge", "cohen", "effect", "nnt", "number needed", "correl", "rho", "spearman", "pearson", "auc", "auroc", "area under",
    "sensitiv", "specific", "kappa", "icc", "prevalence", "incidence", "heritab", "beta", "b =", "b=", "coefficient", "r =", "r=", "d =", "d=", "g =", "g=", r"\(d ", r"\(g ")))  # fmt: skip
#: Literals of short names and of intervals.
_SHORT_HOLDS: Final = ("OR", "RR", "HR", "RD", "MD")
_SHORT: Final = re.compile(r"\b(?:aOR|OR|aRR|I?RR|aHR|HR|A?RD|RD|MD)s?\b|\[(?:OR|RR|HR|MD)")
_INTERVAL_NAMED: Final = ("CI", "C.I", "CrI", "confidence", "Confidence", "credib", "Credib", "CONFIDENCE")
_LEVEL = r"(?:(?P<level>\d{2}(?:[.·]\d+)?)\s*%?[\s-]*)?"
_NAME = (
    r"(?:(?:confidence|credible|credibility)\s+(?:intervals?|limits?)(?:\s*[\[(]\s*(?:CIs?|CrIs?)\s*[\])])?"
    r"|C\.?I\.?s?(?![\w])|CrIs?(?!\w)|CI(?=9\d))"
)
_INTERVAL: Final = re.compile(
    rf"{_LEVEL}{_NAME}(?:\s*[(\[]?\s*(?P<level_after>9\d(?:\.\d)?)\s*%?\s*[)\]]?(?=\s*[,:=;(\[\s]))?"
    rf"[\s,:=;]*(?:of|from|was|is|ranges?|between)?[\s,:=;]*[(\[{{]?\s*"
    rf"(?P<low>(?<=CI)[{MINUS}]\d+(?:[.·]\d+)?|{NUMBER}){UNIT}{BETWEEN}(?P<high>{NUMBER})(?P<pct>\s*%)?"
)
_ESTIMATE: Final = re.compile(rf"(?P<value>{NUMBER})(?P<unit>{UNIT})")
_BARE: Final = re.compile(
    rf"(?P<value>{NUMBER})(?P<unit>\s?(?:%|SD|points?|mm|cm|m/s)?)(?:\s+[a-z/ 0-9]{{0,20}}?)?\s*[,;]?\s*[(\[]?\s*"
    rf"(?P<low>{NUMBER})\s?%?(?P<sep>\s*(?:to|[-−–‐‑—])\s*|\s*[,;]\s*)(?P<high>{NUMBER})(?=%?[\s,;)\]])"
)
#: The two ends of a bare interval.
_RANGED: Final = re.compile(r"\d\s?%?\s*(?:to|[-−–‐‑—,;])\s*[-−–‐‑—+]?\s?[\d.·]")
_LINK: Final = re.compile(
    r"^[\s,;:(\[]*(?:(?!\d)[^.;()\[\]]{0,60})?[\s,;:(\[=]*(?:with(?: an?)?|at)?[\s,;:(\[]*$"
)
_FROM_TO: Final = re.compile(rf"\bfrom\s+(?:\w+\s+)?{NUMBER}[^.;(]{{0,25}}?\bto\s+(?:\w+\s+)?$", re.IGNORECASE)


#: Levels before and after, each with its interval, are no estimate of an effect.
_FROM_LEVEL: Final = re.compile(r"\bfrom\s+(?:a mean of\s+)?$|\bfrom\s[^;.()]{0,12}\d(?:\.\d+)?\s*[(\[][^()\[\]]*[)\]]\s*to\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Effect:
    """One estimate in a sentence; offsets count from the start of that sentence.

    `measure` is MD, SMD, WMD, RR, OR, HR, RD, percent, mean_change, correlation or
    other. `ci_level` is the printed level in percent (97.5 is not 95), None where
    none is printed. `flag` says what does not add up.
    """

    measure: str
    value: float
    start: int
    end: int
    ci_low: float | None = None
    ci_high: float | None = None
    ci_level: float | None = None
    unit: str | None = None
    p: str | None = None
    i2: float | None = None
    flag: str | None = None


@lru_cache(maxsize=64)
def effects_in(text: str, measure: str | None = None) -> tuple[Effect, ...]:
    """The estimates with an interval, or with a named measure, in one sentence.

    `measure` is that of the sentence before, for lists that run on.

    >>> [(e.measure, e.value, e.ci_low, e.ci_high, e.ci_level) for e in effects_in(
    ...     "Pain fell more (mean difference, −16.0 [95% CI, −21.3 to −10.6]; P < .001).")]
    [('MD', -16.0, -21.3, -10.6, 95.0)]
    >>> effects_in("VAS fell from 6.0 to 3.2 (95% CI 2.1 to 4.0) with acupuncture.")
    ()
    """
    if not _DIGIT.search(text):
        return ()
    lower = text.lower()
    if "minus " in lower:
        text = _MINUS.sub(lambda found: " " * (len(found[0]) - 1) + "-", text)
    measures = measures_in(text) if _MEASURED.may_stand_in(lower) or "β" in lower or (stands(_SHORT_HOLDS, text) and _SHORT.search(text)) else ()
    has_interval = stands(_INTERVAL_NAMED, text)
    together = [_of_list(text, measures, one) for one in told_together(text)] if has_interval else []
    made = together or (list(_with_interval(text, measures, measure)) if has_interval else [])
    if measures or made or measure:
        made += _elided(text, measures, made, measure)
    made += _pointed(text, measures, made)
    made.sort(key=lambda effect: effect.start)
    ends = [*(effect.start for effect in made[1:]), len(text)]
    return tuple(_checked(_with_tests(text, e, stop)) for e, stop in zip(made, ends))


def _of_list(text: str, measures: Measures, one: Together) -> Effect:
    value, low, high, level, start, end = one
    named = [name for _, stop, name in measures if stop <= start]
    measure = named[-1] if named else "MD" if COMPARES.search(text[:start]) and low < 0 else "other"
    return Effect(measure, value, start, end, low, high, level)


def _with_interval(text: str, measures: Measures, told: str | None) -> Iterator[Effect]:
    last_end = 0
    before: Effect | None = None
    intervals = list(_INTERVAL.finditer(text))
    for number, found in enumerate(intervals):
        low, high = number_of(found["low"]), number_of(found["high"])
        estimate = _estimate_before(text, last_end, found.start())
        last_end = found.end()
        if estimate is None or low > high or _FROM_TO.search(text[: estimate.start("value")]) or _FROM_LEVEL.search(text[: estimate.start("value")]):
            continue
        after = text[found.end() : intervals[number + 1].start()] if number + 1 < len(intervals) else text[found.end() :]
        measure = measure_of(text, measures, estimate, low, after, (before.measure, before.end) if before else (told, 0) if told else None)
        level = found["level"] or found["level_after"]
        effect = Effect(measure, number_of(estimate["value"]), estimate.start(), found.end(), low, high,
                        number_of(level) if level else None, estimate["unit"].strip() or None)  # fmt: skip
        before = effect if measure == "mean_change" else _lowered(text, effect, estimate)
        yield before


_WEEK_AND: Final = re.compile(r"weeks?\s\d+\sand\s$")
_LASTING: Final = re.compile(r"\s*-?(?:weeks?|months?|days?|years?|patients|trials|studies|RCTs)\b")


def _estimate_before(text: str, start: int, stop: int) -> re.Match[str] | None:
    """The number an interval belongs to: the last one before it, with only words between."""
    window = max(start, stop - 130)
    found = None
    for match in at_figures(_ESTIMATE, text, window, stop):
        before = text[max(0, match.start() - 14) : match.start()]
        if re.search(r"(?:[nNpPt]\s*[=<>]\s*|weeks?\s|months?\s|days?\s|±\s*)$", before) or (match["value"].isdigit() and _WEEK_AND.search(before)):
            continue
        lasting = _LASTING.match(text, match.end("value"))
        is_estimate = re.search(r"(?:[(\[:;=]|\b(?:was|were|of|is|by|difference))\s*$", before) and re.fullmatch(r"[\s,;(\[]*", text[lasting.end() : stop] if lasting else "")
        if lasting and not is_estimate:
            continue
        found = match
    if found is None or not _LINK.match(text[found.end() : stop]):
        return None
    return found


def _lowered(text: str, effect: Effect, number: re.Match[str]) -> Effect:
    """``1.9 points lower (1.4-2.4)`` is a difference of -1.9 (-2.4 to -1.4)."""
    is_positive = effect.value > 0 and (effect.ci_low or 0) > 0
    if effect.measure == "MD" and effect.value > (effect.ci_high or 0.0) and (effect.ci_low or 0) <= -effect.value and is_lower(text, number):
        return replace(effect, value=-effect.value)  # "9.4 mm lower (-21.7 to 2.9)"
    if effect.measure == "MD" and is_positive and is_lower(text, number):
        low, high = effect.ci_low, effect.ci_high
        return replace(effect, value=-effect.value, ci_low=-(high or 0), ci_high=-(low or 0))
    return effect


def _elided(
    text: str, measures: Measures, known: list[Effect], before: str | None
) -> Iterator[Effect]:
    """``…OR 1.15, 1.03-1.28`` and later members of a list: an estimate inside a bare interval."""
    taken = [(e.start, e.end) for e in known]
    for found in _bare(text):
        span = found.start("value"), found.end("high")
        if any(a < span[1] and span[0] < b for a, b in taken):
            continue
        value, low, high = (number_of(found[name]) for name in ("value", "low", "high"))
        earlier = [e for e in known if e.start < span[0]]
        near = [m for m in measures if m[1] <= span[0] + 1 and span[0] - m[1] <= 12]
        if not low <= value <= high or low == high or (found["sep"].strip() in (",", ";") and not near and not (earlier and _is_bracketed(text, *span))):
            continue
        in_list = before in RATIOS | {"MD", "SMD", "WMD"} and text[: span[0]].endswith("(") and text[span[1] :].startswith(")")
        in_list = in_list or (before == "percent" and "%" in found["unit"] and text[span[1] :].startswith("%"))
        if in_list and not near and not earlier:
            earlier = [Effect(before or "other", 0.0, 0, 0)]
        if not near and not earlier and not in_list and not any(m[2] in RATIOS for m in measures if m[1] <= span[0]):
            continue
        if "." not in found["low"].replace("·", ".") and "." not in found["value"].replace("·", "."):
            continue
        name = near[-1][2] if near else earlier[-1].measure if earlier else _ratio(measures, span[0]) or before or "other"
        level = earlier[-1].ci_level if earlier else None
        made = Effect(name, value, *span, low, high, level, found["unit"].strip() or None)
        known = [*known, made]
        yield made


def _bare(text: str) -> Iterator[re.Match[str]]:
    """Numbers with a bare interval behind them; one that does not fit hides none that follows."""
    place = 0
    if not _RANGED.search(text):
        return
    while found := next(at_figures(_BARE, text, place), None):
        yield found
        value, low, high = (number_of(found[name]) for name in ("value", "low", "high"))
        place = found.end() if low <= value <= high else found.end("value")


def _is_bracketed(text: str, start: int, end: int) -> bool:
    return text[:start].endswith("(") and text[end:].startswith(")")


def _ratio(measures: Measures, stop: int) -> str | None:
    return next((name for _, end, name in reversed(measures) if end <= stop and name in RATIOS), None)


_POINT: Final = re.compile(rf"^\s*(?:\s*[\[(][A-Z]+[\])])?[\s,:=]*(?:of|was|were|is)?\s*(?P<value>{NUMBER})(?P<unit>{UNIT})(?![\d%])")


#: After these words stands what was compared, or when: no estimate.
_PLACED: Final = re.compile(r"\b(?:at|in|from|between)$", re.IGNORECASE)


def _pointed(text: str, measures: Measures, known: list[Effect]) -> Iterator[Effect]:
    """A named measure with its value and no interval."""
    for _start, end, name in measures:
        found = None if _PLACED.search(text[:end]) else _POINT.match(text[end : end + 60])
        is_money = found and re.match(r"\s*(?:euros?|dollars?|EUR|USD|GBP|[€$£¥])", text[end + found.end() :], re.IGNORECASE)
        if name in ("correlation", "other") or found is None or is_money:
            continue
        start, stop = end + found.start("value"), end + found.end()
        if any(e.start < stop and start < e.end for e in known):
            continue
        measure = "percent" if "%" in found["unit"] else name
        yield Effect(measure, number_of(found["value"]), start, stop, unit=found["unit"].strip() or None)


def _with_tests(text: str, effect: Effect, stop: int) -> Effect:
    after = text[effect.end : min(stop, effect.end + 90)]
    p, i2 = P_VALUE.search(after), I_SQUARED.search(after)
    is_own = p is not None and not re.search(r"[A-Za-z]{3,}[^,;(]*\d", after[: p.start()].replace("confidence", ""))
    return replace(
        effect,
        p=f"{SIGNS.get(p[1], p[1])}{p[2]}".replace("·", ".").lstrip("=") if p and is_own else None,
        i2=number_of(i2[1]) if i2 else None,
    )


def excludes_null(effect: Effect) -> bool | None:
    """Whether the interval leaves out no effect; None where there is no interval to ask."""
    if effect.ci_low is None or effect.ci_high is None or effect.measure in ("other", "percent", "correlation"):
        return None
    null = 1.0 if effect.measure in RATIOS else 0.0
    return not effect.ci_low <= null <= effect.ci_high


def _checked(effect: Effect) -> Effect:
    if effect.ci_low is None or effect.ci_high is None:
        return effect
    flag = None
    if not effect.ci_low <= effect.value <= effect.ci_high:
        flag = "estimate outside its interval"
    elif effect.measure in RATIOS and effect.ci_low < 0:
        flag = "ratio with a negative end"
    elif effect.p and (effect.ci_level or 95) == 95 and excludes_null(effect) is not None:
        bound = float(effect.p.lstrip("<>≤≥=⩽⩾"))
        is_small = effect.p[0] not in ">≥⩾" and bound <= 0.01
        if is_small and not excludes_null(effect) and not _touches(effect):
            flag = "p value contradicts the interval"
    return replace(effect, flag=flag)


def _touches(effect: Effect) -> bool:
    """Whether an end of the interval is the null itself, as rounding makes it."""
    return (1.0 if effect.measure in RATIOS else 0.0) in (effect.ci_low, effect.ci_high)
