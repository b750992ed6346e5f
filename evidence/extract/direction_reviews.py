# ruff: noqa: E501 (a pattern is read whole)
"""What a review without pooled figures says of its trials: that they disagree, or only how they are reported (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evidence.extract.reading_lines import RoleLine

#: Reviews that count trials and pool none.
UNPOOLED: Final = frozenset({"systematic_review", "overview_of_reviews"})

_REPORTING: Final = re.compile(
    r"\b(?:reporting|methodologic\w+) quality\b|\bquality of (?:the )?report(?:s|ing)\b|\bcompleteness of (?:\w+ )?reporting\b|\breporting of\b|\b(?:adherence|compliance) (?:to|with) (?:the )?(?:CONSORT|STRICTA|PRISMA)\b", re.IGNORECASE)  # fmt: skip
_AT_ODDS: Final = re.compile(
    r"\b(?:results|findings|trials|studies|outcomes)\b[^.;]{0,40}\b(?:at odds|conflict\w*|contradict\w*|opposite directions)\b|\bconflicting (?:results|findings|evidence)\b", re.IGNORECASE)  # fmt: skip
_COUNT: Final = r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|some|several|most|half|the majority|a minority|(?:the )?others?|the (?:rest|remainder|remaining))\b"
_SOME_FOUND: Final = re.compile(
    rf"{_COUNT}[^.;]{{0,60}}?\b(?:found|reported|showed|saw|suggested|noted|favou?red) (?!no\b|none\b|nothing\b|little\b|neither\b)", re.IGNORECASE)  # fmt: skip
_OTHERS_NOT: Final = re.compile(
    rf"{_COUNT}[^.;]{{0,30}}?\b(?:found|reported|showed|saw|noted|had) (?:no\b|none\b|nothing\b|neither\b)|{_COUNT} (?:\w+ )?did not\b", re.IGNORECASE)  # fmt: skip


def is_about_reporting(title: str) -> bool:
    """Whether a title announces how trials are reported or done, not what came out.

    >>> is_about_reporting("Reporting quality of trials of acupuncture for sciatica")
    True
    """
    return _REPORTING.search(title) is not None


def trials_at_odds(lines: Sequence[RoleLine]) -> RoleLine | None:
    """The sentence of results or conclusion that tells of trials on either side, or says that they are at odds;
    None where there is none."""
    return next((ln for ln in lines if ln.role in ("results", "conclusion", None) and _is_at_odds(ln.text)), None)


def _is_at_odds(text: str) -> bool:
    return bool(_AT_ODDS.search(text) or (_SOME_FOUND.search(text) and _OTHERS_NOT.search(text)))
