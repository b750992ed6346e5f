"""A report split, named and sorted once, for every reader of findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from evidence.extract.abbreviations import abbreviations
from evidence.extract.concepts import ConceptMatcher
from evidence.extract.design import Design, design_of
from evidence.extract.reading_lines import RoleLine, role_lines
from evidence.extract.roles import sentence_roles
from evidence.extract.sentences import Sentence, sentences
from evidence.models import ReportText


@dataclass(frozen=True)
class ReadingContext:
    """A report and what readers need of it; each part is made when first asked for."""

    report: ReportText
    matcher: ConceptMatcher

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """Title first, then the abstract, in reading order."""
        return tuple(s for section in self.report.sections for s in sentences(section))

    @cached_property
    def roles(self) -> Sequence[str | None]:
        """The role of each sentence, as many as `sentences`; the title's is ``title``."""
        body = [(s.section_no, s.text) for s in self.sentences if s.field == "abstract"]
        n_title = len(self.sentences) - len(body)
        return (*("title" for _ in range(n_title)), *sentence_roles(self.report.abstract, body))

    @cached_property
    def lines(self) -> Sequence[RoleLine]:
        """The sentences with their roles."""
        return role_lines(self.sentences, self.roles)

    @cached_property
    def lower(self) -> str:
        """All the text in small letters, a line each section; as the design asks for it."""
        return "\n".join(s.text for s in self.report.sections).lower()

    @cached_property
    def abbreviations(self) -> Mapping[str, str]:
        """Short forms defined in the report, with their long forms."""
        return abbreviations(self.report.sections)

    @cached_property
    def design_read(self) -> Design | None:
        """The design with its place."""
        return design_of(self.report)

    @property
    def design(self) -> str | None:
        """The design's value; None where the report does not tell it."""
        return self.design_read.value if self.design_read else None


@lru_cache(maxsize=4)
def reading_context(report: ReportText, matcher: ConceptMatcher) -> ReadingContext:
    """The context of a report; readers of findings and of links share the last ones."""
    return ReadingContext(report, matcher)
