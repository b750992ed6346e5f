# ruff: noqa: E501 (a pattern is read whole)
"""What the readers of one kind of finding need of a report already split and named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

from evidence.extract import EXTRACT_VERSION
from evidence.extract.concepts import ConceptMatcher, Mention
from evidence.extract.sentences import Sentence
from evidence.models import Finding, ReportText, Span

VERSION: Final = EXTRACT_VERSION
UNCONTROLLED: Final = frozenset(
    {"single_arm", "case_report", "case_series", "survey", "narrative_review", "guideline",
     "bibliometric", "qualitative", "cross_sectional", "letter", "other", "in_vitro"}
)  # fmt: skip
#: Designs of which no overall direction between groups is asked.
NO_DIRECTION: Final = UNCONTROLLED | {"protocol", "notice", "overview_of_guidelines"}


class Reading(Protocol):
    """A report with its sentences, their roles (title, background, objective, methods,
    results, conclusion or None), the topic's matcher and its design where known."""

    @property
    def report(self) -> ReportText: ...
    @property
    def sentences(self) -> Sequence[Sentence]: ...
    @property
    def roles(self) -> Sequence[str | None]: ...
    @property
    def matcher(self) -> ConceptMatcher: ...
    @property
    def lines(self) -> Sequence[RoleLine]: ...
    @property
    def lower(self) -> str: ...
    @property
    def abbreviations(self) -> Mapping[str, str]: ...
    @property
    def design(self) -> str | None: ...


@lru_cache(maxsize=256)
def mentions_of(matcher: ConceptMatcher, text: str) -> tuple[Mention, ...]:
    """Concepts named in a sentence; several readers ask for the same ones."""
    return matcher.mentions(text)


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A sentence and its role (the title's is ``title``), its words, and the same in small letters."""

    sentence: Sentence
    role: str | None
    text: str
    lower: str


def role_lines(sentences: Sequence[Sentence], roles: Sequence[str | None]) -> tuple[RoleLine, ...]:
    """The sentences with their roles, in reading order, the title first."""
    return tuple(
        RoleLine(s, "title" if s.field == "title" else role, s.text, s.text.lower())
        for s, role in zip(sentences, roles, strict=True)
    )


def text_finding(
    kind: str, value: str, span: Span, rule: str, number: float | None = None,
    unit: str | None = None, detail: dict[str, object] | None = None,
) -> Finding:  # fmt: skip
    """A finding read from text, without the parts of its detail that say nothing."""
    held = {name: part for name, part in (detail or {}).items() if part is not None}
    return Finding(kind, value, span, rule, VERSION, number, unit, "text", held)


#: Names of control arms; what is left of a sentence tells whether a treatment takes part.
_CONTROL: Final = re.compile(
    r"\b(?:sham|placebo|no|without|non-?|penetrati\w+|minimal)[- ](?:sham[- ])?(?:acupuncture|EA|needling|treatment|control)\b|\bN?PSA\b|\bNA\b|\bshams?\b|\bplacebo\b", re.IGNORECASE)  # fmt: skip
_CONTROLS: Final = re.compile(r"\b(?:two|both|three) (?:sham|placebo|control)s?(?: (?:groups|arms|conditions|needles))\b", re.IGNORECASE)
_ACTIVE: Final = re.compile(r"acupunct|needl|\bEA\b|\bRA\b|\bMA\b|\breal\b|\bverum\b|\btrue\b|moxib|laser|stimulat|treatment|therap|intervention", re.IGNORECASE)


def is_between_controls(text: str) -> bool:
    """Whether a sentence compares two controls, without the treatment.

    >>> is_between_controls("Neither sham beat no acupuncture (MD -4.8).")
    True
    """
    if "sham" not in text.lower() and "placebo" not in text.lower():
        return False
    left, n_controls = _CONTROL.subn("", text)
    return (n_controls > 1 or _CONTROLS.search(text) is not None) and not _ACTIVE.search(left)
