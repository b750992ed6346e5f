"""The definition of the data, read from `queries/schema/*.sql`.

A column is defined once, in SQL. From that one definition come the tables, the
Arrow schemas the parsers fill, and the data dictionary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from evidence.errors import QueriesError

_ARROW = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "SMALLINT": pa.int16(),
    "BIGINT": pa.int64(),
    "BOOLEAN": pa.bool_(),
    "DOUBLE": pa.float64(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "VARCHAR[]": pa.list_(pa.string()),
    "BIGINT[]": pa.list_(pa.int64()),
}
_CREATE = re.compile(r"^CREATE TABLE (\w+) \($", re.M)
_COLUMN = re.compile(r"^\s+\"?(\w+)\"?\s+([A-Z]+(?:\[\])?)(?![\w\[])(.*)$")
_CONSTRAINT = re.compile(r"^\s+(PRIMARY KEY|CHECK|UNIQUE|FOREIGN KEY|CONSTRAINT)\b")
_COMMENT = re.compile(r"^COMMENT ON (TABLE|COLUMN) ([^ ]+) IS '((?:[^']|'')*)';", re.M)
_VERSION = re.compile(r"^## (\d+\.\d+)\b", re.M)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its SQL type, whether NULL is allowed, and what it means."""

    name: str
    sql_type: str
    is_nullable: bool
    comment: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table as its file defines it; `sql` is the whole text of the file."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    sql: str
    path: Path

    @property
    def arrow_schema(self) -> pa.Schema:
        """The Arrow schema with the same names, types and nullability."""
        return pa.schema(
            [pa.field(c.name, _ARROW[c.sql_type], nullable=c.is_nullable) for c in self.columns]
        )

    @property
    def parsed_schema(self) -> pa.Schema:
        """The schema a parser fills: `record_no` stands in the place of `report_id`.

        A parser knows a record only by its place in the batch; the load joins it
        to the report it became.
        """
        fields = []
        for field in self.arrow_schema:
            if field.name == "report_id":
                field = pa.field("record_no", pa.int32(), nullable=False)
            fields.append(field)
        return pa.schema(fields)


def table_from_sql(sql: str, path: Path) -> Table:
    """The table a schema file defines. Raises QueriesError where it is not understood."""
    created = _CREATE.search(sql)
    if created is None:
        raise QueriesError(path, 1, "no line reads CREATE TABLE name (", "define one table a file")
    comments = {
        name.replace('"', ""): text.replace("''", "'") for _, name, text in _COMMENT.findall(sql)
    }
    table, columns = created[1], []
    first_line = sql[: created.end()].count("\n") + 2
    for line_no, line in enumerate(sql[created.end() + 1 :].split("\n"), first_line):
        if line.startswith(")"):
            break
        if not line.strip() or line.lstrip().startswith("--") or _CONSTRAINT.match(line):
            continue
        found = _COLUMN.match(line)
        if found is None or found[2] not in _ARROW:
            if line.startswith("     "):  # the continuation of a constraint
                continue
            raise QueriesError(path, line_no, f"column not understood: {line.strip()!r}",
                               f"write it as `name TYPE [NOT NULL],` with a type of {', '.join(_ARROW)}")  # fmt: skip # noqa: E501
        comment = comments.get(f"{table}.{found[1]}")
        if comment is None:
            raise QueriesError(path, line_no, f"column {table}.{found[1]} has no comment",
                               f"add COMMENT ON COLUMN {table}.{found[1]} IS '…';")  # fmt: skip
        columns.append(Column(found[1], found[2], "NOT NULL" not in found[3], comment))
    return Table(table, comments.get(table, ""), tuple(columns), sql, path)


def schema_version(queries_dir: Path) -> str:
    """The version of the published tables and views: the newest heading of `CHANGELOG.md`.

    Raises QueriesError where the file is missing or names none.
    """
    path = queries_dir / "CHANGELOG.md"
    found = _VERSION.search(path.read_text(encoding="utf-8")) if path.exists() else None
    if found is None:
        raise QueriesError(path, 1, "no heading names the version of the schema",
                           "write the newest change under a heading like `## 1.0 (2026-11-24)`")  # fmt: skip
    return found[1]


@lru_cache(maxsize=8)
def load_schema(schema_dir: Path) -> dict[str, Table]:
    """Table name to table, in the order of the file names in `schema_dir`.

    Raises QueriesError for a missing folder, a file that does not define exactly
    one table, or a column without a comment.
    """
    paths = sorted(schema_dir.glob("*.sql"))
    if not paths:
        raise QueriesError(schema_dir, 1, "the folder holds no schema files",
                           "point EVIDENCE_QUERIES_DIR at a queries folder")  # fmt: skip
    tables = (table_from_sql(path.read_text(encoding="utf-8"), path) for path in paths)
    return {table.name: table for table in tables}
