"""The verdict on "it works by …": cells, animals, healthy people and patients kept apart.

A marker is no outcome (BEST glossary, FDA-NIH 2016), and what holds in animals is
not shown in people (Hackam 2006, JAMA 296:1731).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from evidence.appraise.verdict_case import ClaimCase
from evidence.appraise.verdict_study import StudyView
from evidence.models import Stance

TIERS: Final = ("cells", "animals", "healthy people", "patients")
_Ruling = tuple[str, str]


def tier_of(study: StudyView) -> str | None:
    """cells, animals, healthy people or patients; None for reviews of several and opinion."""
    if study.group == "opinion" or (study.design is None and study.population is None):
        return None
    if study.population == "cells" or study.design == "in_vitro":
        return "cells"
    if study.population == "animal" or study.design == "animal":
        return "animals"
    if study.population == "mixed":
        return "animals"
    return "healthy people" if study.is_healthy else "patients"


def by_tier(case: ClaimCase, stance: Stance) -> dict[str, tuple[StudyView, ...]]:
    """Counted studies of one stance, by tier."""
    held = case.with_stance(stance)
    return {tier: tuple(s for s in held if tier_of(s) == tier) for tier in TIERS}


def mechanism_ruling(case: ClaimCase) -> _Ruling:
    """(verdict, the sentence that says why)."""
    if not case.items:
        return "not_found", "No report held bears on this statement."
    if not any(tier_of(study) for study in case.studies):
        return "insufficient", "Only opinion or reports that may not be counted bear on this statement."
    pro, con, both = (by_tier(case, s) for s in (Stance.SUPPORTS, Stance.CONTRADICTS, Stance.MIXED))
    people = ("healthy people", "patients")
    for_people = [s for tier in people for s in pro[tier]]
    against_people = [s for tier in people for s in con[tier]]
    mixed_people = [s for tier in people for s in both[tier]]
    if for_people:
        return _in_people(case, for_people, against_people, pro)
    if mixed_people and not against_people:
        return "surrogate_only", (f"{_n(mixed_people)} in people measured this, with results both ways; "
                                  "markers were measured, not what patients feel.")  # fmt: skip
    if pro["animals"] or pro["cells"]:
        return "preclinical_only", _preclinical(pro, against_people)
    if against_people and (len(against_people) > 1 or con["animals"]):
        return "contradicted", (f"{_n(against_people)} in people looked for this and did not find it; "
                                "none supports it.")  # fmt: skip
    if both["animals"] or both["cells"]:
        return "preclinical_only", "Only work on animals or cells bears on this, with results both ways."
    return "insufficient", "No counted study supports this, and those held cannot settle it."


def _in_people(
    case: ClaimCase, held: Sequence[StudyView], against: Sequence[StudyView],
    pro: dict[str, tuple[StudyView, ...]],
) -> _Ruling:  # fmt: skip
    if _is_shown_in_patients(case, pro["patients"]) and not against:
        return "supported_with_limits", (
            f"{_n(pro['patients'])} in patients measured this together with a clinical outcome."
        )
    if len(against) >= len(held):
        return "mixed", (f"In people {_n(held)} {_verb(held, 'supports', 'support')} this and {_n(against)} "
                         f"{_verb(against, 'does', 'do')} not; markers were measured.{_below(pro)}")  # fmt: skip
    healthy, patients = len(pro["healthy people"]), len(pro["patients"])
    where = " and ".join(t for t, n in (("healthy people", healthy), ("patients", patients)) if n)
    tail = f" {_n(against)} in people did not find it." if against else ""
    return "surrogate_only", (f"{_n(held)} in {where} measured markers of this. A change in a marker does not "
                              f"show that nerves heal or that people feel better.{tail}")  # fmt: skip


def _is_shown_in_patients(case: ClaimCase, patients: Sequence[StudyView]) -> bool:
    """Two randomized trials with a clinical outcome that the claim itself names."""
    markers = frozenset(case.rules.mechanism_marker_outcomes)
    clinical = frozenset(case.claim.scope.outcomes) - markers
    trials = [s for s in patients if s.is_rct and s.concepts & clinical]
    return bool(clinical) and len(trials) >= case.rules.mechanism_patient_rcts_min


def _preclinical(
    pro: dict[str, tuple[StudyView, ...]], against: Sequence[StudyView]
) -> str:
    tiers = [f"{_n(pro[t])} in {t}" for t in ("animals", "cells") if pro[t]]
    text = f"Supported only by {' and '.join(tiers)}; not shown in people."
    if against:
        text += f" {_n(against)} in people looked for it and did not find it."
    return text


def _verb(studies: Sequence[StudyView], one: str, many: str) -> str:
    return one if len(studies) == 1 else many


def _below(pro: dict[str, tuple[StudyView, ...]]) -> str:
    """Work on animals and cells that supports, named beside what was seen in people."""
    held = [f"{_n(pro[tier])} in {tier}" for tier in ("animals", "cells") if pro[tier]]
    return f" Beside them {' and '.join(held)} {'supports' if _is_one(pro) else 'support'} it." if held else ""


def _is_one(pro: dict[str, tuple[StudyView, ...]]) -> bool:
    return sum(len(pro[tier]) for tier in ("animals", "cells")) == 1


def _n(studies: Sequence[StudyView]) -> str:
    n_reviews = sum(study.is_review for study in studies)
    n = len(studies) - n_reviews
    parts = [f"{k} {one if k == 1 else many}"
             for k, one, many in ((n, "study", "studies"), (n_reviews, "review", "reviews")) if k]  # fmt: skip
    return " and ".join(parts)
