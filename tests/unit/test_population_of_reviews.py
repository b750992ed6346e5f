"""A review of animal work is never taken for one of people."""

from __future__ import annotations

import pytest

from evidence.extract.design import design_of
from evidence.extract.population import population_of
from evidence.models import ReportText, Section


def _population(title: str, abstract: str) -> str | None:
    report = ReportText("pmid:1", Section("title", 0, title), (Section("abstract", 0, abstract),))
    read = population_of(report, design_of(report))
    return read[0] if read else None


@pytest.mark.parametrize(
    ("population", "title", "abstract"),
    [
        ("animal", "Electroacupuncture for neuropathy in rodents: a systematic review and meta-analysis",
         "Seven databases were searched. Twenty-four studies met the criteria. Thresholds rose in model animals."),
        ("animal", "Acupuncture in animal models of nerve injury: a systematic review",
         "Databases were searched. Use in patients is not yet settled. Thirty studies of rats were included."),
        ("mixed", "A systematic review of experimental and clinical acupuncture in neuropathy",
         "Databases were searched. Five animal and three clinical studies were found."),
        ("human", "Acupuncture for neuropathy: a systematic review",
         "Databases were searched; animal studies were excluded. Ten trials with 400 patients were included."),
        ("human", "Acupuncture for neuropathy: a meta-analysis", "Ten trials with 400 patients were pooled."),
    ],
)  # fmt: skip
def test_whom_a_review_is_of(population: str, title: str, abstract: str) -> None:
    assert _population(title, abstract) == population


def test_an_animal_by_any_of_its_names() -> None:
    assert _population("Current and spinal fluid", "Eight mares were stimulated; latency rose.") == "animal"
