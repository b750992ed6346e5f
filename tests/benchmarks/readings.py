"""A reading of one report for benchmarks: sentences with roles by section heading."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.extract.concepts import ConceptMatcher
from evidence.extract.sentences import Sentence, sentences
from evidence.models import ReportText, Section

_ROLES = {"BACKGROUND": "background", "OBJECTIVE": "objective", "METHODS": "methods",
          "RESULTS": "results", "CONCLUSIONS": "conclusion"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SectionReading:
    """What readers of findings need; roles None where no heading tells."""

    report: ReportText
    sentences: tuple[Sentence, ...]
    roles: tuple[str | None, ...]
    matcher: ConceptMatcher
    design: str | None


def _role(section: Section) -> str | None:
    if section.field == "title":
        return "title"
    if section.label and "METHOD" in section.label.upper():
        return "methods"
    return _ROLES.get(section.nlm_category or "")


def reading_of(report: ReportText, matcher: ConceptMatcher, design: str | None) -> SectionReading:
    """A reading whose roles come from headings alone."""
    pairs = [(s, _role(section)) for section in report.sections for s in sentences(section)]
    return SectionReading(report, tuple(s for s, _ in pairs), tuple(r for _, r in pairs), matcher, design)
