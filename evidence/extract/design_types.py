"""Publication types that people gave, against the design that the words tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

TRIALS: Final = frozenset({"rct", "crossover_rct", "cluster_rct"})
REVIEWS: Final = frozenset(
    {"systematic_review", "meta_analysis", "network_meta_analysis", "overview_of_reviews"}
)
#: A type, the design it tells, and the designs that agree with it; the first held decides.
_TYPES: Final = (
    ("Clinical Trial Protocol", "protocol", frozenset({"protocol"})),
    ("Network Meta-Analysis", "network_meta_analysis", REVIEWS),
    ("Meta-Analysis", "meta_analysis", REVIEWS),
    ("Systematic Review", "systematic_review", REVIEWS | {"guideline"}),
    ("Randomized Controlled Trial", "rct", TRIALS | {"protocol"}),
    ("Practice Guideline", "guideline", frozenset({"guideline"})),
    ("Guideline", "guideline", frozenset({"guideline"})),
    ("Case Reports", "case_report", frozenset({"case_report", "case_series"})),
    ("Review", "narrative_review",
     REVIEWS | {"narrative_review", "guideline", "bibliometric", "protocol", "other"}),
    ("Letter", "letter", frozenset({"letter", "case_report"}) | TRIALS),
    ("Editorial", "letter", frozenset({"letter"})),
)  # fmt: skip


def told_by_types(names: Iterable[str], read: str | None) -> tuple[str, str] | None:
    """The type and the design it tells; None where no type decides or the words agree with it.

    >>> told_by_types(["Journal Article", "Review"], "rct")
    ('Review', 'narrative_review')
    >>> told_by_types(["Randomized Controlled Trial"], "crossover_rct") is None
    True
    """
    held = frozenset(names)
    for name, value, agreeing in _TYPES:
        if name in held:
            return None if read in agreeing else (name, value)
    return None
