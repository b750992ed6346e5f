"""A topic made ready for linking: scopes in leaf concepts, and which are generic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from evidence.models import Claim, Concept, ConceptKind, Scope, Topic

_LAST_WORD_MIN = 4
_SLOTS = (
    "conditions", "indirect_conditions", "interventions", "indirect_interventions",
    "comparators", "outcomes", "mechanisms", "harms", "excluded",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LinkPlan:
    """What linking needs of a topic, worked out once.

    `claims` have scopes in leaf concepts. `conditions` are the leaf conditions;
    `generic` those that name a family (their names stand inside the names of many
    others): they give way where a narrower one is the subject.
    """

    claims: tuple[Claim, ...]
    conditions: frozenset[str]
    generic: frozenset[str]
    elliptic: Mapping[str, re.Pattern[str]]


def elliptic_pattern(variants: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for list forms of two-word variants, or None where there is none.

    >>> bool(elliptic_pattern(["diabetic neuropath*"]).search("diabetic and HIV neuropathy"))
    True
    """
    parts = []
    for variant in variants:
        first, _, last = variant.rpartition(" ")
        if first and "*" not in first and " " not in first and len(last) > _LAST_WORD_MIN:
            word = re.escape(last.rstrip("*")) + (r"\w*" if last.endswith("*") else "")
            parts.append(rf"\b{re.escape(first)}(?:,|\s+(?:and|or)\b)[^.;]{{0,80}}?\b{word}")
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


def with_narrower(concept_ids: Iterable[str], concepts: Mapping[str, Concept]) -> tuple[str, ...]:
    """These concepts and all that are narrower, each once, in order."""
    found: dict[str, None] = {}
    waiting = list(concept_ids)
    while waiting:
        concept_id = waiting.pop(0)
        if concept_id not in found:
            found[concept_id] = None
            concept = concepts.get(concept_id)
            waiting += concept.narrower if concept else ()
    return tuple(found)


def _expanded(scope: Scope, concepts: Mapping[str, Concept]) -> Scope:
    known = {field.name for field in fields(scope)}
    widened: dict[str, Any] = {
        slot: with_narrower(getattr(scope, slot), concepts) for slot in _SLOTS if slot in known
    }
    return replace(scope, **widened)


def _words(variant: str) -> str:
    return " " + variant.lower().replace("-", " ").rstrip("*")


def _is_generic(concept: Concept, others: Sequence[Concept]) -> bool:
    """Whether a quarter of the others, two at least, are named by longer forms of its names."""
    names = [_words(variant) for variant in concept.text]
    n_holding = sum(
        any(name in text and name != text for text in map(_words, other.text) for name in names)
        for other in others
    )
    return n_holding >= max(2, -(-len(others) // 4))


def link_plan(topic: Topic) -> LinkPlan:
    """The plan of a topic; a pure function of its claims and concepts."""
    leaves = [
        concept
        for concept in topic.concepts.values()
        if concept.kind is ConceptKind.CONDITION and (concept.text or concept.mesh)
    ]
    generic = frozenset(
        concept.concept_id
        for concept in leaves
        if _is_generic(concept, [other for other in leaves if other is not concept])
    )
    claims = tuple(
        replace(claim, scope=_expanded(claim.scope, topic.concepts)) for claim in topic.claims
    )
    elliptic = {
        concept.concept_id: pattern
        for concept in leaves
        if concept.concept_id not in generic and (pattern := elliptic_pattern(concept.text))
    }
    return LinkPlan(claims, frozenset(c.concept_id for c in leaves), generic, elliptic)
