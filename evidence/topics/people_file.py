"""omissions.toml, guidelines.toml, literature.toml: what people wrote from sources of their own."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from evidence.models import Guideline, LiteratureNote, Omission
from evidence.topics.toml_file import Entry, entries

_OMISSION = (
    "id",
    "statement",
    "why",
    "is_serious_harm",
    "present_if",
    "sources",
    "waived_by",
    "waived_on",
)
VERDICTS = (
    "supported", "supported_with_limits", "mixed", "insufficient", "surrogate_only", "preclinical_only",
    "contradicted", "not_found", "matches", "matches_in_part", "misreported", "no_match",
    "belief_documented", "consistent", "incomplete", "conflicts", "not_checkable",
)  # fmt: skip
_GUIDELINE = (
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


def load_omissions(path: Path) -> tuple[Omission, ...]:
    """What a fair article also says; none where there is no such file. Raises QueriesError."""
    made: list[Omission] = []
    for entry in entries(path, "omission"):
        entry.only(_OMISSION)
        _require_new(entry, [o.omission_id for o in made])
        if not entry.texts("present_if"):
            raise entry.wrong("present_if is missing", "say by which words the point is known")
        if (entry.values.get("waived_by") is None) != (entry.values.get("waived_on") is None):
            raise entry.wrong("waived_by and waived_on go together", "say who waived it, and when")
        waived = entry.values.get("waived_on") is not None
        made.append(Omission(
            entry.text("id"), entry.text("statement"), entry.text("why"), entry.flag("is_serious_harm"),
            entry.texts("present_if"), entry.texts("sources"), entry.optional_text("waived_by"),
            entry.day("waived_on") if waived else None, entry.line,
        ))  # fmt: skip
    return tuple(made)


def load_guidelines(path: Path, claim_ids: frozenset[str]) -> tuple[Guideline, ...]:
    """Positions of bodies; none where there is no such file. Raises QueriesError."""
    made: list[Guideline] = []
    for entry in entries(path, "guideline"):
        entry.only(_GUIDELINE)
        _require_new(entry, [g.guideline_id for g in made])
        for claim_id in entry.texts("claims"):
            if claim_id not in claim_ids:
                raise entry.wrong(
                    f"claims names {claim_id!r}, which is no claim", "mend its name", "claims"
                )
        year = entry.number("year")
        if year is None:
            raise entry.wrong("year is missing", "add year = 2020")
        if not 1950 <= year <= 2100:
            raise entry.wrong(f"year is {year}", "write the year of publication", "year")
        made.append(Guideline(
            entry.text("id"), entry.text("body"), year, entry.text("title"), entry.text("population"),
            entry.one_of("position", ("for", "against", "none")), entry.text("statement"),
            entry.texts("claims"), entry.text("source"), entry.line,
        ))  # fmt: skip
    return tuple(made)


def load_literature(path: Path, claim_ids: frozenset[str]) -> tuple[LiteratureNote, ...]:
    """What the literature says on claims; none where there is no such file. Raises QueriesError."""
    made: list[LiteratureNote] = []
    for entry in entries(path, "note"):
        entry.only(("claims", "says", "source", "expects"))
        named = entry.texts("claims")
        for claim_id in named:
            if claim_id not in claim_ids:
                raise entry.wrong(
                    f"claims names {claim_id!r}, which is no claim", "mend its name", "claims"
                )
        for word in entry.texts("expects"):
            if word not in VERDICTS:
                raise entry.wrong(f"expects names {word!r}, which is no verdict",
                                  f"use one of {', '.join(VERDICTS)}", "expects")  # fmt: skip
        made.append(LiteratureNote(
            named, entry.text("says"), entry.text("source"), entry.texts("expects"), entry.line
        ))  # fmt: skip
    return tuple(made)


def _require_new(entry: Entry, seen: Collection[str]) -> None:
    if entry.text("id") in seen:
        raise entry.wrong(
            f"there is a second {entry.text('id')!r}", "give each an id of its own", "id"
        )
