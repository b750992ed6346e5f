from __future__ import annotations

import pytest

from evidence.appraise.level import evidence_level
from evidence.models import ClaimKind
from tests.unit.appraisal_cases import claim

BENEFIT = claim()
RARE = claim(ClaimKind.SAFETY, harms=("serious_harm",))
COMMON = claim(ClaimKind.SAFETY, harms=("minor_harm",))
PREVALENCE = claim(ClaimKind.BACKGROUND, outcomes=("prevalence",))


@pytest.mark.parametrize(
    ("of", "design", "population", "n", "level"),
    [
        (BENEFIT, "meta_analysis", "human", None, "1"),
        (BENEFIT, "rct", "human", 20, "2"),
        (BENEFIT, "cohort", "human", 20, "3"),
        (BENEFIT, "case_series", "human", 5, "4"),
        (BENEFIT, "narrative_review", "human", None, None),
        (BENEFIT, "rct", "animal", None, None),
        (BENEFIT, None, None, None, None),
        (RARE, "cohort", "human", 229_230, "3"),
        (RARE, "cohort", "human", 300, "3"),
        (RARE, "cohort", "human", 51, "4"),
        (RARE, "cohort", "human", None, "3"),
        (RARE, "rct", "human", 51, "2"),
        (COMMON, "cohort", "human", 229_230, "3"),
        (COMMON, "case_report", "human", 1, "4"),
        (PREVALENCE, "cross_sectional", "human", 500, "3"),
        (claim(ClaimKind.MECHANISM, mechanisms=("blood_flow",)), "rct", "human", 50, None),
    ],
)
def test_levels_follow_the_question(of, design, population, n, level) -> None:  # type: ignore[no-untyped-def]
    assert evidence_level(of, design, population, n, common_harm_min=300) == level
