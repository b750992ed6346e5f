"""claims.toml: every checkable statement of the article, anchored and scoped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from evidence.errors import QueriesError
from evidence.models import Article, Claim, ClaimKind, Concept, ConceptKind, Scope
from evidence.topics.article import quote_anchor
from evidence.topics.concept_file import descendants
from evidence.topics.toml_file import Entry, entries, load_toml

_ID = re.compile(r"[a-z][a-z0-9-]*")
_SLOTS: Mapping[str, ConceptKind] = {
    "conditions": ConceptKind.CONDITION, "indirect_conditions": ConceptKind.CONDITION,
    "interventions": ConceptKind.INTERVENTION, "indirect_interventions": ConceptKind.INTERVENTION,
    "comparators": ConceptKind.COMPARATOR, "outcomes": ConceptKind.OUTCOME,
    "mechanisms": ConceptKind.MECHANISM, "harms": ConceptKind.HARM,
}  # fmt: skip
_POPULATIONS = ("human", "animal", "cells")
_SCOPE_KEYS = frozenset({*_SLOTS, "populations", "indirect_populations", "designs", "journals",
                         "prevention_is_direct", "follow_up_weeks_min", "excluded"})  # fmt: skip
_CLAIM_KEYS = frozenset(
    {"id", "kind", "quote", "prefix", "suffix", "question", "scope", "parent", "note"}
)
_DESIGNS = (
    "rct", "cluster_rct", "crossover_rct", "systematic_review", "meta_analysis", "network_meta_analysis",
    "overview_of_reviews", "non_randomized_trial", "single_arm", "cohort", "case_control",
    "cross_sectional", "case_report", "case_series", "protocol", "narrative_review", "guideline", "survey",
    "qualitative", "animal", "in_vitro", "bibliometric", "letter", "other",
)  # fmt: skip


def load_claims(path: Path, article: Article, concepts: Mapping[str, Concept]) -> tuple[Claim, ...]:
    """Claims in order, each anchored in the article. Raises QueriesError."""
    values, _ = load_toml(path)
    defaults = values.get("defaults", {})
    held = entries(path, "claim", also=("defaults",))
    if not held:
        raise QueriesError(path, 1, "there is no claim", "add a table [[claim]]")
    seen: set[str] = set()
    claims = []
    for entry in held:
        entry.only(_CLAIM_KEYS)
        claim = _claim(entry, article, concepts, defaults)
        if claim.claim_id in seen:
            raise entry.wrong(
                f"there is a second claim {claim.claim_id!r}", "give each an id of its own", "id"
            )
        seen.add(claim.claim_id)
        if claim.parent is not None and claim.parent not in seen:
            raise entry.wrong(f"parent {claim.parent!r} is no claim above this one",
                              "write the parent first, or mend its name", "parent")  # fmt: skip
        claims.append(claim)
    return tuple(claims)


def _claim(
    entry: Entry, article: Article, concepts: Mapping[str, Concept], defaults: Mapping[str, Any]
) -> Claim:
    quote = entry.text("quote")
    prefix, suffix = entry.optional_text("prefix") or "", entry.optional_text("suffix") or ""
    anchor = quote_anchor(article.text, quote, prefix, suffix)
    if anchor is None:
        n = article.text.count(quote)
        if n == 0:
            raise entry.wrong("the quote is not in the article", "copy the words of article.md again",
                              "quote")  # fmt: skip
        raise entry.wrong(f"the quote fits {n} places in the article",
                          "add a prefix or suffix that tells them apart", "quote")  # fmt: skip
    claim_id = entry.text("id")
    if not _ID.fullmatch(claim_id):
        raise entry.wrong(f"id {claim_id!r} is ill-formed", "use small letters, digits and -", "id")
    return Claim(
        claim_id=claim_id,
        kind=ClaimKind(entry.one_of("kind", [k.value for k in ClaimKind])),
        quote=article.text[anchor.start : anchor.end],
        prefix=prefix,
        suffix=suffix,
        question=entry.text("question"),
        scope=_scope(entry, concepts, defaults),
        anchor=anchor,
        parent=entry.optional_text("parent"),
        note=entry.optional_text("note"),
        line=entry.line,
    )


def _scope(entry: Entry, concepts: Mapping[str, Concept], defaults: Mapping[str, Any]) -> Scope:
    """A scope with every umbrella concept spread into what is narrower."""
    written = entry.values.get("scope")
    if not isinstance(written, dict):
        raise entry.wrong("scope is missing", "add scope = { conditions = […], … }", "scope")
    scope = Entry(entry.path, entry.line, {**defaults, **written}, entry.lines)
    for key in scope.values:
        if key not in _SCOPE_KEYS:
            raise entry.wrong(
                f"scope.{key} is not known", f"use one of {', '.join(sorted(_SCOPE_KEYS))}", "scope"
            )
    slots = {
        name: _spread(entry, name, scope.texts(name), concepts, kind)
        for name, kind in _SLOTS.items()
    }
    for name in ("populations", "indirect_populations"):
        for word in scope.texts(name):
            if word not in _POPULATIONS:
                raise entry.wrong(
                    f"scope.{name} names {word!r}", f"use {', '.join(_POPULATIONS)}", "scope"
                )
    for design in scope.texts("designs"):
        if design not in _DESIGNS:
            raise entry.wrong(
                f"scope.designs names {design!r}", f"use {', '.join(_DESIGNS)}", "scope"
            )
    return Scope(
        **slots,
        populations=scope.texts("populations"),
        indirect_populations=scope.texts("indirect_populations"),
        designs=scope.texts("designs"),
        journals=scope.texts("journals"),
        prevention_is_direct=scope.flag("prevention_is_direct"),
        follow_up_weeks_min=scope.number("follow_up_weeks_min"),
        excluded=_spread(entry, "excluded", scope.texts("excluded"), concepts, None),
    )


def _spread(
    entry: Entry,
    slot: str,
    named: Iterable[str],
    concepts: Mapping[str, Concept],
    kind: ConceptKind | None,
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for concept_id in named:
        concept = concepts.get(concept_id)
        if concept is None:
            raise entry.wrong(f"scope.{slot} names {concept_id!r}, which is no concept",
                              "add it to concepts.toml, or mend its name", "scope")  # fmt: skip
        if kind is not None and concept.kind is not kind:
            raise entry.wrong(f"scope.{slot} names {concept_id!r}, which is of the kind {concept.kind.value}",
                              "put it into the slot of its kind", "scope")  # fmt: skip
        found.setdefault(concept_id)
        for narrower in sorted(descendants(concepts, concept_id)):
            found.setdefault(narrower)
    return tuple(found)
