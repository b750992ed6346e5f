"""The only importer of DuckDB: builds a database file, and opens one for readers.

A database is built in a new file by one writer, closed, and only then published;
a reader opens a published file read-only, with the outside world shut off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from evidence.errors import EvidenceError, UsageError
from evidence.schema import Table
from evidence.sql_text import literal, name_text, path_text

T = TypeVar("T")

STORAGE_VERSION = "v1.4.0"  # DuckDB 1.4 and newer can read what is published
BLOCK_SIZE = 16_384  # bytes; many small tables fill blocks of the usual 262,144 with air
RUN_TABLES = frozenset(
    {
        "snapshot",
        "arrival",
        "search_run",
        "search_hit",
        "change",
        "publication_fact",
        "skipped",
        "check_result",
    }
)


_DISK_ERRORS = (duckdb.IOException, duckdb.FatalException)


def _told(method: Callable[..., T]) -> Callable[..., T]:
    """DuckDB's trouble with a disk as one clear line."""

    @wraps(method)
    def wrapped(self: Building, *args: Any, **named: Any) -> T:
        try:
            return method(self, *args, **named)
        except _DISK_ERRORS as error:
            said = str(error).replace("\n", " ")
            why = next(
                (w for w in ("No space left on device", "Read-only file system") if w in said), said
            )
            raise EvidenceError(f"{self.path} cannot be written: {why}. Mend: check space and rights "
                                "there; the last publication stands") from error  # fmt: skip

    return wrapped


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query: column names and rows, in order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def dicts(self) -> list[dict[str, Any]]:
        """One mapping a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Building:
    """A database under construction, in one file, by this process alone."""

    @_told
    def __init__(
        self, path: Path, tables: Mapping[str, Table], sql_dir: Path, *, is_new: bool = True
    ) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path, self.tables, self._sql_dir = path, tables, sql_dir
        self._con = duckdb.connect()
        self._con.execute(
            f"ATTACH '{path_text(path)}' AS built "
            f"(STORAGE_VERSION '{STORAGE_VERSION}', BLOCK_SIZE {BLOCK_SIZE})"
        )
        self._con.execute("USE built")
        self._con.execute("SET threads = 2")
        self._con.execute("SET preserve_insertion_order = true")
        for table in tables.values() if is_new else ():
            self._con.execute(table.sql)

    @classmethod
    def reopened(cls, path: Path, tables: Mapping[str, Table], sql_dir: Path) -> Building:
        """A candidate that was built before and is not yet published."""
        return cls(path, tables, sql_dir, is_new=False)

    @_told
    def empty(self, table: str) -> None:
        """Delete every row of a table."""
        self._con.execute(f"DELETE FROM {table}")

    @_told
    def close(self) -> None:
        """Write everything to the file and let go of it."""
        self._con.execute("USE memory")
        self._con.execute("DETACH built")
        self._con.close()

    def insert_rows(self, table: str, rows: Iterable[Mapping[str, Any]]) -> int:
        """Load rows into a table by way of Arrow; how many there were.

        Raises EvidenceError naming the table and the first offending row where a
        value does not fit its column.
        """
        held = list(rows)
        if held:
            schema = self.tables[table].arrow_schema
            try:
                loaded = pa.Table.from_pylist(held, schema=schema)
            except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
                raise EvidenceError(f"table {table}: a value does not fit: {error}") from error
            self.insert_arrow(table, loaded)
        return len(held)

    @_told
    def insert_arrow(self, table: str, loaded: pa.Table) -> None:
        """Load an Arrow table into the table of that name."""
        self._con.register("incoming", loaded)
        try:
            self._con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")
        except duckdb.ConstraintException as error:
            raise EvidenceError(f"table {table}: {error}") from error
        finally:
            self._con.unregister("incoming")

    @_told
    def run(self, name: str, **values: Any) -> None:
        """Run `queries/build/<name>.sql`; `:word` in it stands for a value given here."""
        sql = (self._sql_dir / "build" / f"{name}.sql").read_text(encoding="utf-8")
        for word, value in values.items():
            sql = sql.replace(f":{word}", literal(value))
        self._con.execute(sql)

    @_told
    def load_children(self, table: str, paths: Sequence[Path]) -> None:
        """Load a child table from parsed batches, for the current version of each report."""
        columns = [f'child."{c.name}"' for c in self.tables[table].columns if c.name != "report_id"]
        self._con.execute(
            f"INSERT INTO {table} BY NAME SELECT kept.report_id, {', '.join(columns)} "
            f"FROM read_parquet({literal([str(p) for p in paths])}, filename = true) AS child "
            "JOIN current_record AS kept ON kept.record_no = child.record_no "
            "AND kept.batch_sha256 = parse_path(child.filename)[-3] "
            "ORDER BY kept.report_id"
        )

    def query(self, sql: str, **values: Any) -> Answer:
        """The answer to a query on what is built so far."""
        return _answer(self._con.execute(sql, values or None))

    def arrow(self, sql: str) -> pa.Table:
        """The answer to a query on what is built so far, as an Arrow table."""
        return self._con.sql(sql).to_arrow_table()

    @_told
    def create_views(self, views_dir: Path) -> tuple[str, ...]:
        """Create each published view; their names, in the order of their files.

        A column without a comment of its own inherits that of the same name in the
        tables and views its file lists after `-- Comments of:`, in that order.
        """
        names = []
        for path in sorted(views_dir.glob("*.sql")):
            sql = path.read_text(encoding="utf-8")
            self._con.execute(sql)
            names.append(path.stem.split("_", 1)[1] if path.stem[0].isdigit() else path.stem)
            listed = re.match(r"-- Comments of: (.+)\n", sql)
            if listed:
                self._inherit_comments(names[-1], [n.strip() for n in listed[1].split(",")])
        return tuple(names)

    def _inherit_comments(self, view: str, origins: Sequence[str]) -> None:
        missing = self._con.execute(
            """SELECT bare.column_name, first(told.comment ORDER BY list_position($origins, told.table_name))
               FROM duckdb_columns() AS bare JOIN duckdb_columns() AS told USING (column_name)
               WHERE bare.table_name = $view AND bare.comment IS NULL AND told.comment IS NOT NULL
               AND list_contains($origins, told.table_name) GROUP BY bare.column_name""",
            {"view": view, "origins": list(origins)},
        ).fetchall()
        for column, comment in missing:
            self._con.execute(f'COMMENT ON COLUMN {view}."{column}" IS {literal(comment)}')

    def offending(self, sql: str, n_shown: int) -> tuple[int, Answer]:
        """How many rows a check finds, and the first of them. Raises UsageError for wrong SQL."""
        body = sql.rstrip().rstrip(";")
        counted = f"SELECT *, count(*) OVER () FROM (\n{body}\n) LIMIT {n_shown}"
        try:
            answer = _answer(self._con.execute(counted))
        except duckdb.Error as error:
            raise UsageError(str(error)) from error
        n_rows = answer.rows[0][-1] if answer.rows else 0
        return n_rows, Answer(answer.columns[:-1], tuple(row[:-1] for row in answer.rows))

    @_told
    def export_parquet(self, folder: Path, names: Iterable[str]) -> None:
        """Write each named table or view to `folder/<name>.parquet`, rows in a fixed order."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            target = path_text(folder / f"{name}.parquet")
            self._con.execute(
                f"COPY (SELECT * FROM {name} ORDER BY ALL) TO '{target}' "
                "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 65536)"
            )


