"""Level of evidence of one report for one kind of question (OCEBM 2011).

Source: OCEBM Levels of Evidence Working Group, "The Oxford 2011 Levels of
Evidence". Levels are lower bounds of what an abstract shows: they grade the
design, not how well the study was done. Work on animals or cells, narrative
reviews and questions of mechanism have no level.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from evidence.models import Claim, ClaimKind

_REVIEWS: Final = ("systematic_review", "meta_analysis", "network_meta_analysis")
_TRIALS: Final = ("rct", "cluster_rct", "crossover_rct")


def _levels(**by_level: tuple[str, ...]) -> Mapping[str, str]:
    return MappingProxyType(
        {design: level.removeprefix("level_") for level, designs in by_level.items() for design in designs}
    )


_BY_QUESTION: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType({
    "benefit": _levels(
        level_1=_REVIEWS, level_2=_TRIALS, level_3=("non_randomized_trial", "cohort"),
        level_4=("case_control", "case_series", "single_arm"),
    ),
    "common_harm": _levels(
        level_1=_REVIEWS, level_2=_TRIALS, level_3=("non_randomized_trial", "cohort", "survey"),
        level_4=("case_control", "case_series", "single_arm", "case_report"),
    ),
    "rare_harm": _levels(
        level_1=_REVIEWS, level_2=_TRIALS, level_3=("non_randomized_trial", "cohort", "survey"),
        level_4=("case_control", "case_series", "single_arm", "case_report"),
    ),
    "prevalence": _levels(
        level_2=_REVIEWS, level_3=("cross_sectional", "survey", "cohort"),
        level_4=("case_series",),
    ),
})  # fmt: skip
_RARE: Final = frozenset({"serious_harm", "bleeding"})


def question_of(claim: Claim) -> str | None:
    """benefit, common_harm, rare_harm or prevalence; None where no level applies."""
    if claim.kind in (ClaimKind.EFFICACY, ClaimKind.NAMED_STUDY):
        return "benefit"
    if claim.scope.harms:
        return "rare_harm" if _RARE & set(claim.scope.harms) else "common_harm"
    if claim.kind is ClaimKind.BACKGROUND and {"prevalence", "burden"} & set(claim.scope.outcomes):
        return "prevalence"
    return None


def evidence_level(
    claim: Claim, design: str | None, population: str | None, n_participants: int | None = None,
    common_harm_min: int = 0,
) -> str | None:  # fmt: skip
    """OCEBM 2011 level ``1`` to ``4`` of a design for a claim's question, or None.

    A review is level 1 only for the question its trials answer: without randomized
    trials its level is theirs, which abstracts cannot tell; a reader sees the design.
    For harm a cohort or survey is level 3 "provided there are sufficient numbers to rule out
    a common harm" (OCEBM 2011): with fewer people than `common_harm_min` stated it is level 4.
    """
    question = question_of(claim)
    if question is None or design is None or population in ("animal", "cells"):
        return None
    level = _BY_QUESTION[question].get(design)
    is_harm = question in ("rare_harm", "common_harm")
    is_small = n_participants is not None and n_participants < common_harm_min
    return "4" if is_harm and level == "3" and is_small else level
