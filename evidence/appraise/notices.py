"""What a notice on a report means for whether the report may count (pure).

The one definition, by ICMJE and NLM: a paper that was retracted counts nowhere, also where
a corrected version replaced it ("Retracted and Republished"): the replacement is a record
of its own, and counts as itself. A reinstatement undoes a retraction. Corrections,
expressions of concern and comments leave a report counted; they are shown beside it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final

from evidence.models import Notice

_KINDS: Final = (
    ("retraction", "the report was retracted"),
    ("retraction_and_replacement", "the report was retracted and replaced"),
)
_TYPE: Final = "Retracted Publication"
_TITLE: Final = re.compile(r"^\W*(?:retracted|retraction)\b(?:\W|$)", re.IGNORECASE)


def why_retracted(
    notices: Iterable[Notice], publication_types: Collection[str] = (), title: str = ""
) -> str | None:
    """Why a report counts for nothing, in a phrase; None where nothing says so.

    Notices speak first, then the publication type, then a title that journals head with
    "RETRACTED:".

    >>> why_retracted([Notice("retraction", "on", "RetractionIn", 7)])
    'the report was retracted (notice: PMID 7)'
    >>> why_retracted([Notice("retraction_and_replacement", "on", "RetractedandRepublishedIn", 8)])
    'the report was retracted and replaced (notice: PMID 8)'
    >>> why_retracted([Notice("correction", "on", "ErratumIn", 7)]) is None
    True
    >>> why_retracted([], title="RETRACTED: Willow bark for gout")
    'the title says that the report was retracted'
    """
    on = [notice for notice in notices if notice.direction == "on"]
    if any(notice.kind == "reinstatement" for notice in on):
        return None
    for kind, words in _KINDS:
        found = [notice for notice in on if notice.kind == kind]
        if found:
            named = next((f" (notice: PMID {n.other_pmid})" for n in found if n.other_pmid), "")
            return words + named
    if _TYPE in publication_types:
        return "the report was retracted"
    return "the title says that the report was retracted" if _TITLE.match(title) else None
