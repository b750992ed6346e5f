"""What a report is about, as against what it mentions in passing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from evidence.appraise.link_facts import RANDOMIZED_DESIGNS, Line, ReportFacts
from evidence.appraise.link_plan import LinkPlan
from evidence.appraise.stance_cues import sentence_readings
from evidence.appraise.stance_words import INSUFFICIENT
from evidence.models import Match, Span

_BODY: Final = frozenset({"objective", "methods", "results", "conclusion", None})
_HOW_LONG: Final = re.compile(r"(?:chronic|acute|persistent|severe) pain\b", re.IGNORECASE)
_WHO: Final = re.compile(
    r"\b(?:patients?|people|adults|(?:wo)?m[ea]n|participants|subjects|survivors|rats|mice|volunteers|persons?|individuals)\b"
    r"[^.;]{0,40}\b(?:with|who had|suffering|affected by)\b",
    re.IGNORECASE,
)
_AIM: Final = frozenset({"objective", "methods"})


def is_subject(facts: ReportFacts, concept_ids: Sequence[str]) -> bool:
    """Whether one of the concepts is what the report is about, not a passing mention.

    One is, where it stands in the title, in MeSH, in the aim or methods, twice outside the
    background, or once where groups are compared in a trial or systematic review.
    """
    return any(_is_subject(facts, concept_id) for concept_id in concept_ids)


def _is_subject(facts: ReportFacts, concept_id: str) -> bool:
    known = facts.known_subjects
    if concept_id not in known:
        known[concept_id] = _is_told_subject(facts, concept_id)
    return known[concept_id]


def _is_told_subject(facts: ReportFacts, concept_id: str) -> bool:
    matches = facts.matched((concept_id,))
    if not matches:
        return False
    if any(match.span is None or match.span.field == "title" for match in matches):
        return True
    lines = [line for m in matches if m.span and (line := facts.line_of(m.span))]
    body = [line for line in lines if line.role != "background"]
    if any(line.role in _AIM for line in body) or len(body) >= 2:
        return True
    is_study = facts.is_review or facts.design in RANDOMIZED_DESIGNS
    return is_study and any(_is_judged(facts, line) for line in body)


def _is_judged(facts: ReportFacts, line: Line) -> bool:
    """Whether a sentence compares groups, or in a review calls the evidence short."""
    if facts.is_review and INSUFFICIENT.search(line.text):
        return True
    return any(r.direction and r.is_between for r in sentence_readings(line.text))


def subject_matches(facts: ReportFacts, concept_ids: Sequence[str]) -> tuple[Match, ...]:
    """Matches of those of the concepts that the report is about."""
    return tuple(
        match
        for concept_id in concept_ids
        if _is_subject(facts, concept_id)
        for match in facts.matched((concept_id,))
    )


def _covers(first: Span, second: Span) -> bool:
    """Whether the first mention takes the second's place: it holds it, or begins before it."""
    if (first.field, first.section_no) != (second.field, second.section_no) or first == second:
        return False
    if first.start <= second.start and second.end <= first.end:
        return True
    return first.start < second.start < first.end < second.end


def _only_says_how_long(term: str) -> bool:
    """Whether a mention adds no place or cause to what it overlaps: chronic pain after injury."""
    return bool(_HOW_LONG.match(term))


def own_mentions(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Matches that no longer or earlier match of another concept overlaps.

    In "shoulder pain in people with spinal cord injury" the shoulder comes first.
    """
    spans = [
        (match.concept_id, match.span)
        for match in matches
        if match.span and not _only_says_how_long(match.term)
    ]
    return tuple(
        match
        for match in matches
        if match.span is None
        or not any(
            concept_id != match.concept_id and _covers(span, match.span)
            for concept_id, span in spans
        )
    )


def _elliptic(lines: Iterable[Line], plan: LinkPlan) -> frozenset[str]:
    """Conditions in a shortened list: "diabetic, HIV-related and idiopathic neuropathy"."""
    texts = [line.text for line in lines]
    return frozenset(
        concept_id
        for concept_id, pattern in plan.elliptic.items()
        if any(pattern.search(text) for text in texts)
    )


def subject_conditions(
    lines: Sequence[Line], matches: Sequence[Match], plan: LinkPlan, is_review: bool = True
) -> frozenset[str]:
    """The conditions a report is about, the narrowest that its text supports.

    A narrow condition in the title stands alone (with narrow MeSH headings). A
    family name in the title ("peripheral neuropathy") takes in the narrower ones
    that methods, results or conclusions name; in a single study they take its place.
    Without either, the body decides: what is named twice, in the aim, or as what the
    people studied had.
    """
    mentions = own_mentions([m for m in matches if m.concept_id in plan.conditions])
    title = {m.concept_id for m in mentions if m.span and m.span.field == "title"}
    mesh = {m.concept_id for m in mentions if m.span is None}
    if title - plan.generic:
        return frozenset((title | mesh) - plan.generic)
    body_lines = [line for line in lines if line.role in _BODY]
    body = _counted(mentions, body_lines)
    if title:
        found = title | set(body) | mesh | _elliptic(body_lines, plan)
        return frozenset(found if is_review else found - plan.generic or found)
    held = {c for c, n in body.items() if n >= 2} | mesh
    aims = [line for line in lines if line.role in _AIM or _WHO.search(line.text)]
    aimed = set(_counted(mentions, aims))
    found = held | aimed
    return frozenset(found - plan.generic or found)


def _counted(mentions: Sequence[Match], lines: Sequence[Line]) -> dict[str, int]:
    count: dict[str, int] = {}
    for match in mentions:
        span = match.span
        if span and any(
            line.place == (span.field, span.section_no)
            and line.span.start <= span.start < line.span.end
            for line in lines
        ):
            count[match.concept_id] = count.get(match.concept_id, 0) + 1
    return count
