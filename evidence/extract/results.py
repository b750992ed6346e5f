# ruff: noqa: E501 (a pattern or table row is read whole)
"""Findings on what came out: effects, p values, directions (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from evidence.extract.comparator import comparators_in
from evidence.extract.direction_clauses import clause_directions
from evidence.extract.directions import direction_findings
from evidence.extract.effect_measures import IN_ONE_ARM, RATIOS
from evidence.extract.effect_numbers import SIGNS, p_values_in
from evidence.extract.effect_outcomes import outcomes_of
from evidence.extract.effects import Effect, effects_in, excludes_null
from evidence.extract.outcomes import time_points_in
from evidence.extract.reading_lines import Reading, RoleLine, is_between_controls, text_finding
from evidence.models import Finding

_READ: Final = ("results", "conclusion", "title", None)
#: Factors and predictors: an estimate there is no effect of treatment.
_ASSOCIATION: Final = re.compile(
    r"\b(?:independent|risk|prognostic|associated|protective)\s+factors?\b|\bpredict(?:ed|ors?|ive|s)\b|\bcorrelat\w+|\bhigher\b[^.;,]{0,40}\bwent with\b|\bindependent of (?:the )?treatment\b|\bfactors associated\b|\bassociated with (?:an? )?(?:higher|lower|increased|greater|older)", re.IGNORECASE)  # fmt: skip
_WITHIN: Final = re.compile(
    r"\bwithin (?:the |each |both )?(?:[\w-]+ ){0,2}groups?\b|\bwithin-group\b|\bfrom baseline\b|\bfrom (?:before|pre)|\bbefore (?:and|to) after\b|\b(?:SDs?|points?|units?|mm|cm|%) per \d* ?(?:days?|weeks?|months?|years?)\b", re.IGNORECASE)  # fmt: skip
_BETWEEN: Final = re.compile(r"\bthan\b|\bversus\b|\bvs\b|compared (?:with|to) (?!baseline|before)|\bbetween\b|\bdifferen", re.IGNORECASE)
_SUCCESS: Final = re.compile(r"effective(?:ness)?(?: rate)?|efficacy rate|cure rate|\brecovery|respon(?:se|der)|remission|success", re.IGNORECASE)
_ONE_GROUP: Final = frozenset({"single_arm", "case_series", "case_report"})
_OBSERVED: Final = frozenset({"cross_sectional", "case_control", "cohort"})
Read = tuple[RoleLine, Effect, str | None]


def result_findings(context: Reading, techniques: frozenset[str] | None = None) -> tuple[Finding, ...]:
    """Effects, p values, directions of clauses, and the overall direction.

    An ``effect`` is between groups or pooled; its `number` is the estimate as
    printed. What does not add up carries `flag` in its detail. Within-group
    changes appear as ``direction`` within_group_only and never as an effect,
    estimates for factors only where the study looks for factors, differences
    between two controls only where the report has no others.
    """
    if context.design in NO_RESULTS:
        return direction_findings(context, techniques)[-1:]
    read: list[Read] = []
    tested: list[Finding] = []
    measure: str | None = None
    for line in context.lines:
        if line.role in _READ:
            found = effects_in(line.text, measure) if _DIGIT.search(line.text) else ()
            measure = found[-1].measure if found else None
            outcomes = dict(zip((e.start for e in found), outcomes_of(line.text, found)))
            read += [(line, effect, outcomes[effect.start]) for effect in _told(line.text, found, context.design)]
            tested += _p_values(line, found)
    treated = [item for item in read if not is_between_controls(item[0].text)]
    return (*(_effect(*item) for item in treated or read), *tested,
            *direction_findings(context, techniques))  # fmt: skip


NO_RESULTS: Final = frozenset({"protocol", "notice"})
_DIGIT: Final = re.compile(r"\d")


def _told(text: str, found: tuple[Effect, ...], design: str | None) -> Iterator[Effect]:
    """The estimates that are effects: no factors, no change within a group."""
    stops = [0, *(e.end for e in found)]
    for start, effect, after in zip(stops, found, [*(e.start for e in found[1:]), len(text)]):
        if effect.measure == "correlation":
            continue
        if _is_within(text[: effect.start]):
            continue
        end = re.search(r"[;.](?!\d)|, (?:and|but|whereas|while|without|though|yet)\b", text[effect.end : after])
        own = text[start : effect.end + (end.start() if end else after - effect.end)]
        if _ASSOCIATION.search(own) and design not in _OBSERVED:
            continue
        if effect.measure in ("other", "percent", "mean_change") and _WITHIN.search(own) and not _BETWEEN.search(own):
            continue
        if effect.measure == "other" and IN_ONE_ARM.search(own) and not _BETWEEN.search(own):
            continue
        yield _doubted(own, _changed(effect) if design in _ONE_GROUP else effect)


def _changed(effect: Effect) -> Effect:
    """Of people who were not compared, a difference is a change."""
    return replace(effect, measure="mean_change") if effect.measure in ("MD", "WMD") else effect


def _is_within(before: str) -> bool:
    """Whether the words before an estimate speak of change within the groups, and of no comparison since."""
    said = list(_WITHIN_GROUP.finditer(before))
    return bool(said) and not _BETWEEN.search(_MEASURE_NAME.sub("", before[said[-1].end() :]))


_WITHIN_GROUP: Final = re.compile(r"\bwithin[- ]groups?\b|\bwithin (?:the |each |both )(?:[\w-]+ ){0,2}groups?\b", re.IGNORECASE)
_MEASURE_NAME: Final = re.compile(r"\bmean differences?\b", re.IGNORECASE)


def _doubted(own: str, effect: Effect) -> Effect:
    """A ratio of successes below one, told as better, does not add up."""
    high = effect.ci_high
    if effect.flag or effect.measure not in RATIOS or high is None or high >= 1.0 or not _SUCCESS.search(own):
        return effect
    is_better = re.search(r"\bfavou?red\b|\bhigher\b|\bbetter\b|\bimproved\b|\bsuperior\b", own)
    return replace(effect, flag="ratio below one told as better") if is_better else effect


def _effect(line: RoleLine, effect: Effect, outcome: str | None) -> Finding:
    times = time_points_in(line.text)
    sides = comparators_in(line.text)
    detail: dict[str, object] = {
        "measure": effect.measure, "ci_low": effect.ci_low, "ci_high": effect.ci_high,
        "ci_level": effect.ci_level, "p": effect.p, "i2": effect.i2, "flag": effect.flag,
        "outcome": outcome, "time_point": times[0].text if len(times) == 1 else None,
        "comparator": sides[0] if len(sides) == 1 else None, "direction": _direction(line, effect),
    }  # fmt: skip
    span = line.sentence.span_of(effect.start, effect.end)
    return text_finding("effect", effect.measure, span, "effect.printed", effect.value, effect.unit, detail)


def _direction(line: RoleLine, effect: Effect) -> str | None:
    if excludes_null(effect) is False:
        return "no_significant_difference"
    for clause in clause_directions(line.text):
        if clause.start <= effect.start < clause.end and clause.value != "improved":
            return clause.value
    return None


def _p_values(line: RoleLine, effects: tuple[Effect, ...]) -> list[Finding]:
    made = []
    for found in p_values_in(line.text):
        number = float(found[2].replace("·", ".")) * 10.0 ** -int(found[3] or 0)
        span = line.sentence.span_of(found.start(), found.end())
        detail: dict[str, object] = {"sign": SIGNS.get(found[1], found[1])}
        if number > 1 or any(e.flag for e in effects if e.start <= found.start() <= e.end + 60):
            detail["flag"] = "p value does not fit"
        made.append(text_finding("p_value", found[0], span, "p.printed", number, None, detail))
    return made


__all__ = ["RATIOS", "result_findings"]
