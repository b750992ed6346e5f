# ruff: noqa: E501 (a pattern is read whole)
"""Facts of one report for linking and stance, from its text and its findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from evidence.appraise.link_facts import REVIEW_DESIGNS, Line, ReportFacts
from evidence.appraise.link_plan import LinkPlan
from evidence.appraise.link_roles import with_results
from evidence.appraise.link_subject import subject_conditions
from evidence.appraise.stance_numbers import interval_significance, p_significance
from evidence.extract.concepts import ConceptMatcher
from evidence.extract.context import ReadingContext, reading_context
from evidence.extract.reading_lines import mentions_of
from evidence.extract.roles import role_of_heading
from evidence.models import Finding, Match, ReportText

_N_KINDS: Final = ("n_participants", "n_planned")
#: "Sham acupuncture (SA)", "distal acupuncture points (DP)": no short form of the treatment.
_NOT_REAL: Final = re.compile(
    r"\b(?:sham|placebo|control|simulated|minimal|mock|non)\b|\bpoints?$", re.IGNORECASE
)
#: Without headings, every sentence of these may tell what was seen or what is held.
_TOLD_THROUGHOUT: Final = frozenset({"case_report", "narrative_review"})
_OVERVIEW: Final = re.compile(r"\b(?:narrative|literature|critical) (?:\w+ )?(?:review|overview)\b|\ban overview\b", re.IGNORECASE)
_HARM_KINDS: Final = frozenset({"adverse_events", "serious_adverse_events"})


def report_facts(
    report: ReportText, findings: Sequence[Finding], matcher: ConceptMatcher, plan: LinkPlan
) -> ReportFacts:
    """What linking and stance read of a report; `findings` are those of `read_report`."""
    context = reading_context(report, matcher)
    design = _value(findings, "design")
    lines = report_lines(context)
    if design == "protocol" and any(_tells_test(line) for line in lines):
        design = None  # a plan has no tested result
    if design != "protocol":
        is_told = design in _TOLD_THROUGHOUT or _is_overview(report, design)
        lines = with_results(lines, _headed(report), told_throughout=is_told)
    matches = (*narrowest_matches(context), *short_form_matches(context))
    return ReportFacts(
        report=report,
        lines=lines,
        matches=matches,
        design=design,
        population=_value(findings, "population"),
        n_participants=_size(findings),
        conditions=_values(findings, "condition"),
        interventions=_values(findings, "intervention"),
        comparators=_values(findings, "comparator"),
        direction=_value(findings, "direction_overall"),
        follow_up_weeks=_longest_follow_up(findings),
        subjects=_subjects(
            subject_conditions(lines, matches, plan, _is_summary(design)), findings, plan
        ),
        harm_spans=tuple(f.span for f in findings if f.kind in _HARM_KINDS and f.span),
    )


def _is_overview(report: ReportText, design: str | None) -> bool:
    """Whether a title says that other work is told, in a report that searched nothing by system."""
    title = report.title.text if report.title else ""
    return design not in REVIEW_DESIGNS and bool(_OVERVIEW.search(title))


def _is_summary(design: str | None) -> bool:
    return design in REVIEW_DESIGNS or design in ("narrative_review", "protocol", None)


def _tells_test(line: Line) -> bool:
    return bool(p_significance(line.text) or interval_significance(line.text))


def _subjects(named: frozenset[str], findings: Sequence[Finding], plan: LinkPlan) -> frozenset[str]:
    """Conditions by name; where only a family is named or none, as the findings have them.

    Findings also know conditions told in other words, such as neuropathy after taxanes.
    """
    if named - plan.generic:
        return named
    narrow = frozenset(_values(findings, "condition")) & (plan.conditions - plan.generic)
    if narrow or named:
        return narrow or named
    return frozenset(_values(findings, "condition")) & plan.conditions


def report_lines(context: ReadingContext) -> tuple[Line, ...]:
    """The sentences of a report with their roles, the title first."""
    return tuple(
        Line(sentence.span, sentence.text, "title" if sentence.field == "title" else role)
        for sentence, role in zip(context.sentences, context.roles, strict=True)
    )


def _headed(report: ReportText) -> frozenset[int]:
    return frozenset(s.section_no for s in report.abstract if role_of_heading(s))


def short_form_matches(context: ReadingContext) -> Iterator[Match]:
    """Matches of short forms that the report itself defines, such as MSNA."""
    named = {
        short: {mention.concept_id for mention in context.matcher.mentions(long)}
        for short, long in context.abbreviations.items()
        if not _NOT_REAL.search(long)
    }
    wanted = [short for short, concept_ids in named.items() if concept_ids]
    if not wanted:
        return
    any_of = re.compile(
        rf"\b(?:{'|'.join(map(re.escape, sorted(wanted, key=len, reverse=True)))})\b"
    )
    for section in context.report.sections:
        for found in any_of.finditer(section.text):
            if context.matcher.mentions(found[0]):
                continue
            span = section.span(found.start(), found.end())
            yield from (Match(c, "text", found[0], span) for c in sorted(named[found[0]]))


def narrowest_matches(context: ReadingContext) -> Iterator[Match]:
    """Matches of concepts as named, MeSH first; broader ones that they imply are left out."""
    report, matcher = context.report, context.matcher
    if report.mesh:
        yield from _narrowest_headings(replace(report, title=None, abstract=()), matcher)
    for sentence in context.sentences:
        for mention in mentions_of(matcher, sentence.text):
            span = sentence.span_of(mention.start, mention.end)
            yield Match(mention.concept_id, "text", mention.term, span)


def _narrowest_headings(report: ReportText, matcher: ConceptMatcher) -> Iterator[Match]:
    by_term: dict[str, list[Match]] = {}
    for match in matcher.matches(report):
        by_term.setdefault(match.term, []).append(match)
    for group in by_term.values():
        implied = {
            broader
            for match in group
            for broader in matcher.ancestors(match.concept_id) - {match.concept_id}
        }
        yield from (match for match in group if match.concept_id not in implied)


def _values(findings: Sequence[Finding], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f.value for f in findings if f.kind == kind and f.value))


def _value(findings: Sequence[Finding], kind: str) -> str | None:
    return next(iter(_values(findings, kind)), None)


def _size(findings: Sequence[Finding]) -> int | None:
    sizes = [f.number for kind in _N_KINDS for f in findings if f.kind == kind and f.number]
    return int(sizes[0]) if sizes else None


def _longest_follow_up(findings: Sequence[Finding]) -> float | None:
    weeks = [f.number for f in findings if f.kind == "follow_up_weeks" and f.number is not None]
    return max(weeks, default=None)
