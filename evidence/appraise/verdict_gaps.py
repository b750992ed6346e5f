"""What is missing for a verdict, and what would change it: sentences by rule (pure)."""

from __future__ import annotations

from typing import Final

from evidence.appraise.safety_events import FOLLOWED
from evidence.appraise.verdict_case import ClaimCase
from evidence.appraise.verdict_mechanism import tier_of
from evidence.appraise.verdict_stated import asks_dose, is_denied_cure
from evidence.models import ClaimKind, ItemStatus

_PEOPLE: Final = ("healthy people", "patients")


def missing(case: ClaimCase) -> tuple[str, ...]:
    """What is lacking, one sentence each, most important first."""
    if not case.studies:
        found = [] if is_denied_cure(case.claim.quote) else ["No counted study."]
    elif case.claim.kind is ClaimKind.EFFICACY:
        found = _efficacy(case)
    elif case.claim.kind is ClaimKind.MECHANISM:
        found = _mechanism(case)
    elif case.claim.kind is ClaimKind.SAFETY:
        found = _safety(case)
    else:
        found = []
    return tuple(found + _shown_only(case))


def _efficacy(case: ClaimCase) -> list[str]:
    found = []
    rcts = case.rcts
    if asks_dose(case.claim):
        return [f"Randomized trials that compare amounts of treatment: {len(rcts) or 'none'}."]
    if not rcts:
        return ["No randomized trial.", *([] if case.reviews else ["No systematic review."])]
    sham = [s for s in rcts if s.comparator == "sham"]
    if not sham:
        n, dummy = sum("sham" in s.comparators for s in rcts), case.dummy
        found.append(f"No trial is told as a gain over {dummy}; {n} had a {dummy} group beside usual care."
                     if n else f"No {dummy}-controlled trial.")  # fmt: skip
    largest = max((s.n or 0 for s in rcts), default=0)
    if 0 < largest < case.rules.efficacy_limits_sham_participants_min:
        needed = case.rules.efficacy_limits_sham_participants_min
        found.append(f"No trial of {needed} people or more; the largest has {largest}.")
    weeks = [s.follow_up_weeks for s in rcts if s.follow_up_weeks is not None]
    if not weeks:
        found.append("No trial's abstract states its follow-up.")
    elif max(weeks) < case.rules.efficacy_follow_up_weeks_long:
        found.append(f"No follow-up beyond {max(weeks):g} weeks.")
    silent = sum(s.n is None for s in rcts)
    if silent:
        verb = "does not state its" if silent == 1 else "do not state their"
        found.append(f"{silent} of {len(rcts)} trials {verb} size in the abstract.")
    return found


def _mechanism(case: ClaimCase) -> list[str]:
    tiers = {tier_of(study) for study in case.studies}
    if not tiers & set(_PEOPLE):
        return ["No study in people; only animals or cells."]
    if "patients" not in tiers:
        return ["No study in patients; only healthy people."]
    if not any(s.is_rct and tier_of(s) == "patients" for s in case.studies):
        return ["No randomized trial in patients."]
    return []


def _safety(case: ClaimCase) -> list[str]:
    sizes = [s.n for s in case.primaries if s.n is not None and s.design in FOLLOWED]
    needed = case.rules.safety_rare_harm_patients_min
    if not sizes:
        return ["No counted study states how many people were followed."]
    if max(sizes) < needed:
        return [f"No study of {needed:,} people or more, which rare harm needs."]
    return []


def _shown_only(case: ClaimCase) -> list[str]:
    told = []
    n = len(case.of_status(ItemStatus.ONGOING))
    if n:
        told.append(f"{n} protocol{'' if n == 1 else 's'} or registration{'' if n == 1 else 's'} held without "
                    "a results report.")  # fmt: skip
    n = len(case.of_status(ItemStatus.RETRACTED))
    if n:
        told.append(f"{n} retracted report{' is' if n == 1 else 's are'} shown and not counted.")
    n = len(case.of_status(ItemStatus.INDIRECT))
    if n:
        told.append(f"{n} indirect report{' is' if n == 1 else 's are'} shown and not counted.")
    return told


def would_change(case: ClaimCase, word: str) -> tuple[str, ...]:
    """What evidence would change the verdict, one sentence each."""
    rules, kind = case.rules, case.claim.kind
    if kind is ClaimKind.EFFICACY:
        size = rules.efficacy_limits_sham_participants_min
        if asks_dose(case.claim):
            return (f"A randomized trial of {size} people or more that compares more treatment with less.",)
        trial = f"A {case.dummy}-controlled trial of {size} people or more"
        up = f"{trial} that finds a difference larger than the smallest that matters."
        down = f"{trial}, or a sound review, that finds no worthwhile effect."
        return {"supported": (down,), "contradicted": (up,)}.get(word, (up, down))
    if kind is ClaimKind.SAFETY:
        return (f"A prospective study of {rules.safety_rare_harm_patients_min:,} people or more that counts "
                "serious harm, or a new report of serious harm.",)  # fmt: skip
    if kind is ClaimKind.MECHANISM:
        return (f"{rules.mechanism_patient_rcts_min} randomized trials in patients that measure this together "
                "with what patients feel or can do.",)  # fmt: skip
    if is_denied_cure(case.claim.quote):
        return ("A study that shows what the statement denies.",)
    return ("A systematic review or survey on this very statement.",)
