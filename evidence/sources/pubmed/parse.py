"""PubMed XML to typed columns: bytes in, Arrow tables out, in a stream.

Entities are never resolved and nothing is ever fetched. A record that cannot be
taken in becomes a `rejected_record` row and the rest of the batch lives; a batch
that is not PubMed XML, or is cut off, raises SourceError in one clear line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import pyarrow as pa
from lxml import etree

from evidence.errors import SourceError
from evidence.schema import Table
from evidence.sources.pubmed.compiled import IS_COMPILED, read_compiled
from evidence.sources.pubmed.raw import Raw
from evidence.sources.pubmed.stretches import Stretch, parsed_deletes, stretches
from evidence.sources.pubmed.tables import Layout, tables_of
from evidence.sources.pubmed.walked import UnknownElementError, parsed_stretch, read_walked

PARSER_VERSION = "4"
# A declined stretch is halved until this few records are left to be walked.
_WALKED_RECORDS = 32


def parse_pubmed_xml(
    source: BinaryIO, tables: Mapping[str, Table], origin: str
) -> Iterator[dict[str, pa.Table]]:
    """Tables of a stretch of records at a time, keyed by `record_no` from 0.

    `source` is a stream of uncompressed bytes, `tables` the schema, `origin` the
    name used in messages. Memory stays flat whatever the size. Raises SourceError
    for what is not whole, well-formed PubMed XML.
    """
    layout = Layout(tables)
    yielded = False
    for stretch in stretches(source, origin):
        if stretch.kind == "deletes":
            yield layout.deletes(parsed_deletes(stretch))
        else:
            for part, raw in _read(stretch):
                yield tables_of(part, raw, layout)
        yielded = True
    if not yielded:
        yield layout.deletes([])


def _read(stretch: Stretch) -> Iterator[tuple[Stretch, dict[str, Raw]]]:
    """The raw tables of a stretch; of its parts, where only some can be read fast."""
    raw = read_compiled(stretch.content, stretch.has_inner_lists) if stretch.kind == "articles" else None
    if raw is not None:
        yield stretch, raw
    elif stretch.n_records > _WALKED_RECORDS and stretch.kind == "articles" and IS_COMPILED:
        for half in stretch.halves():
            yield from _read(half)
    else:
        try:
            root: Any = parsed_stretch(stretch.content)
        except etree.XMLSyntaxError as error:
            line = stretch.first_line + (error.lineno or 1) - 1
            raise SourceError(
                f"{stretch.origin}:{line}: not well-formed XML after record {stretch.first_no}: "
                f"{error.msg}. Mend: fetch it again"
            ) from error
        try:
            yield stretch, read_walked(root)
        except UnknownElementError as error:
            line = stretch.first_line + error.line - 1
            raise SourceError(f"{stretch.origin}:{line}: {error}. Mend: fetch it again") from error
