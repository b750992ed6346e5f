"""Who or what was studied: human, animal, cells, mixed."""

from __future__ import annotations

import re
from typing import Final

from evidence.extract.design import Design
from evidence.models import ReportText, Span

_HUMAN: Final = re.compile(
    r"\b(?:patients?|participants?|women|men|adults|children|volunteers|individuals|people|persons?"
    r"|survivors|physicians|nurses|students|year-old|trials|RCTs?|infants|population|humans"
    r"|human (?:studies|trials|subjects|beings|and (?:\w+ ){0,2}animal))\b", re.I
)  # fmt: skip
_ANIMAL: Final = re.compile(
    r"\b(?:rats?|mice|mouse|murine|rabbits?|dogs?|canine|guinea pigs?|monkeys?|piglets?|animals?|rodents?)\b", re.I
)  # fmt: skip
_CELLS: Final = re.compile(r"\b(?:in vitro|cell lines?|cultured (?:\w+ )?(?:cells|neurons))\b", re.I)


def _first(report: ReportText, cue: re.Pattern[str]) -> Span | None:
    for section in report.sections:
        found = cue.search(section.text)
        if found:
            return section.span(found.start(), found.end())
    return None


def population_of(report: ReportText, design: Design | None) -> tuple[str, Span | None] | None:
    """The population and the words that name it; None where the text names none."""
    human, animal = _first(report, _HUMAN), _first(report, _ANIMAL)
    value = design.value if design else None
    if value == "animal":
        return ("animal", animal) if animal else None
    if human and animal and value in (None, "narrative_review", "systematic_review", "meta_analysis"):
        return "mixed", animal
    if human:
        return "human", human
    if animal:
        return "animal", animal
    cells = _first(report, _CELLS)
    return ("cells", cells) if cells else None


