"""The verdict on "it works": trials and reviews, by comparator.

Sources: Cochrane Handbook 12 and 15, SWiM 2020; every number from rules.toml.
A verdict only ever rises by support: inconclusive studies can lower it, never lift it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evidence.appraise.rules import Rules
from evidence.appraise.verdict_case import ClaimCase
from evidence.appraise.verdict_reviews import is_sound
from evidence.appraise.verdict_study import SYSTEMATIC, Effect, StudyView
from evidence.models import ItemStatus, Stance

Ruling = tuple[str, str]
_RATIOS: Final = frozenset({"RR", "OR", "HR", "IRR"})
#: Measures that compare groups; a change within a group is no effect.
BETWEEN_GROUPS: Final = _RATIOS | {"MD", "SMD"}
_PAIN: Final = ("pain", "vas", "nrs", "bpi")
_SCALE_OF_10: Final = re.compile(r"\bnrs\b|\bbpi\b|numeric|brief pain|\b0\s?(?:-|–|to)\s?10\b|\bcm\b|/10\b")


def efficacy_ruling(case: ClaimCase) -> Ruling:
    """(verdict, the sentence that says why)."""
    word, why = _by_trials(case)
    if word.startswith("supported") and _is_marker_only(case):
        held = _of(case.rcts, Stance.SUPPORTS)
        return "surrogate_only", (f"{_many(held)}, by measurements of the body alone. They do not show that "
                                  "people feel better or can do more.")  # fmt: skip
    return word, why


def _is_marker_only(case: ClaimCase) -> bool:
    """Whether every supporting trial bears on this claim by a marker alone, whatever the kind of claim."""
    markers, outcomes = frozenset(case.rules.mechanism_marker_outcomes), frozenset(case.claim.scope.outcomes)
    named = [study.concepts & outcomes for study in _of(case.rcts, Stance.SUPPORTS)]
    return bool(named) and all(found and found <= markers for found in named)


def _by_trials(case: ClaimCase) -> Ruling:
    if not case.items:
        return "not_found", "No report held bears on this statement."
    if not case.studies:
        return "insufficient", "Reports were found, but none may be counted for this statement."
    evidence = (*case.rcts, *(s for s in case.reviews if s.design in SYSTEMATIC or s.stance))
    pro = _of(evidence, Stance.SUPPORTS)
    con = _of(evidence, Stance.CONTRADICTS)
    if pro and con:
        both = f"{_many(pro)} and {_many(con, 'contradict')}"
        return "mixed", f"{both}: randomized trials or reviews stand on both sides."
    if con:
        return _against(case, con)
    if why := _supported(case):
        return "supported", why
    if why := _with_limits(case):
        return "supported_with_limits", why
    return _unclear(case, evidence, pro)


def _of(studies: Sequence[StudyView], stance: Stance) -> tuple[StudyView, ...]:
    return tuple(study for study in studies if study.stance is stance)


def named_count(studies: Sequence[StudyView]) -> str:
    """Studies as a reader counts them: ``2 randomized trials and 1 review``."""
    trials, reviews = sum(s.is_rct for s in studies), sum(s.is_review for s in studies)
    others = len(studies) - trials - reviews
    words = ((trials, "randomized trial", "randomized trials"), (reviews, "review", "reviews"),
             (others, "other study", "other studies"))  # fmt: skip
    parts = [f"{n} {one if n == 1 else many}" for n, one, many in words if n]
    return " and ".join(parts) or "no study"


def _many(studies: Sequence[StudyView], verb: str = "support") -> str:
    return f"{named_count(studies)} {verb}{'s' if len(studies) == 1 else ''} the statement"


def _against(case: ClaimCase, con: Sequence[StudyView]) -> Ruling:
    rules = case.rules
    is_large = any(s.is_rct and (s.n or 0) >= rules.efficacy_contradicted_participants_min for s in con)
    is_review = any(s.is_review and _sound(case, s) for s in con)
    needed = rules.efficacy_contradicted_participants_min
    is_many = len(con) > 1 and sum(s.n or 0 for s in con if s.is_rct) >= needed
    if is_large or is_review or is_many:
        return "contradicted", f"{_many(con, 'contradict')}, and none supports it."
    return "insufficient", f"{_many(con, 'contradict')}, but fewer than {needed} people cannot settle it."


def _supported(case: ClaimCase) -> str | None:
    rules = case.rules
    sham = [s for s in case.rcts if s.comparator == "sham"]
    strong = [s for s in _of(sham, Stance.SUPPORTS) if beyond_mid(s, rules)]
    people = sum(s.n or 0 for s in strong)
    is_clear = all(s.stance is Stance.SUPPORTS for s in sham)
    is_unopposed = all(s.stance is Stance.SUPPORTS for s in case.reviews if _sound(case, s))
    if len(strong) < rules.efficacy_supported_sham_rcts_min or not (is_clear and is_unopposed):
        return None
    if people < rules.efficacy_supported_participants_min:
        return None
    return (f"{len(strong)} independent {case.dummy}-controlled randomized trials with {people:,} people found a "
            "difference larger than the smallest that matters, and no sound review disagrees.")  # fmt: skip


def _with_limits(case: ClaimCase) -> str | None:
    rules = case.rules
    trials = [s for s in case.rcts if s.stance is not None]
    sham = [s for s in trials if s.comparator == "sham"]
    large = [s for s in _of(sham, Stance.SUPPORTS) if (s.n or 0) >= rules.efficacy_limits_sham_participants_min]
    doubts = [s for s in sham if s.stance is not Stance.SUPPORTS
              and (s.n or 0) >= rules.efficacy_limits_sham_participants_min]  # fmt: skip
    nulls = [s for s in doubts if s.stance is not Stance.MIXED]
    if len(large) > len(nulls) and len(large) >= len(doubts):
        n = max(s.n or 0 for s in large)
        others = f" {len(doubts)} of that size did not show it clearly." if doubts else ""
        return (f"{len(large)} {case.dummy}-controlled randomized {'trial' if len(large) == 1 else 'trials'} of "
                f"{rules.efficacy_limits_sham_participants_min} people or more (the largest with {n:,}) found a "
                f"benefit; the bar for \"supported\" is not reached.{others}")  # fmt: skip
    usual = [s for s in trials if s.comparator == "usual_care"]
    pro = _of(usual, Stance.SUPPORTS)
    people = sum(s.n or 0 for s in pro)
    is_consistent = len(pro) > len(usual) - len(pro) and not _of(usual, Stance.MIXED)
    if doubts or len(pro) < rules.efficacy_limits_usual_care_rcts_min or not is_consistent:
        return None
    if people < rules.efficacy_limits_usual_care_participants_min:
        return None
    return (f"{len(pro)} of {len(usual)} randomized trials against usual care, waiting or the same care alone, "
            f"with {people:,} people, found a benefit. Such a comparison cannot tell an effect of the treatment "
            "itself from that of attention and expectation.")  # fmt: skip


def benefit_base(case: ClaimCase) -> tuple[StudyView, ...]:
    """The supporting trials that a benefit rests on: of one comparison, the one the verdict rests on.

    Sham-controlled trials where one is large enough for the verdict, else trials against usual
    care, else what is left of sham-controlled ones. Empty where neither kind supports.
    """
    held = _of(case.rcts, Stance.SUPPORTS)
    sham = tuple(s for s in held if s.comparator == "sham")
    usual = tuple(s for s in held if s.comparator == "usual_care")
    size = case.rules.efficacy_limits_sham_participants_min
    return sham if any((s.n or 0) >= size for s in sham) or not usual else usual


def _unclear(case: ClaimCase, evidence: Sequence[StudyView], pro: Sequence[StudyView]) -> Ruling:
    both = _of(evidence, Stance.MIXED)
    is_large = any((s.n or 0) >= case.rules.efficacy_contradicted_participants_min for s in both)
    if len(both) > 1 and (is_large or len(both) > len(pro)):
        return "mixed", f"{named_count(both)} found results both ways."
    if not case.rcts and not case.reviews:
        return "insufficient", "No randomized trial and no systematic review is among the counted reports."
    if pro:
        size = case.rules.efficacy_limits_sham_participants_min
        is_held = any(s.is_rct and s.comparator == "sham" and (s.n or 0) >= size for s in pro)
        one = f"{case.dummy}-controlled trial"
        why = (f"more {one}s of {size} people or more do not show it clearly" if is_held else
               f"neither a {one} of {size} people or more nor consistent trials against usual care"
               " do")  # fmt: skip
        return "insufficient", f"{_many(pro)}, but {why}."
    return "insufficient", "No randomized trial and no review among the counted reports settles the question."


def _sound(case: ClaimCase, study: StudyView) -> bool:
    report = case.reports.get(study.report_id)
    return report is not None and study.design in SYSTEMATIC and is_sound(report)


def mid_of(effect: Effect, rules: Rules) -> float | None:
    """The minimal important difference on an effect's own scale; None where the scale is not told.

    For ratios the distance of the logarithm from 0 is meant, so the ratio is given.
    """
    if effect.measure == "SMD":
        return rules.mid_smd
    if effect.measure in _RATIOS:
        return rules.mid_ratio
    outcome = f"{effect.outcome or ''} {effect.unit or ''}".casefold()
    if "oswestry" in outcome or "odi" in outcome.split():
        return rules.mid_odi
    if any(word in outcome for word in _PAIN):
        if is_scale_of_100(effect):
            return rules.mid_pain_100
        # A small figure on a scale that is not told may be one of 10 or of 100: not enough to judge.
        return rules.mid_pain_10 if _SCALE_OF_10.search(outcome) else None
    return None


def is_scale_of_100(effect: Effect) -> bool:
    """Whether a figure on pain is on a scale of 100: so named, or larger than a scale of 10 allows."""
    outcome = f"{effect.outcome or ''} {effect.unit or ''}".casefold()
    limits = [abs(x) for x in (effect.value, effect.ci_low, effect.ci_high) if x is not None]
    return "mm" in outcome or "100" in outcome or max(limits, default=0.0) > 10


def beyond_mid(study: StudyView, rules: Rules) -> bool:
    """Whether an interval of a study lies wholly beyond the minimal important difference.

    False where no interval is printed or the scale is not told: unknown is not enough.
    """
    # An effect without a direction of its own goes the way of the study, where that is clear.
    is_clear = study.direction == "better" and study.stance is Stance.SUPPORTS
    for effect in study.effects:
        is_better = effect.direction == "better" or (effect.direction is None and is_clear)
        if not is_better or effect.ci_low is None or effect.ci_high is None:
            continue
        mid, low, high = mid_of(effect, rules), effect.ci_low, effect.ci_high
        if mid is None or effect.measure not in BETWEEN_GROUPS:
            continue
        if effect.measure in _RATIOS:
            if low >= mid or 0 < high <= 1 / mid:
                return True
        elif low * high > 0 and min(abs(low), abs(high)) >= mid:
            return True
    return False


_CONTROL_BETTER: Final = re.compile(r"\bcontrol (?:group )?did better\b")


def harm_in_prevention(case: ClaimCase) -> tuple[str, ...]:
    """Reports of harm where the treatment was given to prevent: shown, flagged, not counted.

    A trial without a difference at first and with the treated worse later counts among
    them: what is asked is whether the control did better at any time, not the average.
    """
    return tuple(
        item.report_id
        for item in case.items
        if item.status is ItemStatus.INDIRECT
        and item.stance is Stance.CONTRADICTS
        and "prevention" in item.reason
        and (item.direction in ("worse", "favours_control") or _CONTROL_BETTER.search(item.reason))
    )
