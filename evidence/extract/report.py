"""Every finding of one report, from all readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evidence.extract import EXTRACT_VERSION
from evidence.extract.concepts import ConceptMatcher
from evidence.extract.context import ReadingContext, reading_context
from evidence.extract.harms import harm_findings
from evidence.extract.participants import participant_findings
from evidence.extract.participants_review import kind_counts
from evidence.extract.pico import pico_findings
from evidence.extract.population import population_of
from evidence.extract.randomized import randomized_finding
from evidence.extract.results import result_findings
from evidence.extract.significance_findings import significance_findings
from evidence.extract.trust import trust_findings
from evidence.models import Finding, ReportText

#: Headings of sections that tell the people.
_HEADED: Final = re.compile(r"\b(?:patients|participants|subjects|population|sample)\b", re.IGNORECASE)


def read_report(report: ReportText, matcher: ConceptMatcher) -> tuple[Finding, ...]:
    """The findings of a report: design, population, numbers, PICO, results, harms, trust."""
    context = reading_context(report, matcher)
    if context.design == "notice":
        return tuple(_design_findings(context))
    pico = pico_findings(context)
    techniques = frozenset(f.value for f in pico if f.kind == "intervention" and f.value)
    return (
        *_design_findings(context),
        *count_findings(context),
        *pico,
        *result_findings(context, techniques),
        *significance_findings(context, pico),
        *(harm_findings(context) if context.design != "protocol" else ()),
        *trust_findings(context),
    )


def count_findings(context: ReadingContext) -> Iterator[Finding]:
    """Counts of people and studies; what a kind of report tells in its own way comes first."""
    own = kind_counts(context)
    told = {finding.kind for finding in own}
    headed = {s.section_no for s in context.report.abstract if _HEADED.search(s.label or "")}
    for finding in participant_findings(context.sentences, context.roles, context.design, headed):
        if finding.kind not in told and not (context.design == "case_report" and "n_participants" in told):
            yield finding
    yield from own


def _design_findings(context: ReadingContext) -> Iterator[Finding]:
    read = context.design_read
    if read:
        yield Finding("design", read.value, read.span, read.rule, EXTRACT_VERSION, source=read.source)
    sorted_as = randomized_finding(context.report, context.design)
    if sorted_as:
        yield sorted_as
    studied = population_of(context.report, read)
    if studied and context.design != "notice":
        value, span = studied
        yield Finding("population", value, span, "population.words", EXTRACT_VERSION)
