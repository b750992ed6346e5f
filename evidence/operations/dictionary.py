"""The data dictionary of a `queries/` folder, written from the comments it carries."""

from __future__ import annotations

import tempfile
from pathlib import Path

from evidence.database import Building
from evidence.publish.dictionary import dictionary_markdown
from evidence.schema import load_schema, schema_version
from evidence.snapshots import write_whole

FILE = "DICTIONARY.md"


def dictionary_of(queries_dir: Path) -> str:
    """The dictionary as Markdown, from an empty database of these tables and views.

    Raises QueriesError for a mistake in `queries/schema` or `CHANGELOG.md`.
    """
    with tempfile.TemporaryDirectory() as folder:
        db = Building(Path(folder) / "empty.duckdb", load_schema(queries_dir / "schema"), queries_dir)
        try:
            db.create_views(queries_dir / "views")
            rows = db.query("SELECT * FROM dictionary").dicts()
        finally:
            db.close()
    return dictionary_markdown(rows, schema_version(queries_dir))


def write_dictionary(queries_dir: Path) -> Path:
    """Write `DICTIONARY.md` anew; the file."""
    path = queries_dir / FILE
    write_whole(path, dictionary_of(queries_dir).encode())
    return path


def is_dictionary_stale(queries_dir: Path) -> bool:
    """Whether `DICTIONARY.md` is missing, or not what the comments give now."""
    path = queries_dir / FILE
    return not path.exists() or path.read_text(encoding="utf-8") != dictionary_of(queries_dir)
