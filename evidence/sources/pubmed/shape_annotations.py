"""Smaller lists, books' own parts, and what has no place of its own, from raw tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from evidence.sources.pubmed.arrays import numbers, strings
from evidence.sources.pubmed.raw import Raw, counted
from evidence.sources.pubmed.shape_lists import attribute_of_list
from evidence.sources.pubmed.shaped import Shaped

# Fields a record has once: a second one is kept as unplaced.
_SINGLE = {
    "citation": ("PMID", "CoiStatement", "NumberOfReferences", "MedlineJournalInfo/MedlineTA",
                 "DateRevised/Year", "DateCompleted/Year", "DateCreated/Year"),
    "article": ("ArticleTitle", "VernacularTitle", "Journal/ISSN", "Journal/Title", "Journal/ISOAbbreviation",
                "Journal/JournalIssue/Volume", "Journal/JournalIssue/Issue", "Pagination/MedlinePgn",
                "Pagination/StartPage"),
    "abstract": ("CopyrightInformation",),
    "data": ("PublicationStatus",),
    "book": ("BookTitle", "Volume"),
}  # fmt: skip
Note = tuple[int, str, str, str | None]


def shape_annotations(shaped: Shaped) -> None:
    """Fill `annotation` and `inline_markup`."""
    notes = [*_lists(shaped), *_bare_titles(shaped), *_book_sections(shaped), *_items(shaped), *_objects(shaped),
             *_bare_labels(shaped), *_unplaced(shaped)]  # fmt: skip
    notes.sort(key=lambda note: note[0])
    records = np.array([note[0] for note in notes], np.int64)
    shaped.put("annotation", records, [
        numbers(counted(records), pa.int32()), strings([n[1] for n in notes]),
        strings([n[2] for n in notes]), strings([n[3] for n in notes]),
    ])  # fmt: skip
    shaped.markup.sort(key=lambda held: held[0])
    records = np.array([held[0] for held in shaped.markup], np.int64)
    shaped.put("inline_markup", records, [
        numbers(counted(records), pa.int32()), strings([held[1] for held in shaped.markup]),
        numbers(np.array([held[2] for held in shaped.markup], np.int64), pa.int32()),
        strings([held[3] for held in shaped.markup]),
    ])  # fmt: skip


def book_details(shaped: Shaped) -> tuple[list[str | None], list[str | None]]:
    """By record: (publisher, the other parts of Book as a JSON object)."""
    raw = shaped.raw["book"]
    publishers: list[str | None] = [None] * shaped.n_records
    details: list[dict[str, list[str]]] = [{} for _ in publishers]
    for row in range(len(raw)):
        held = {name: v.as_py() for name, array in raw.fields.items() if (v := array[row]).is_valid}
        record = int(raw.record[row])
        names = [held.pop(f"Publisher/{p}", None) for p in ("PublisherName", "PublisherLocation")]
        publishers[record] = publishers[record] or ", ".join(n for n in names if n) or None
        for element in ("BookTitle", "Volume", "PubDate"):
            for name in [n for n in held if n.split("/")[0] == element and "@" not in n]:
                held.pop(name)
        for element in ("BeginningDate", "EndingDate"):
            parts = [held.pop(n) for n in list(held) if n.startswith(f"{element}/")]
            if parts:
                held[element] = " ".join(parts)
        for name, value in held.items():
            details[record].setdefault(name.replace("/@", "@"), []).append(value)
    return publishers, [json.dumps(d, ensure_ascii=False, sort_keys=True) if d else None for d in details]


def _values(raw: Raw, *names: str) -> Iterator[tuple[int, list[Any]]]:
    """(record, values) of each row that holds the first of `names`."""
    rows = raw.rows(names[0])
    columns = [raw.take(name, rows).to_pylist() for name in names]
    for record, *values in zip(raw.record[rows].tolist(), *columns, strict=True):
        yield record, values


def _lists(shaped: Shaped) -> Iterator[Note]:
    citation = shaped.raw["citation"]
    for kind, name in (("citation_subset", "CitationSubset"), ("space_flight_mission", "SpaceFlightMission")):
        yield from ((record, kind, value, None) for record, (value,) in _values(citation, name))
    for record, (value, owner) in _values(citation, "GeneralNote", "GeneralNote/@Owner"):
        yield record, "general_note", value, owner
    for record, (value, kind) in _values(citation, "LocationLabel", "LocationLabel/@Type"):
        yield record, "location_label", value, kind
    for record, (value,) in _values(shaped.raw["gene_symbol"], "GeneSymbol"):
        yield record, "gene_symbol", value, None


def _book_sections(shaped: Shaped) -> Iterator[Note]:
    title, label = "Section/SectionTitle", "Section/LocationLabel"
    names = {"label": label, "type": f"{label}/@Type",
             **{k: f"{title}/@{k}" for k in ("book", "part", "sec")}}  # fmt: skip
    raw = shaped.raw["section_title"]
    for record, (value, *held) in _values(raw, title, *names.values()):
        detail = {name: v for name, v in zip(names, held, strict=True) if v}
        yield record, "book_section", value, json.dumps(detail, ensure_ascii=False) if detail else None


def _items(shaped: Shaped) -> Iterator[Note]:
    raw = shaped.raw["item"]
    kinds = attribute_of_list(raw, "At/@ListType", raw.rows("Item")).to_pylist()
    for (record, (value,)), kind in zip(_values(raw, "Item"), kinds, strict=True):
        yield record, "item", value, kind


def _objects(shaped: Shaped) -> Iterator[Note]:
    """Each Object with its parameters as name=value."""
    raw = shaped.raw["object"]
    parents, held = raw.parents(), raw.rows("Param")
    kinds = attribute_of_list(raw, "At/@Type", held).to_pylist()
    found: dict[int, tuple[int, list[str], str | None]] = {}
    rows = zip(parents[held].tolist(), _values(raw, "Param", "Param/@Name"), kinds, strict=True)
    for owner, (record, (value, name)), kind in rows:
        found.setdefault(owner, (record, [], kind))[1].append(f"{name or ''}={value}")
    yield from ((record, "object", " ".join(values), kind) for record, values, kind in found.values())


def _bare_labels(shaped: Shaped) -> Iterator[Note]:
    """A section of an abstract that is a label and nothing else, as LEVEL OF EVIDENCE: 4."""
    for table in ("abstract", "other_abstract"):
        raw = shaped.raw[table]
        rows = np.setdiff1d(raw.rows("AbstractText/@Label"), raw.rows("AbstractText"))
        labels = raw.take("AbstractText/@Label", rows).to_pylist()
        categories = raw.take("AbstractText/@NlmCategory", rows).to_pylist()
        for record, label, category in zip(raw.record[rows].tolist(), labels, categories, strict=True):
            yield record, "section_label", label, category


def _bare_titles(shaped: Shaped) -> Iterator[Note]:
    """A title over other lists of references, and an owner of keywords without keywords."""
    raw = shaped.raw["reference"]
    titled, cited = raw.rows("Title"), raw.rows("Reference/Citation")
    following: Any = np.append(titled[1:], len(raw))
    is_bare = np.searchsorted(cited, titled) == np.searchsorted(cited, following)
    titles = raw.take("Title", titled[is_bare]).to_pylist()
    for record, title in zip(raw.record[titled[is_bare]].tolist(), titles, strict=True):
        yield record, "reference_heading", title, None
    raw = shaped.raw["keyword"]
    owned, lists = raw.rows("At/@Owner"), raw.parents()
    rows = owned[~np.isin(lists[owned], lists[raw.rows("Keyword")])]
    for record, owner in zip(raw.record[rows].tolist(), raw.take("At/@Owner", rows).to_pylist(), strict=True):
        yield record, "keyword_owner", owner, None


def _unplaced(shaped: Shaped) -> Iterator[Note]:
    if "unplaced" in shaped.raw:
        for record, (value, path) in _values(shaped.raw["unplaced"], "value", "path"):
            yield record, "unplaced", value, path
    for table, names in _SINGLE.items():
        raw = shaped.raw[table]
        for name in names:
            rows = raw.rows(name)
            if len(rows) > 1:
                again = rows[1:][raw.record[rows[1:]] == raw.record[rows[:-1]]]
                values = raw.take(name, again).to_pylist()
                found = zip(raw.record[again].tolist(), values, strict=True)
                yield from ((record, "unplaced", value, name) for record, value in found)
