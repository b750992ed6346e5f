"""Sentences of a report read for one claim: counted readings and the judged stance."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from evidence.appraise.link_facts import Line
from evidence.appraise.stance_cues import ClauseReading, clause_reading, clauses
from evidence.models import Span, Stance

#: Used where queries/rules.toml gives no value; each is a reviewer's to change.
DEFAULT_RULES: Final[Mapping[str, float]] = MappingProxyType(
    {"rationale_sentences_max": 3.0, "rare_harm_patients_min": 10_000.0}
)


_PRONOUN: Final = re.compile(r"\b(?:it|they|this|these|both|either|neither)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LineReading:
    """One clause of one sentence and how it reads."""

    line: Line
    reading: ClauseReading
    text: str


@dataclass(frozen=True, slots=True)
class StanceReading:
    """The stance of one report on one claim, with what it rests on.

    `direction` (better, worse, mixed or null, of the point estimate) and
    `significance` are kept apart from `stance`. `rationale` holds one to three
    sentence spans, the most telling first; it is empty only where the report has
    no abstract and its title says nothing.
    """

    stance: Stance | None
    rule: str
    reason: str
    rationale: tuple[Span, ...] = ()
    direction: str | None = None
    significance: str | None = None
    by_outcome: Mapping[str, str] = field(default_factory=dict)


def read_lines(
    lines: Sequence[Line],
    treatment: re.Pattern[str] | None = None,
    terms: frozenset[str] = frozenset(),
) -> tuple[LineReading, ...]:
    """Every clause of the sentences with its reading, in order.

    With terms, clauses that name none of them are left out of a sentence that has
    clauses which do: in "pain fell, but sleep did not change" one is about pain.
    """
    return tuple(
        LineReading(line, clause_reading(part, treatment), part)
        for line in lines
        for part in _about(clauses(line.text), terms)
    )


def _about(parts: Sequence[str], terms: frozenset[str]) -> Sequence[str]:
    if not terms or len(parts) == 1:
        return parts
    named = [p for p in parts if any(term in p.lower() for term in terms)]
    return [p for p in parts if p in named or _PRONOUN.search(p)] if named else parts
