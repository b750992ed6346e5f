"""Facts of one report for linking and stance, from its text and its findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from evidence.appraise.link_facts import Line, ReportFacts
from evidence.appraise.link_plan import LinkPlan
from evidence.appraise.link_subject import subject_conditions
from evidence.appraise.stance_numbers import p_significance
from evidence.extract.concepts import ConceptMatcher
from evidence.extract.context import ReadingContext, reading_context
from evidence.models import Finding, Match, ReportText

_N_KINDS: Final = ("n_participants", "n_planned")
_FOUND: Final = re.compile(
    r"\b(?:show\w*|found|finds?|suggest\w*|evidence|indicat\w*|improv\w*|influenc\w*|responses?|responded|"
    r"effects?|effective\w*|reduc\w*|increas\w*|mediat\w*|contribut\w*|results?|promising|encouraging|relie\w*)\b",
    re.IGNORECASE,
)
_TO_DO: Final = re.compile(
    r"\b(?:will|shall|plan\w*|(?:was|were) (?:\w+ )?(?:searched|recorded|assigned|measured|studied|enrolled|recruited|"
    r"sought|randomi[sz]ed|included|assessed|compared|followed))\b",
    re.IGNORECASE,
)
_HARM_KINDS: Final = frozenset({"adverse_events", "serious_adverse_events"})


def report_facts(
    report: ReportText, findings: Sequence[Finding], matcher: ConceptMatcher, plan: LinkPlan
) -> ReportFacts:
    """What linking and stance read of a report; `findings` are those of `read_report`."""
    context = reading_context(report, matcher)
    design = _value(findings, "design")
    lines = report_lines(context)
    if design != "protocol":
        lines = with_results(lines)
    matches = (*narrowest_matches(report, matcher), *short_form_matches(context))
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
        subjects=subject_conditions(lines, matches, plan),
        harm_spans=tuple(f.span for f in findings if f.kind in _HARM_KINDS and f.span),
    )


def report_lines(context: ReadingContext) -> tuple[Line, ...]:
    """The sentences of a report with their roles, the title first."""
    return tuple(
        Line(sentence.span, sentence.text, "title" if sentence.field == "title" else role)
        for sentence, role in zip(context.sentences, context.roles, strict=True)
    )


def with_results(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines, those of an abstract without headings that tell of findings read as results.

    So is a sentence with a p value. Where none at all was read as a result or conclusion,
    later sentences that tell of findings are: short and narrative abstracts often have no
    results section. What is told as a plan or as something done stays what it was.
    """
    lines = tuple(
        replace(line, role="results")
        if line.role in ("background", "methods", "objective") and p_significance(line.text)
        else line
        for line in lines
    )
    body = [line for line in lines if line.role != "title"]
    if not body or any(line.role in ("results", "conclusion", None) for line in body):
        return lines
    later = {
        line
        for line in body[len(body) // 2 :]
        if _FOUND.search(line.text) and not _TO_DO.search(line.text)
    }
    return tuple(replace(line, role="results") if line in later else line for line in lines)


def short_form_matches(context: ReadingContext) -> Iterator[Match]:
    """Matches of short forms that the report itself defines, such as MSNA."""
    named = {
        short: {mention.concept_id for mention in context.matcher.mentions(long)}
        for short, long in context.abbreviations.items()
    }
    wanted = [short for short, concept_ids in named.items() if concept_ids]
    if not wanted:
        return
    any_of = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(wanted, key=len, reverse=True)))})\b")
    for section in context.report.sections:
        for found in any_of.finditer(section.text):
            if context.matcher.mentions(found[0]):
                continue
            span = section.span(found.start(), found.end())
            yield from (Match(c, "text", found[0], span) for c in sorted(named[found[0]]))


def narrowest_matches(report: ReportText, matcher: ConceptMatcher) -> Iterator[Match]:
    """Matches of concepts as named, MeSH first; broader ones that they imply are left out."""
    named = {(m.concept_id, m.span, m.term): m for m in matcher.matches(report)}
    groups: dict[object, list[Match]] = {}
    for match in named.values():
        groups.setdefault(match.span or match.term, []).append(match)
    for group in groups.values():
        implied = {
            broader
            for match in group
            for broader in matcher.ancestors(match.concept_id)
            if broader != match.concept_id
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
