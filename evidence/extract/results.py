# ruff: noqa: E501 (a pattern or table row is read whole)
"""Findings on what came out: effects, p values, directions (pure)."""

from __future__ import annotations

import re
from typing import Final

from evidence.extract.comparator import comparators_in
from evidence.extract.directions import clause_directions, direction_findings
from evidence.extract.effect_numbers import P_VALUE
from evidence.extract.effects import RATIOS, Effect, effects_in, excludes_null
from evidence.extract.outcomes import first_outcome, time_points_in
from evidence.extract.reading_lines import Reading, RoleLine, text_finding
from evidence.models import Finding

_READ: Final = ("results", "conclusion", "title", None)
#: Factors and predictors: an estimate there is no effect of treatment.
_ASSOCIATION: Final = re.compile(
    r"\b(?:independent|risk|prognostic|associated)\s+factors?\b|\bpredict(?:ed|ors?|ive)\b|\bcorrelat\w+", re.IGNORECASE)  # fmt: skip


def result_findings(context: Reading) -> tuple[Finding, ...]:
    """Effects, p values, directions of clauses, and the overall direction.

    An ``effect`` is between groups or pooled; its `number` is the estimate as
    printed. What does not add up carries `flag` in its detail. Within-group
    changes appear as ``direction`` within_group_only and never as an effect.
    """
    if context.design == "protocol":
        return direction_findings(context)[-1:]
    made: list[Finding] = []
    measure: str | None = None
    for line in context.lines:
        if line.role in _READ:
            found = effects_in(line.text, measure)
            measure = found[-1].measure if found else None
            if not _ASSOCIATION.search(line.text):
                made += [_effect(line, effect) for effect in found if effect.measure != "correlation"]
            made += _p_values(line, found)
    return (*made, *direction_findings(context))


def _effect(line: RoleLine, effect: Effect) -> Finding:
    outcome = first_outcome(line.text[max(0, effect.start - 90) : effect.start])
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
    for found in P_VALUE.finditer(line.text):
        number = float(found[2].replace("·", ".")) * 10.0 ** -int(found[3] or 0)
        span = line.sentence.span_of(found.start(), found.end())
        detail: dict[str, object] = {"sign": found[1].replace("&lt;", "<")}
        if number > 1 or any(e.flag for e in effects if e.start <= found.start() <= e.end + 60):
            detail["flag"] = "p value does not fit"
        made.append(text_finding("p_value", found[0], span, "p.printed", number, None, detail))
    return made


__all__ = ["RATIOS", "result_findings"]
