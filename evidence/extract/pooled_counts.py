# ruff: noqa: E501 (a pattern or table row is read whole)
"""Studies and people in a review, as its abstract counts them (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from evidence.extract import EXTRACT_VERSION
from evidence.extract.numbers import COUNT, count_value, first_at_number
from evidence.extract.people_counts import PeopleCount, people_counts
from evidence.extract.sentences import Sentence
from evidence.models import Finding, Span

_GAP: Final = r"(?:[\w/'’()<>≥≤%-]+,?\s+)"
_STUDIES: Final = re.compile(
    rf"({COUNT})\s+{_GAP}{{0,4}}?(?:trials?|RCTs?|studies|reviews|articles|comparisons|papers|publications|reports)\b", re.IGNORECASE
)
#: People of one study, arm or outcome are not those of the review.
_PART: Final = re.compile(
    r"\b(?:single|one) (?:trial|study|RCT)\b|\bper (?:trial|study)\b|\bevents?\b|\bbetween \d[\d,]* and $|\branging from\b",
    re.IGNORECASE,
)
_COME_TO: Final = re.compile(r"\b(?:numbered|totall?ed|came to|amounted to) ")
_WHOLE: Final = re.compile(
    r"\b(?:participants|patients|people) numbered\b|\b(?:totall?(?:ing|ed)?|together|between them|overall|altogether|individual (?:patient|participant) data|data (?:from|on|of)|meta-?analysis of)\b", re.IGNORECASE
)  # fmt: skip


def pooled_findings(lines: Sequence[Sentence]) -> tuple[Finding, ...]:
    """``n_studies`` and ``n_participants`` of a review, each at most once."""
    made: list[Finding] = []
    told = list(_totals(lines))
    people = told[0] if told else None
    if people and told[-1][0].field == "title" and told[-1][1].value > people[1].value:
        people = told[-1]  # "individual patient data of 20,827 people", its comparisons counted apart
    for sentence in lines:
        studies = first_at_number(_STUDIES, sentence.text)
        value = count_value(studies[1]) if studies else None
        if studies and value and not 1950 <= value <= 2035:
            made.append(_finding("n_studies", value, sentence.span_of(*studies.span(1)), "studies"))
            break
    if people:
        sentence, count = people
        span = sentence.span_of(count.start, count.end)
        made.append(_finding("n_participants", count.value, span, "in_trials"))
    return tuple(made)


def _totals(lines: Sequence[Sentence]) -> Iterator[tuple[Sentence, PeopleCount]]:
    """People told with the studies they come from, or as a total; the title's words last."""
    for sentence in (*(s for s in lines if s.field != "title"), *(s for s in lines if s.field == "title")):
        counts = [c for c in people_counts(sentence.text) if (c.form != "bare" or _COME_TO.search(sentence.text)) and c.value > 9]
        told = first_at_number(_STUDIES, sentence.text) or _WHOLE.search(sentence.text)
        if counts and told and not _PART.search(sentence.text):
            yield sentence, max(counts, key=lambda c: c.value)


def _finding(kind: str, value: int, span: Span, rule: str) -> Finding:
    unit = "studies" if kind == "n_studies" else "people"
    return Finding(kind, str(value), span, f"participants.{rule}", EXTRACT_VERSION, float(value), unit)
