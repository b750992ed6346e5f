"""What a notice on a report means for whether the report may count (pure)."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.models import Notice


def why_retracted(notices: Iterable[Notice]) -> str | None:
    """Why a report counts for nothing, in a phrase; None where no notice says so.

    A retraction counts until a reinstatement is seen. A report that was retracted and
    replaced does not count either: its replacement does. Corrections, concerns and
    comments leave a report counted; they are shown beside it.

    >>> why_retracted([Notice("retraction", "on", "RetractionIn", 7)])
    'the report was retracted (notice: PMID 7)'
    >>> why_retracted([Notice("correction", "on", "ErratumIn", 7)]) is None
    True
    """
    on = [notice for notice in notices if notice.direction == "on"]
    if any(notice.kind == "reinstatement" for notice in on):
        return None
    for kind, words in (("retraction", "the report was retracted"),
                        ("retraction_and_replacement", "the report was retracted and replaced")):  # fmt: skip
        found = [notice for notice in on if notice.kind == kind]
        if found:
            named = next((f" (notice: PMID {n.other_pmid})" for n in found if n.other_pmid), "")
            return words + named
    return None
