"""The job of parsing one raw batch, in any process.

It stands apart from the pipeline so that a worker loads the readers and nothing else:
neither DuckDB nor the extractors, which would take more memory than the parsing. Its result
is a folder named by what went in; a folder that exists is complete.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evidence.schema import load_schema
from evidence.sources.pubmed.store import PARSER_VERSION, parse_to_parquet


@dataclass(frozen=True, slots=True)
class ParseJob:
    """All that is needed to parse one batch in any process.

    `folder` is the batch's own within `parsed/`; `origin` is what messages name.
    """

    raw_path: Path
    format: str
    folder: Path
    schema_dir: Path
    origin: str


def parse_batch(job: ParseJob) -> Path:
    """Parse one batch unless that is done already; where. Raises SourceError naming its origin."""
    parsed, tables = parsed_folder(job.folder), load_schema(job.schema_dir)
    if not parsed.is_dir():
        fill_whole(
            parsed, lambda out: parse_to_parquet(job.raw_path, job.format, out, tables, job.origin)
        )
    return parsed


def parsed_folder(folder: Path) -> Path:
    """Where a batch's parsed tables are, when they are there, within the batch's `folder`."""
    return folder / f"parsed-{PARSER_VERSION}"


def fill_whole(target: Path, fill: Callable[[Path], None]) -> None:
    """Fill a new folder and give it its name only when it is complete."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(dir=target.parent, prefix=".part-"))
    try:
        fill(partial)
        with contextlib.suppress(OSError):  # a twin of the batch, read at the same time, was first
            partial.replace(target)
        if not target.is_dir():
            partial.replace(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
