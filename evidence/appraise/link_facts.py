# ruff: noqa: E501 (a pattern is read whole)
"""What linking and stance read of one report: one value, built once per report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Final

from evidence.models import Match, ReportText, Span

REVIEW_DESIGNS: Final = frozenset(
    {"systematic_review", "meta_analysis", "network_meta_analysis", "overview_of_reviews"}
)
RANDOMIZED_DESIGNS: Final = frozenset({"rct", "cluster_rct", "crossover_rct"})
CONTROLLED_DESIGNS: Final = RANDOMIZED_DESIGNS | {"non_randomized_trial", "cohort", "case_control"}
UNCONTROLLED_DESIGNS: Final = frozenset({"single_arm", "case_series", "case_report"})


_NO_CONTROLS: Final = re.compile(
    r"\buncontrolled\b|\b(?:no|without (?:an? )?|lack\w* (?:an? )?) ?(?:control|comparison) (?:group|arm)\b",
    re.I,
)
_ASSIGNED: Final = re.compile(
    r"\b(?:were|was) (?:\w+ )?(?:randomi[sz]ed|assigned|allocated|allotted)\b|\bversus\b"
    r"|\bwaiting list\b|\bcompared \w+ with\b|\b(?:than|compared|against) (?:(?:with|to|in|by|under|after) )?(?:the )?"
    r"(?:usual|standard|routine|sham|placebo|controls?|no treatment|untreated|those (?:not|left|who did not|without))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with its span and role.

    `role` is title, background, objective, methods, results, conclusion or None.
    """

    span: Span
    text: str
    role: str | None

    @property
    def place(self) -> tuple[str, int]:
        """The section this sentence stands in."""
        return self.span.field, self.span.section_no


@dataclass(frozen=True)
class ReportFacts:
    """A report as appraisal sees it; None and empty mean "the report does not say".

    `subjects` are the conditions it is about; `harm_spans` where harms are reported;
    `known_subjects` holds what was worked out about concepts, once for all claims.
    """

    report: ReportText
    lines: tuple[Line, ...]
    matches: tuple[Match, ...]
    design: str | None = None
    population: str | None = None
    n_participants: int | None = None
    conditions: tuple[str, ...] = ()
    interventions: tuple[str, ...] = ()
    comparators: tuple[str, ...] = ()
    direction: str | None = None
    follow_up_weeks: float | None = None
    subjects: frozenset[str] = frozenset()
    harm_spans: tuple[Span, ...] = ()
    known_subjects: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_review(self) -> bool:
        """Whether the report is a systematic synthesis of studies."""
        return self.design in REVIEW_DESIGNS

    @cached_property
    def is_uncontrolled(self) -> bool:
        """Whether nothing was compared, by design or because the report says so.

        A single arm is not believed where the text tells of people assigned to one thing
        or another; that no group was compared is believed whatever the design.
        """
        if self.says_uncontrolled:
            return True
        told = [line.text for line in self.lines if line.role != "conclusion"]
        if self.design == "single_arm" and any(_ASSIGNED.search(text) for text in told):
            return False
        return self.design in UNCONTROLLED_DESIGNS

    @cached_property
    def says_uncontrolled(self) -> bool:
        """Whether the report itself says that it had no control group."""
        told = [line.text for line in self.lines if line.role != "conclusion"]
        return any(_NO_CONTROLS.search(text) for text in told)

    def matched(self, concept_ids: Iterable[str]) -> tuple[Match, ...]:
        """The matches of these concepts, in reading order, MeSH first."""
        held = self._by_concept
        wanted = [concept_id for concept_id in concept_ids if concept_id in held]
        if not wanted:
            return ()
        if len(wanted) == 1:
            return tuple(match for _, match in held[wanted[0]])
        pairs = {pair for concept_id in wanted for pair in held[concept_id]}
        return tuple(match for _, match in sorted(pairs, key=itemgetter(0)))

    @property
    def named(self) -> AbstractSet[str]:
        """The ids of all concepts that the report names."""
        return self._by_concept.keys()

    @cached_property
    def _by_concept(self) -> Mapping[str, list[tuple[int, Match]]]:
        """Matches with their place in `matches`, by concept."""
        held: dict[str, list[tuple[int, Match]]] = {}
        for number, match in enumerate(self.matches):
            held.setdefault(match.concept_id, []).append((number, match))
        return held

    @cached_property
    def _lines_by_span(self) -> Mapping[Span, Line | None]:
        """The sentence of every match's span."""
        return {m.span: self._line_at(m.span) for m in self.matches if m.span}

    def line_of(self, span: Span) -> Line | None:
        """The sentence a span starts in."""
        held = self._lines_by_span
        return held[span] if span in held else self._line_at(span)

    def _line_at(self, span: Span) -> Line | None:
        for line in self.lines:
            if line.place == (span.field, span.section_no) and (
                line.span.start <= span.start < line.span.end
            ):
                return line
        return None

    def lines_with(
        self, concept_ids: Iterable[str], roles: Iterable[str | None]
    ) -> tuple[Line, ...]:
        """Sentences of these roles in which one of the concepts is named."""
        wanted, spans = frozenset(roles), [m.span for m in self.matched(concept_ids) if m.span]
        if not spans:
            return ()
        hit = {id(line) for span in spans if (line := self.line_of(span))}
        return tuple(line for line in self.lines if id(line) in hit and line.role in wanted)

    def body(self, *roles: str | None) -> tuple[Line, ...]:
        """The sentences of these roles, in reading order."""
        return tuple(line for line in self.lines if line.role in roles)
