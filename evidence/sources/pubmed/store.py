"""At the edge: a raw batch on disk to Parquet files, one a table."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from isal import igzip

from evidence.schema import Table
from evidence.sources.pubmed.nbib import parse_nbib
from evidence.sources.pubmed.parse import PARSER_VERSION, parse_pubmed_xml

__all__ = ["PARSER_VERSION", "parse_to_parquet"]


def parse_to_parquet(
    raw: Path, form: str, out: Path, tables: Mapping[str, Table], origin: str | None = None
) -> None:
    """Parse a gzipped raw batch into `out/<table>.parquet`. Raises SourceError naming `origin`."""
    writers: dict[str, Any] = {}
    try:
        for chunk in _chunks(raw, form, tables, origin or raw.name):
            for name, table in chunk.items():
                if name not in writers:
                    writers[name] = pq.ParquetWriter(
                        out / f"{name}.parquet",
                        table.schema,
                        compression="zstd",
                        compression_level=1,
                    )
                if table.num_rows:
                    writers[name].write_table(table)
    finally:
        for writer in writers.values():
            writer.close()


def _chunks(
    raw: Path, form: str, tables: Mapping[str, Table], origin: str
) -> Iterator[dict[str, pa.Table]]:
    with igzip.open(raw, "rb") as stream:
        if form == "nbib":
            text = io.TextIOWrapper(stream, encoding="utf-8")
            yield from parse_nbib(text, tables, origin)
        else:
            yield from parse_pubmed_xml(stream, tables, origin)