class Published:
    """A published database, open read-only with external access off.

    A query can neither write nor read any other file, nor change that.
    """

    def __init__(self, path: Path) -> None:
        if not path.exists():
            raise UsageError(f"{path} is not there. Mend: run `evidence refresh` first")
        self.path = path
        self._con = duckdb.connect(
            str(path.resolve()),
            read_only=True,
            config={"enable_external_access": "false", "lock_configuration": "true"},
        )

    def query(self, sql: str, values: Mapping[str, Any] | None = None) -> Answer:
        """The answer to one query. Raises UsageError with DuckDB's own words if it fails."""
        with _refusal():
            return _answer(self._con.execute(sql, dict(values) if values else None))

    def arrow(self, sql: str, values: Mapping[str, Any] | None = None) -> pa.Table:
        """The same as an Arrow table."""
        with _refusal():
            return self._con.sql(sql, params=dict(values) if values else None).to_arrow_table()

    def rows(self, name: str, /, **equals: Any) -> list[dict[str, Any]]:
        """Rows of a table or view by name, in a fixed order, filtered by equality.

        A list as a value means any one of its members. Raises UsageError for a name that the
        file does not hold, as that of an older schema may not.
        """
        where = " AND ".join(
            f'"{column}" IN (SELECT unnest(${column}))' if isinstance(value, list)
            else f'"{column}" = ${column}' for column, value in equals.items()
        )  # fmt: skip
        sql = f"SELECT * FROM {name_text(name)}" + (f" WHERE {where}" if where else "")
        with _refusal():
            try:
                return _answer(self._con.execute(sql, equals or None)).dicts()
            except duckdb.CatalogException as error:
                raise UsageError(f"{self.path} has no {name}. Mend: where an older program published it, "
                                 "run `evidence refresh`") from error  # fmt: skip

    def close(self) -> None:
        """Let go of the file."""
        self._con.close()


@contextmanager
def open_published(path: Path) -> Iterator[Published]:
    """A published database for reading; closed at the end."""
    published = Published(path)
    try:
        yield published
    finally:
        published.close()


@contextmanager
def _refusal() -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        raise UsageError(f"the query was refused: {error}") from error


def _answer(result: Any) -> Answer:
    columns = tuple(column[0] for column in result.description or ())
    return Answer(columns, tuple(result.fetchall()) if columns else ())
