"""Orders the evidence items of one claim: directness, design, size, recency.

A score is for ordering only; it is no measure of truth or of certainty.
"""

from __future__ import annotations

import math
from typing import Final

from evidence.appraise.link_facts import ReportFacts
from evidence.appraise.link_scope import Link
from evidence.models import ItemStatus

# OCEBM 2011 order of designs, in steps of one; harms and mechanism use it for order only.
_DESIGN: Final[dict[str, float]] = {
    "meta_analysis": 8.0, "systematic_review": 8.0, "network_meta_analysis": 7.5,
    "overview_of_reviews": 7.0, "rct": 7.0, "cluster_rct": 6.5, "crossover_rct": 6.5,
    "non_randomized_trial": 5.0, "cohort": 5.0, "case_control": 4.0, "cross_sectional": 3.0,
    "survey": 3.0, "single_arm": 3.0, "case_series": 2.0, "case_report": 1.5, "animal": 1.0,
    "narrative_review": 1.0, "in_vitro": 0.5,
}  # fmt: skip
_STATUS: Final[dict[ItemStatus, float]] = {
    ItemStatus.COUNTED: 100.0, ItemStatus.INDIRECT: 50.0, ItemStatus.ONGOING: 30.0,
    ItemStatus.EXCLUDED: 10.0, ItemStatus.RETRACTED: 0.0, ItemStatus.WITHDRAWN: 0.0,
}  # fmt: skip
_FIRST_YEAR: Final = 1970


def item_score(facts: ReportFacts, link: Link) -> float:
    """Higher is shown first: status, then design, size (log) and year."""
    in_title = any(match.span and match.span.field == "title" for match in link.matches)
    size = math.log10(facts.n_participants) if facts.n_participants else 0.0
    year = max(0, (facts.report.year or _FIRST_YEAR) - _FIRST_YEAR) / 50.0
    design = _DESIGN.get(facts.design or "", 0.0)
    return round(_STATUS[link.status] + 3.0 * design + 2.0 * in_title + size + year, 4)
