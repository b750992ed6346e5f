"""A small topic of our own, and evidence items of a few written sentences."""

from __future__ import annotations

from typing import Any

from evidence.appraise.link import evidence_items
from evidence.extract.concepts import ConceptMatcher
from evidence.extract.report import read_report
from evidence.models import (
    Anchor,
    Article,
    Claim,
    ClaimKind,
    Concept,
    ConceptKind,
    EvidenceItem,
    ReportText,
    Scope,
    Section,
    Topic,
)

_CONDITION, _TREATMENT = ConceptKind.CONDITION, ConceptKind.INTERVENTION
CONCEPTS = {
    concept.concept_id: concept
    for concept in (
        Concept("gout", _CONDITION, "gout", text=("gout", "gouty arthritis")),
        Concept("knee_arthritis", _CONDITION, "knee arthritis", text=("knee arthritis",)),
        Concept("hip_arthritis", _CONDITION, "hip arthritis", text=("hip arthritis",)),
        Concept("arthritis", _CONDITION, "arthritis", text=("arthritis",)),
        Concept(
            "any_arthritis",
            _CONDITION,
            "any",
            narrower=("gout", "knee_arthritis", "hip_arthritis", "arthritis"),
        ),
        Concept("willow", _TREATMENT, "willow bark", text=("willow bark",), mesh=("Salix",)),
        Concept("willow_cream", _TREATMENT, "willow cream", text=("willow cream",)),
        Concept("pain", ConceptKind.OUTCOME, "pain", text=("pain",)),
        Concept("swelling", ConceptKind.OUTCOME, "swelling", text=("swelling",)),
        Concept("walking", ConceptKind.OUTCOME, "walking", text=("walking",)),
        Concept("uric_acid", ConceptKind.MECHANISM, "uric acid", text=("uric acid",)),
        Concept(
            "harm", ConceptKind.HARM, "harm", text=("adverse event*", "side effect*", "safety")
        ),
        Concept("added", ConceptKind.COMPARATOR, "added", text=("add-on",)),
    )
}
_OUTCOMES = ("pain", "swelling", "walking")


def _claim(
    claim_id: str, kind: ClaimKind, quote: str, scope: Scope, parent: str | None = None
) -> Claim:
    return Claim(claim_id, kind, quote, "", "", quote, scope, Anchor(0, 1), parent)


def _scope(**slots: Any) -> Scope:
    needed = {
        "interventions": ("willow",),
        "indirect_interventions": ("willow_cream",),
        "populations": ("human",),
    }
    return Scope(**{**needed, **slots})


CLAIMS = (
    _claim("gout", ClaimKind.EFFICACY, "Willow bark relieves gout",
           _scope(conditions=("gout",), outcomes=_OUTCOMES)),
    _claim("gout-pain", ClaimKind.EFFICACY, "less pain", _scope(conditions=("gout",), outcomes=("pain",)), "gout"),
    _claim("arthritis", ClaimKind.EFFICACY, "Willow bark helps arthritis",
           _scope(conditions=("arthritis", "knee_arthritis"), outcomes=_OUTCOMES)),
    _claim("added", ClaimKind.EFFICACY, "Willow bark helps when added to care",
           _scope(conditions=("any_arthritis",), comparators=("added",), outcomes=_OUTCOMES)),
    _claim("lasting", ClaimKind.EFFICACY, "Relief lasts",
           _scope(conditions=("any_arthritis",), outcomes=("pain",), follow_up_weeks_min=12)),
    _claim("urate", ClaimKind.MECHANISM, "Willow bark lowers uric acid",
           _scope(mechanisms=("uric_acid",), populations=("human", "animal"))),
    _claim("safe", ClaimKind.SAFETY, "Willow bark is safe", _scope(harms=("harm",))),
    _claim("few", ClaimKind.SAFETY, "It has few side effects", _scope(harms=("harm",))),
    _claim("lovely", ClaimKind.VALUE_WORD, "lovely", _scope()),
)  # fmt: skip
TOPIC = Topic("willow", Article("T", "", "", ()), CLAIMS, CONCEPTS, ())
MATCHER = ConceptMatcher(CONCEPTS)


def report_of(title: str, *body: tuple[str, str] | str, **known: Any) -> ReportText:
    """A report; a part of the body is a text, or (heading, text)."""
    parts = [part if isinstance(part, tuple) else (None, part) for part in body]
    abstract = tuple(Section("abstract", n, text, label) for n, (label, text) in enumerate(parts))
    return ReportText("pmid:1", Section("title", 0, title), abstract, **known)


def items_of(report: ReportText) -> dict[str, EvidenceItem]:
    """The evidence items of a report for the small topic, by claim."""
    made = evidence_items(report, read_report(report, MATCHER), TOPIC, MATCHER)
    return {item.claim_id: item for item in made}
