# ruff: noqa: E501 (a pattern or table row is read whole)
"""Which arm did better: clause by clause, and overall (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from evidence.extract.direction_clauses import (
    BETTER,
    COMPARED,
    HARM,
    NULL,
    ClauseDirection,
    clause_directions,
)
from evidence.extract.direction_contrast import controls_unchanged
from evidence.extract.direction_means import is_gain
from evidence.extract.direction_reviews import UNPOOLED, is_about_reporting, trials_at_odds
from evidence.extract.effects import Effect, effects_in, excludes_null
from evidence.extract.gated import gated
from evidence.extract.reading_lines import (
    NO_DIRECTION,
    VERSION,
    Reading,
    RoleLine,
    is_between_controls,
    text_finding,
)
from evidence.extract.technique import technique_findings
from evidence.models import Finding


def direction_findings(
    context: Reading, techniques: frozenset[str] | None = None
) -> tuple[Finding, ...]:
    """Per clause of results and conclusions, then overall.

    `techniques` are those studied; None has them read here.
    """
    if techniques is None:
        techniques = frozenset(f.value for f in technique_findings(context) if f.value)
    made: list[Finding] = []
    votes: list[tuple[RoleLine, ClauseDirection]] = []
    title = context.report.title.text if context.report.title else ""
    for line in _result_lines(context):
        if line.role == "title" and not _DECLARES.search(line.text):
            continue
        told = _told(line, title)
        votes += [(line, found) for found in told]
        made += [
            text_finding("direction", f.value, line.sentence.span_of(f.start, f.end), "direction.clause")
            for f in told if line.role not in ("title", "conclusion") and f.value != "improved"
        ]  # fmt: skip
    return (*made, *_overall(context, votes, techniques))


def _told(line: RoleLine, title: str) -> list[ClauseDirection]:
    """The directions of a sentence: its words, corrected by the intervals printed in them."""
    clauses = clause_directions(line.text)
    effects = effects_in(line.text) if line.role == "results" and _DIGIT.search(line.text) else ()
    tested = [(e, told) for e in effects if (told := _is_tested(line.text, e)) is not None]
    made, held = [], set()
    for clause in clauses:
        own = [told for e, told in tested if clause.start <= e.start < clause.end]
        held |= {e.start for e, _ in tested if clause.start <= e.start < clause.end}
        value = clause.value
        if own and not any(own) and not _IN_FAVOUR.search(line.text[clause.start : clause.end]) and value in ("better_with_intervention", "worse", "improved"):
            value = "no_significant_difference"
        elif any(own) and value == "improved":
            value = "better_with_intervention"
        made.append(replace(clause, value=value))
    made += [ClauseDirection("better_with_intervention", e.start, e.end) for e, told in tested
             if told and not clauses and is_gain(line.text, e, title) and not HARM.search(line.text, line.lower)]  # fmt: skip
    if not any(told for _, told in tested) and not HARM.search(line.text, line.lower):
        made += [ClauseDirection("no_significant_difference", e.start, e.end) for e, _ in tested if e.start not in held]
    return made


#: Words that settle an interval which ends at no effect.
_IN_FAVOUR: Final = re.compile(r"\b0(?:\.0+)? (?:to|and|-) [\d.]+[^.;]{0,10}, in favou?r of (?:the )?(?:acup|electro|needl|moxib|EA\b)|\bto 0\.0+\)?,? in favou?r of (?:acup|electro)", re.IGNORECASE)


def _is_tested(text: str, effect: Effect) -> bool | None:
    """Whether an interval leaves out no difference; of a percentage too where it is told as one between arms."""
    if effect.measure == "percent" and effect.ci_low is not None and effect.ci_high is not None:
        is_difference = _LESS_OTHER.search(text[: effect.start]) is not None
        return not effect.ci_low <= 0.0 <= effect.ci_high if is_difference else None
    return excludes_null(effect)


_LESS_OTHER: Final = re.compile(r"\b(?:minus|difference|versus|vs\.?)\b[^.;\d]{0,40}$", re.IGNORECASE)
_DIGIT: Final = re.compile(r"\d")


def _result_lines(context: Reading) -> list[RoleLine]:
    """Results and conclusions; all that follows the title where no sentence is told as results."""
    lines = [ln for ln in context.lines if ln.role in ("results", "conclusion", "title", None)]
    if not any(ln.role in ("results", "conclusion", None) for ln in lines):
        lines = list(context.lines)
    treated = [ln for ln in lines if not is_between_controls(ln.text)]
    return treated if any(ln.role in ("results", None) for ln in treated) or len(treated) == len(lines) else []


def _tells_results(line: RoleLine) -> bool:
    return line.role in ("results", "conclusion", None) and bool(
        COMPARED.search(line.text) and (BETTER.search(line.text, line.lower) or NULL.search(line.text, line.lower))
    )


def _not_applicable(rule: str, source: str) -> tuple[Finding, ...]:
    return (Finding("direction_overall", "not_applicable", None, rule, VERSION, source=source),)


def _overall(
    context: Reading, votes: Sequence[tuple[RoleLine, ClauseDirection]], techniques: frozenset[str]
) -> tuple[Finding, ...]:
    if context.design in NO_DIRECTION | {"case_control"} or _is_about_harm(context) or _is_about_reporting(context):
        return _not_applicable("direction.design", "design")
    if context.design == "cohort" and not any(COMPARED.search(ln.text[f.start : f.end]) for ln, f in votes):
        return _not_applicable("direction.design", "design")
    if not techniques - {"non_acupuncture"}:
        return _not_applicable("direction.no-acupuncture", "intervention")
    if context.design in UNPOOLED and (odds := trials_at_odds(context.lines)) is not None:
        span = odds.sentence.span_of(0, len(odds.text))
        return (text_finding("direction_overall", "mixed", span, "direction.trials-at-odds"),)
    if not votes and not any(_tells_results(ln) for ln in context.lines):
        return _not_applicable("direction.no-result-told", "roles")
    counted = _between(context.design, _counted(context, votes))
    overall = _decided(_weighed(counted, context.design == "animal"), _is_upheld(counted))
    if overall is None:
        return ()
    wanted = {"favours_acupuncture": ("better_with_intervention", "improved"), "favours_control": ("worse",),
              "no_difference": ("no_significant_difference",)}.get(overall)  # fmt: skip
    told = [(ln, f) for ln, f in votes if wanted is None or f.value in wanted] or list(votes)
    line, found = next((vote for vote in told if vote[0].role != "title"), told[0])
    span = line.sentence.span_of(found.start, found.end)
    return (text_finding("direction_overall", overall, span, "direction.votes"),)


#: A title that states its result.
_DECLARES: Final = re.compile(
    r"\b(?:alleviates?|attenuates?|reduces?|improves?|enhances?|promotes?|facilitates?|inhibits?|ameliorates?|relieves?|suppresses|increases?|decreases?|accelerates?|is not effective|does not)\b", re.IGNORECASE)  # fmt: skip


#: A conclusion that names the treatment as what helped.
_CREDITED: Final = re.compile(r"acup|needl|\bEA\b|\bMA\b|moxib|\bTEAS\b|\bTENS\b|laser|\btreatment\b|\btherapy\b", re.IGNORECASE)
#: What helped in every arm tells none from another.
_ALIKE: Final = re.compile(r"\W*(?:both|either|each|all (?:two|three|four)|the two)\b(?! of the)", re.IGNORECASE)
_CONTROLLED: Final = frozenset({"rct", "crossover_rct", "cluster_rct", "non_randomized_trial"})


def _between(
    design: str | None, votes: Sequence[tuple[RoleLine, ClauseDirection]]
) -> list[tuple[RoleLine, ClauseDirection]]:
    """Without what may be change within a group: in a controlled trial a gain without a comparison
    counts only where a conclusion or title credits the treatment with it."""
    if design in _CONTROLLED:
        votes = [(line, f) for line, f in votes if f.value != "improved" or not _ALIKE.match(line.text[f.start : f.end])]
    if design not in _CONTROLLED or any(f.value == "better_with_intervention" for _, f in votes):
        return list(votes)
    if any(f.value == "no_significant_difference" and line.role == "results" for line, f in votes):
        return [(line, f) for line, f in votes if f.value != "improved"]
    return [
        (line, f) for line, f in votes
        if f.value != "improved" or (line.role in ("conclusion", "title") and _CREDITED.search(line.text))
    ]  # fmt: skip


def _counted(
    context: Reading, votes: Sequence[tuple[RoleLine, ClauseDirection]]
) -> list[tuple[RoleLine, ClauseDirection]]:
    """The votes on treatment against control: no "no difference" among kinds of the treatment beside
    others, and a gain is one over the controls where these are told not to have changed."""
    kept = [(ln, f) for ln, f in votes
            if not (f.value == "no_significant_difference" and _AMONG_TREATED.search(ln.text[f.start : f.end]))]  # fmt: skip
    if not any(f.value not in ("improved", "within_group_only") for _, f in kept):
        kept = list(votes)
    if not any(f.value == "improved" for _, f in kept):
        return kept
    if not any(controls_unchanged(ln.text) or ("iffer" in ln.text and _TESTED_APART.search(ln.text))
               for ln in context.lines if ln.role in ("results", "conclusion", None)):  # fmt: skip
        return kept
    return [(ln, replace(f, value="better_with_intervention") if f.value == "improved" and ln.role == "results" else f)
            for ln, f in kept]  # fmt: skip


#: A difference that was tested and held, its direction told elsewhere.
_TESTED_APART: Final = re.compile(
    r"\bdifferences?\b(?! in adverse)[^.;,]{0,40}\b(?:between|among) (?:the )?(?:\w+ )?(?:groups|arms|two|both)\b[^.;,]{0,20}\b(?:was|were|being) (?:statistically |highly )?significant\b|\bdifferences? (?:was|were|being) (?:statistically |highly )?significant\b|\bdiffered significantly\b[^.;,]{0,30}\bbetween\b", re.IGNORECASE)  # fmt: skip
#: Kinds, doses or schedules of the treatment set against each other.
_AMONG_TREATED: Final = re.compile(
    r"\b(?:two|both|three) (?:kinds of |forms of |types of |styles of )?(?:[\w-]+ )?(?:acupuncture|needling|real|verum|true|active|EA|electroacupuncture)(?: (?:groups|arms|techniques|frequencies|points|regimens|schedules|doses|methods))?\b"
    r"|\b(?:once|twice|daily|weekly) (?:\w+ )?and (?:once|twice|daily|weekly)\b|\bgroups? A and B\b", re.IGNORECASE)  # fmt: skip


def _is_upheld(votes: Sequence[tuple[RoleLine, ClauseDirection]]) -> bool:
    """Whether the first result told between arms is a gain and the conclusions speak of gains alone."""
    first = next((f.value for line, f in votes if line.role == "results" and f.value in _JUDGED), None)
    ends = [f.value for line, f in votes if line.role == "conclusion" and f.value in (*_JUDGED, "improved")]
    return first == "better_with_intervention" and bool(ends) and not set(ends) & {"no_significant_difference", "worse"}


_JUDGED: Final = ("better_with_intervention", "no_significant_difference", "worse")


def _weighed(votes: Sequence[tuple[RoleLine, ClauseDirection]], is_animal: bool) -> dict[str, float]:
    """Weight of each direction; the first result told between arms counts half as much again.

    Of animals a gain is one over those not treated, said or not.
    """
    weight = {"better_with_intervention": 0.0, "no_significant_difference": 0.0, "worse": 0.0}
    values = {found.value for _, found in votes}
    is_hedged = not is_animal and "better_with_intervention" not in values and "no_significant_difference" in values
    is_first = True
    for line, found in votes:
        size = {"results": 1.0, "conclusion": 1.3, "title": 1.0}.get(line.role or "", 0.8)
        if found.value == "improved":
            if is_hedged and line.role != "conclusion":
                continue
            size *= 1.0 if is_animal else 0.6
        value = "better_with_intervention" if found.value == "improved" else found.value
        if value in weight:
            if is_first and line.role == "results" and (is_animal or found.value != "improved"):
                size, is_first = size * 1.5, False
            weight[value] += size
    return weight


def _is_about_harm(context: Reading) -> bool:
    title = context.report.title
    return title is not None and bool(_HARM_TITLE.search(title.text)) and not _EFFECT_TITLE.search(title.text)


def _is_about_reporting(context: Reading) -> bool:
    title = context.report.title
    return title is not None and is_about_reporting(title.text) and not _EFFECT_TITLE.search(title.text)


_HARM_TITLE: Final = gated(r"\bsafety (?:of|in|profile)\b|adverse (?:events?|effects?|reactions?)|\bbleeding (?:risk|events?|complications?)\b|side effects|\biatrogenic\b|\boutbreaks?\b|pneumothora|\bcomplications? (?:of|after|following)\b|-(?:associated|related) (?:\w+ )?(?:hepatitis|infections?|injur\w+|harms?|complications?|deaths?)")
_EFFECT_TITLE: Final = re.compile(r"\beffica\w+|effective\w*", re.IGNORECASE)


def _decided(weight: dict[str, float], is_upheld: bool) -> str | None:
    """The direction by weight; "no difference" in lesser outcomes makes it mixed only where the first result
    and the conclusion do not agree on a gain."""
    better, null, worse = (weight[k] for k in ("better_with_intervention", "no_significant_difference", "worse"))
    total = better + null + worse
    if total < 0.4:
        return None
    if worse > better and worse >= null:
        return "favours_control"
    if better and null / total < (0.5 if is_upheld else 0.34):
        return "favours_acupuncture"
    if better / total < 0.25:
        return "no_difference"
    return "mixed"
