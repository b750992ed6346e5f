"""Arrow tables of a stretch of records: raw values shaped, keyed, rejected where bad."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.schema import Table
from evidence.sources.pubmed.arrays import booleans, numbers, strings
from evidence.sources.pubmed.fingerprint import fingerprints
from evidence.sources.pubmed.people import shape_people
from evidence.sources.pubmed.raw import Raw
from evidence.sources.pubmed.rows import PARSED_TABLES, parsed_schema
from evidence.sources.pubmed.shape_annotations import book_details, shape_annotations
from evidence.sources.pubmed.shape_lists import shape_lists
from evidence.sources.pubmed.shape_record import record_columns
from evidence.sources.pubmed.shaped import Shaped, constant
from evidence.sources.pubmed.stretches import Stretch


class Layout:
    """The schemas of what is parsed, by table."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self.schemas = {name: parsed_schema(tables[name]) for name in PARSED_TABLES}
        self._empty = {
            name: self.table(name, [pa.nulls(0, field.type) for field in schema])
            for name, schema in self.schemas.items()
        }

    def table(self, name: str, columns: list[Any]) -> Any:
        """A table of ready columns."""
        return pa.Table.from_arrays(columns, schema=self.schemas[name])

    def empty(self) -> dict[str, Any]:
        """Every table without rows."""
        return dict(self._empty)

    def deletes(self, deleted: list[tuple[int, int | None]]) -> dict[str, Any]:
        """Tables that hold nothing but deleted PMIDs."""
        pmids = np.array([pmid for pmid, _ in deleted], np.int64)
        versions = np.array([version or 0 for _, version in deleted], np.int64)
        stated = np.array([version is not None for _, version in deleted], bool)
        columns = [numbers(pmids, pa.int64()), numbers(versions, pa.int16(), stated)]
        return self.empty() | {"delete_citation": self.table("delete_citation", columns)}


def tables_of(stretch: Stretch, raw: Mapping[str, Raw], layout: Layout) -> dict[str, Any]:
    """Every table for the records of a stretch, keyed by their number in the batch."""
    n = stretch.n_records
    shaped = Shaped(raw, n)
    is_book = np.full(n, stretch.kind == "books")
    columns = record_columns(shaped, is_book)
    shape_people(shaped)
    shape_lists(shaped)
    columns["publisher"], columns["book_detail"] = (strings(v) for v in book_details(shaped))
    shape_annotations(shaped)
    columns |= _keys(shaped, columns)
    columns["record_no"] = numbers(np.arange(n) + stretch.first_no, pa.int32())
    columns["source_format"], columns["is_book"] = constant("pubmed-xml", n), booleans(is_book)
    columns["content_hash"] = _hashes(shaped, columns)
    is_kept = np.array([place not in shaped.rejected for place in range(n)], bool)
    made = layout.empty()
    record = layout.table("record", [columns[name] for name in layout.schemas["record"].names])
    made["record"] = record if is_kept.all() else record.filter(booleans(is_kept))
    for name, values in shaped.columns.items():
        places = shaped.records[name]
        keyed = [numbers(places + stretch.first_no, pa.int32()), *values]
        table = layout.table(name, keyed)
        made[name] = table if is_kept.all() else table.filter(booleans(is_kept[places]))
    if shaped.rejected:
        made["rejected_record"] = _rejected(stretch, shaped, columns, layout)
    return made


def _hashes(shaped: Shaped, columns: Mapping[str, Any]) -> Any:
    """Content hashes, over the record's own columns and all that hangs on it."""
    own = [columns[name] for name in sorted(columns) if name != "record_no"]
    held = {name: (shaped.records[name], values) for name, values in shaped.columns.items()}
    held["record"] = np.arange(shaped.n_records), own
    return strings(fingerprints(held, shaped.n_records))


def _keys(shaped: Shaped, columns: Mapping[str, Any]) -> dict[str, Any]:
    """The record's key: pmid:N, else doi:…, else record:N where the source's own number is all."""
    citation, n = shaped.raw["citation"], shaped.n_records
    texts = citation.one("PMID", n).to_pylist()
    is_there = citation.first("PMID/@Version", n) >= 0
    owners, dois = columns["owner"].to_pylist(), columns["doi"].to_pylist()
    has_citation: Any = np.zeros(n, bool)
    has_citation[citation.record] = True
    pmids: list[int | None] = [None] * n
    own_numbers: list[str | None] = [None] * n
    keys: list[str | None] = [None] * n
    for place, text in enumerate(texts):
        is_number = text is not None and len(text) <= 9 and text.isascii() and text.isdigit()
        if not has_citation[place]:
            shaped.rejected[place] = "it has no MedlineCitation or BookDocument"
        elif (text is not None or is_there[place]) and not (is_number and int(text or 0) > 0):
            shaped.rejected[place] = f"its PMID is {text or ''!r}"
        elif owners[place] == "NOTNLM":  # a number that is not PubMed's
            own_numbers[place] = text
            keys[place] = f"doi:{dois[place]}" if dois[place] else text and f"record:{text}"
        else:
            pmids[place] = int(text) if text else None
            keys[place] = f"pmid:{pmids[place]}" if text else f"doi:{dois[place]}"
        if place not in shaped.rejected and keys[place] is None:
            shaped.rejected[place] = "it has neither a PMID nor a DOI"
    valid = np.array([pmid is not None for pmid in pmids], bool)
    return {
        "pmid": numbers(np.array([pmid or 0 for pmid in pmids], np.int64), pa.int64(), valid),
        "source_record_no": strings(own_numbers), "report_id": strings(keys),
    }  # fmt: skip


def _rejected(stretch: Stretch, shaped: Shaped, columns: Mapping[str, Any], layout: Layout) -> Any:
    places: Any = np.array(sorted(shaped.rejected), np.int64)
    lines = stretch.lines()
    pmids = pc.take(columns["pmid"], numbers(places, pa.int32()))
    return layout.table("rejected_record", [
        numbers(places + stretch.first_no, pa.int32()), pmids,
        strings([shaped.rejected[p] for p in places.tolist()]),
        strings([f"line {lines[p]}" if p < len(lines) else None for p in places.tolist()]),
    ])  # fmt: skip

