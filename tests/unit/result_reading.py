"""A reading made from plain text, for tests of readers of findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.extract.abbreviations import abbreviations
from evidence.extract.concepts import ConceptMatcher
from evidence.extract.reading_lines import RoleLine, role_lines
from evidence.extract.sentences import Sentence, sentences
from evidence.models import Concept, ConceptKind, ReportText, Section

CONCEPTS = {
    c.concept_id: c
    for c in (
        Concept("diabetic_neuropathy", ConceptKind.CONDITION, "dn", text=("diabetic neuropath*",)),
        Concept("carpal_tunnel", ConceptKind.CONDITION, "cts", text=("carpal tunnel syndrome",)),
        Concept("neuropathic_pain_unspecified", ConceptKind.CONDITION, "np", text=("neuropathy",)),
        Concept("manual_acupuncture", ConceptKind.INTERVENTION, "ma", text=("acupuncture",)),
        Concept("electroacupuncture", ConceptKind.INTERVENTION, "ea", text=("electroacupuncture",)),
    )
}


@dataclass(frozen=True, slots=True)
class PlainReading:
    """What readers of findings need."""

    report: ReportText
    sentences: tuple[Sentence, ...]
    roles: tuple[str | None, ...]
    matcher: ConceptMatcher
    design: str | None = "rct"

    @property
    def abbreviations(self) -> Mapping[str, str]:
        """Short forms with their long forms."""
        return abbreviations(self.report.sections)

    @property
    def lower(self) -> str:
        """All sentences in small letters."""
        return "\n".join(line.lower for line in self.lines)

    @property
    def lines(self) -> tuple[RoleLine, ...]:
        """The sentences with their roles."""
        return role_lines(self.sentences, self.roles)


def reading(title: str, design: str | None = "rct", **parts: str) -> PlainReading:
    """A reading of a title and sections given as role=text."""
    made = [Section("title", 0, title)]
    made += [Section("abstract", n, text) for n, text in enumerate(parts.values())]
    roles = ["title", *parts]
    pairs = [(s, role) for section, role in zip(made, roles, strict=True) for s in sentences(section)]
    report = ReportText("pmid:1", made[0], tuple(made[1:]))
    return PlainReading(report, tuple(s for s, _ in pairs), tuple(r for _, r in pairs),
                        ConceptMatcher(CONCEPTS), design)  # fmt: skip
