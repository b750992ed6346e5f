"""Rows of the parsed tables, collected by record and turned into Arrow by the schema."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from evidence.schema import Table
from evidence.sources.pubmed.arrays import of_type

# Columns that only the load can fill.
_FILLED_LATER = frozenset({"batch_sha256", "status", "file_no"})
PARSED_TABLES = (
    "record", "rejected_record", "delete_citation", "section", "other_abstract", "author",
    "affiliation", "investigator", "mesh_heading", "mesh_qualifier", "chemical",
    "publication_type", "keyword", "grant_award", "databank_accession", "comment_correction",
    "article_id", "cited_reference", "cited_reference_id", "history_date", "language",
    "annotation", "inline_markup",
)  # fmt: skip
_OWN_KEY = frozenset({"record", "rejected_record", "delete_citation"})


def parsed_schema(table: Table) -> pa.Schema:
    """What a parser fills of a table: children are keyed by `record_no`."""
    own = table.name in _OWN_KEY
    if not own:
        return table.parsed_schema
    return pa.schema([field for field in table.arrow_schema if field.name not in _FILLED_LATER])


class Rows:
    """Rows of all tables for a stretch of records.

    A record's child rows are tuples in the order of the table's columns, without
    the key; `record_no` is kept beside them, so that a record's content can be
    hashed apart from its place in the batch.
    """

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._schemas = {name: parsed_schema(tables[name]) for name in PARSED_TABLES}
        self._rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in PARSED_TABLES}
        self._nos: dict[str, list[int]] = {name: [] for name in PARSED_TABLES}
        self._children: dict[str, list[tuple[Any, ...]]] = {}

    def start(self) -> None:
        """Begin a record."""
        self._children = {}

    def add(self, table: str, row: tuple[Any, ...]) -> None:
        """A child row of the record that was begun."""
        held = self._children.get(table)
        if held is None:
            self._children[table] = [row]
        else:
            held.append(row)

    def finish(self, record_no: int, record: dict[str, Any]) -> None:
        """Keep the record that was begun; sets its `content_hash`."""
        content = repr((sorted(record.items()), sorted(self._children.items())))
        record["content_hash"] = hashlib.blake2b(content.encode(), digest_size=16).hexdigest()
        record["record_no"] = record_no
        self._rows["record"].append(tuple(map(record.get, self._schemas["record"].names)))
        for table, rows in self._children.items():
            self._rows[table] += rows
            self._nos[table] += [record_no] * len(rows)

    def reject(self, record_no: int, pmid: int | None, reason: str, position: str | None) -> None:
        """Name a record that could not be taken in."""
        self._rows["rejected_record"].append((record_no, pmid, reason, position))

    def __len__(self) -> int:
        return len(self._rows["record"])

    def tables(self) -> dict[str, pa.Table]:
        """Every table, empty ones included; then the rows are let go."""
        made = {name: self._table(name) for name in PARSED_TABLES}
        for name in PARSED_TABLES:
            self._rows[name], self._nos[name] = [], []
        return made

    def _table(self, name: str) -> pa.Table:
        schema, rows = self._schemas[name], self._rows[name]
        if not rows:
            return schema.empty_table()
        columns = list(zip(*rows, strict=True))
        if name not in _OWN_KEY:
            columns.insert(0, tuple(self._nos[name]))
        arrays = [of_type(c, f.type) for c, f in zip(columns, schema, strict=True)]
        return pa.Table.from_arrays(arrays, schema=schema)
