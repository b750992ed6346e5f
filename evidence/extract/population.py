# ruff: noqa: E501 (a pattern is read whole)
"""Who or what was studied: human, animal, cells, mixed."""

from __future__ import annotations

import re
from typing import Final

from evidence.extract.design import Design
from evidence.extract.design_cues import ANIMAL, may_name_animals
from evidence.extract.design_types import REVIEWS
from evidence.extract.gated import Gated, gated
from evidence.models import ReportText, Span

_HUMAN: Final = gated(
    r"\b(?:patients?|participants?|women|men|adults|children|volunteers|individuals|people|persons?"
    r"|survivors|physicians|nurses|students|year-old|trials|RCTs?|infants|population|subjects|males?|females?|adolescents|workers|humans?|babies|humans"
    r"|human (?:studies|trials|subjects|beings|and (?:\w+ ){0,2}animal))\b"
)  # fmt: skip
_CELLS: Final = gated(r"\b(?:in vitro|cell lines?|cultured (?:\w+ )?(?:cells|neurons))\b")


def _first(report: ReportText, cue: Gated, lower: str) -> Span | None:
    for section in report.sections if cue.may_stand_in(lower) else ():
        found = cue.search(section.text, lower)
        if found:
            return section.span(found.start(), found.end())
    return None


#: Designs whose subjects are people where no words say otherwise.
_OF_PEOPLE: Final = frozenset({"rct", "crossover_rct", "cluster_rct", "non_randomized_trial", "single_arm", "cohort", "case_control",
                               "cross_sectional", "case_report", "case_series", "survey", "qualitative", "guideline", "protocol",
                               "systematic_review", "meta_analysis", "network_meta_analysis", "overview_of_reviews"})  # fmt: skip
#: Animal studies that a review left out.
_LEFT_OUT: Final = re.compile(r"\b(?:remov|exclu|left out|after)\w*[^.]{0,80}\banimals?\b|\banimals?\b[^.]{0,60}\b(?:removed|excluded)\b", re.I)


#: Work in people, where no person is named.
_CLINICAL: Final = re.compile(r"(?<!pre-)\bclinical\b")


def _is_titled_by_animals(report: ReportText) -> bool:
    """Whether a title names animals and no people: "in rodents: a systematic review"."""
    title = report.title.text if report.title else ""
    return bool(ANIMAL.search(title)) and not _HUMAN.search(title)


def population_of(report: ReportText, design: Design | None) -> tuple[str, Span | None] | None:
    """The population and the words that name it; None where neither text nor design tells it."""
    lower = "\n".join(s.text for s in report.sections).lower()  # as the design asks
    human = _first(report, _HUMAN, lower)
    animal = _first(report, ANIMAL, lower) if may_name_animals(lower) else None
    value = design.value if design else None
    if value == "animal":
        return ("animal", animal) if animal else None
    is_left_out = value in REVIEWS and any(_LEFT_OUT.search(s.text) for s in report.abstract)
    if animal and value in REVIEWS and not is_left_out:
        if _is_titled_by_animals(report):
            return "animal", animal
        if not human:
            return ("mixed" if _CLINICAL.search(lower) else "animal"), animal
    if human and animal and value in REVIEWS | {None, "narrative_review"}:
        return ("human", human) if is_left_out else ("mixed", animal)
    if human:
        return "human", human
    if animal and value not in REVIEWS:
        return "animal", animal
    cells = _first(report, _CELLS, lower)
    if cells:
        return "cells", cells
    return ("human", design.span) if design and design.span and value in _OF_PEOPLE else None
