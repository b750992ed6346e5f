"""concepts.toml: the ways the literature writes each concept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from evidence.models import Concept, ConceptKind
from evidence.topics.toml_file import Entry, entries

_ID = re.compile(r"[a-z][a-z0-9_]*")
_KEYS = ("id", "kind", "label", "mesh", "text", "not_text", "narrower")


def load_concepts(path: Path) -> dict[str, Concept]:
    """Concepts by id; none where there is no such file. Raises QueriesError.

    A mistake is a duplicate or ill-formed id, a variant without a word, an unknown
    narrower concept, or a circle.
    """
    concepts: dict[str, Concept] = {}
    held = entries(path, "concept")
    for entry in held:
        concept = _concept(entry)
        if concept.concept_id in concepts:
            raise entry.wrong(f"there is a second concept {concept.concept_id!r}",
                              "give each an id of its own", "id")  # fmt: skip
        concepts[concept.concept_id] = concept
    for entry in held:
        _check_narrower(entry, concepts)
    return concepts


def _concept(entry: Entry) -> Concept:
    entry.only(_KEYS)
    concept_id = entry.text("id")
    if not _ID.fullmatch(concept_id):
        raise entry.wrong(
            f"id {concept_id!r} is ill-formed", "use small letters, digits and _", "id"
        )
    concept = Concept(
        concept_id, ConceptKind(entry.one_of("kind", [k.value for k in ConceptKind])),
        entry.text("label"), entry.texts("mesh"), entry.texts("text"), entry.texts("not_text"),
        entry.texts("narrower"), entry.line,
    )  # fmt: skip
    if not (concept.mesh or concept.text or concept.narrower):
        raise entry.wrong(f"{concept_id} has no way to be found", "add mesh, text or narrower")
    for key, variants in (("text", concept.text), ("not_text", concept.not_text)):
        for variant in variants:
            if not re.search(r"[^\W_]", variant):
                raise entry.wrong(f"{key} holds {variant!r}, which has no word", "take it out", key)
    return concept


def _check_narrower(entry: Entry, concepts: Mapping[str, Concept]) -> None:
    for narrower in entry.texts("narrower"):
        if narrower not in concepts:
            raise entry.wrong(f"narrower names {narrower!r}, which is no concept",
                              "add it, or mend its name", "narrower")  # fmt: skip
        if entry.text("id") in descendants(concepts, narrower):
            raise entry.wrong(f"{narrower} is both narrower and broader than {entry.text('id')}",
                              "break the circle", "narrower")  # fmt: skip


def descendants(concepts: Mapping[str, Concept], concept_id: str) -> tuple[str, ...]:
    """A concept and all that are narrower than it, nearest first."""
    found = [concept_id]
    for one in found:
        found += [n for n in concepts[one].narrower if n in concepts and n not in found]
    return tuple(found)
