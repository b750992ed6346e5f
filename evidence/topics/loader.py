"""Loads and checks a topic's folder; a mistake names file, line and mend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from evidence.errors import QueriesError, UsageError
from evidence.models import (
    Article,
    Claim,
    ClaimKind,
    Concept,
    ConceptKind,
    Guideline,
    Omission,
    Scope,
    Topic,
)
from evidence.topics.article import article_from_markdown, quote_anchor
from evidence.topics.csv_file import load_decisions, load_signoffs
from evidence.topics.strategies import load_strategies
from evidence.topics.toml_file import Entry, entries, load_toml

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


def load_topics(queries_dir: Path) -> tuple[Topic, ...]:
    """Every topic under `queries_dir/topics`, by name. Raises QueriesError, UsageError."""
    folder = queries_dir / "topics"
    if not folder.is_dir():
        raise UsageError(f"{folder} is not there. Mend: point --queries-dir at a queries folder")
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    if not names:
        raise UsageError(
            f"{folder} holds no topic. Mend: add a folder with article.md and claims.toml"
        )
    return tuple(load_topic(queries_dir, name) for name in names)


def load_topic(queries_dir: Path, name: str) -> Topic:
    """One topic, checked. Raises QueriesError with file, line and mend."""
    folder = queries_dir / "topics" / name
    if not folder.is_dir():
        raise UsageError(
            f"there is no topic {name} in {queries_dir / 'topics'}. Mend: check the name"
        )
    path = folder / "article.md"
    if not path.exists():
        raise QueriesError(path, 1, "the file is missing", "add the article as Markdown")
    article = article_from_markdown(path.read_text(encoding="utf-8"))
    concepts = load_concepts(folder / "concepts.toml")
    claims = load_claims(folder / "claims.toml", article, concepts)
    claim_ids = frozenset(claim.claim_id for claim in claims)
    return Topic(
        topic=name,
        article=article,
        claims=claims,
        concepts=concepts,
        strategies=load_strategies(folder / "strategies", claim_ids, concepts),
        omissions=_omissions(folder / "omissions.toml"),
        guidelines=_guidelines(folder / "guidelines.toml", claim_ids),
        decisions=load_decisions(folder / "decisions.csv", name, claim_ids),
        signoffs=load_signoffs(folder / "signoffs.csv", name, claim_ids),
        rules=load_rules(queries_dir),
    )


def load_rules(queries_dir: Path) -> dict[str, Any]:
    """The thresholds of rules.toml as they stand; empty where there is no such file."""
    path = queries_dir / "rules.toml"
    return load_toml(path)[0] if path.exists() else {}


def load_concepts(path: Path) -> dict[str, Concept]:
    """Concepts by id. Raises QueriesError for a duplicate, an unknown narrower one, a circle."""
    concepts: dict[str, Concept] = {}
    held = entries(path, "concept")
    for entry in held:
        entry.only(("id", "kind", "label", "mesh", "text", "not_text", "narrower"))
        concept_id = entry.text("id")
        if concept_id in concepts:
            raise entry.wrong(
                f"there is a second concept {concept_id!r}", "give each an id of its own", "id"
            )
        concept = Concept(
            concept_id, ConceptKind(entry.one_of("kind", [k.value for k in ConceptKind])),
            entry.text("label"), entry.texts("mesh"), entry.texts("text"), entry.texts("not_text"),
            entry.texts("narrower"), entry.line,
        )  # fmt: skip
        if not (concept.mesh or concept.text or concept.narrower):
            raise entry.wrong(f"{concept_id} has no way to be found", "add mesh, text or narrower")
        concepts[concept_id] = concept
    for entry in held:
        for narrower in entry.texts("narrower"):
            if narrower not in concepts:
                raise entry.wrong(
                    f"narrower names {narrower!r}, which is no concept", "add it", "narrower"
                )
            if entry.text("id") in descendants(concepts, narrower):
                raise entry.wrong(
                    f"{narrower} is both narrower and broader", "break the circle", "narrower"
                )
    return concepts


def descendants(concepts: Mapping[str, Concept], concept_id: str) -> frozenset[str]:
    """A concept and all that are narrower than it."""
    found, todo = {concept_id}, [concept_id]
    while todo:
        for narrower in concepts[todo.pop()].narrower:
            if narrower in concepts and narrower not in found:
                found.add(narrower)
                todo.append(narrower)
    return frozenset(found)


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
        what = (
            "the quote is not in the article"
            if n == 0
            else f"the quote fits {n} places in the article"
        )
        mend = (
            "copy the words of article.md again"
            if n == 0
            else "add a prefix or suffix that tells them apart"
        )
        if n == 1:
            what, mend = (
                "prefix or suffix do not stand beside the quote",
                "copy them from article.md again",
            )
        raise entry.wrong(what, mend, "quote")
    return Claim(
        claim_id=entry.text("id"),
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
            raise entry.wrong(f"scope.{slot} names {concept_id!r}, which is a {concept.kind.value}",
                              "put it into the slot of its kind", "scope")  # fmt: skip
        found.setdefault(concept_id)
        for narrower in sorted(descendants(concepts, concept_id)):
            found.setdefault(narrower)
    return tuple(found)


def _omissions(path: Path) -> tuple[Omission, ...]:
    keys = (
        "id",
        "statement",
        "why",
        "is_serious_harm",
        "present_if",
        "sources",
        "waived_by",
        "waived_on",
    )
    made = []
    for entry in entries(path, "omission"):
        entry.only(keys)
        waived = entry.values.get("waived_on") is not None
        made.append(Omission(
            entry.text("id"), entry.text("statement"), entry.text("why"), entry.flag("is_serious_harm"),
            entry.texts("present_if"), entry.texts("sources"), entry.optional_text("waived_by"),
            entry.day("waived_on") if waived else None, entry.line,
        ))  # fmt: skip
    return tuple(made)


def _guidelines(path: Path, claim_ids: frozenset[str]) -> tuple[Guideline, ...]:
    keys = (
        "id",
        "body",
        "year",
        "title",
        "population",
        "position",
        "statement",
        "claims",
        "source",
    )
    made = []
    for entry in entries(path, "guideline"):
        entry.only(keys)
        for claim_id in entry.texts("claims"):
            if claim_id not in claim_ids:
                raise entry.wrong(
                    f"claims names {claim_id!r}, which is no claim", "mend its name", "claims"
                )
        year = entry.number("year")
        if year is None:
            raise entry.wrong("year is missing", "add year = 2020")
        made.append(Guideline(
            entry.text("id"), entry.text("body"), year, entry.text("title"), entry.text("population"),
            entry.one_of("position", ("for", "against", "none")), entry.text("statement"),
            entry.texts("claims"), entry.text("source"), entry.line,
        ))  # fmt: skip
    return tuple(made)
