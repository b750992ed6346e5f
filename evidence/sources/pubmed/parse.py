"""PubMed XML to typed columns: bytes in, Arrow tables out, in a stream.

Entities are never resolved and nothing is ever fetched. A record that cannot be
taken in becomes a `rejected_record` row and the rest of the batch lives; a batch
that is not PubMed XML, or is cut off, raises SourceError in one clear line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

import pyarrow as pa
from lxml import etree

from evidence.errors import SourceError
from evidence.schema import Table
from evidence.sources.pubmed.article import BadRecordError, read_article, read_book_article
from evidence.sources.pubmed.lists import whole_number
from evidence.sources.pubmed.rows import Rows

PARSER_VERSION = "2"
CHUNK_RECORDS = 2_000
_ROOTS = ("PubmedArticleSet", "PubmedBookArticleSet", "PubmedArticle", "PubmedBookArticle")
_READERS: dict[str, Callable[[Any, Rows, dict[str, Any]], None]] = {
    "PubmedArticle": read_article,
    "PubmedBookArticle": read_book_article,
}


def parse_pubmed_xml(
    source: BinaryIO, tables: Mapping[str, Table], origin: str
) -> Iterator[dict[str, pa.Table]]:
    """Tables of CHUNK_RECORDS records at a time, keyed by `record_no` from 0.

    `source` is a stream of uncompressed bytes, `tables` the schema, `origin` the
    name used in messages. Memory stays flat whatever the size. Raises SourceError
    for what is not whole, well-formed PubMed XML.
    """
    rows = Rows(tables)
    record_no = 0
    context = etree.iterparse(
        source, events=("end",), tag=(*_READERS, "DeleteCitation"), resolve_entities=False,
        no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        for _, element in context:
            if record_no == 0:
                _refuse_entities(element, origin)
            if element.tag == "DeleteCitation":
                _read_deletes(element, rows)
            else:
                _read_record(element, record_no, rows)
                record_no += 1
            _let_go(element)
            if len(rows) >= CHUNK_RECORDS:
                yield rows.tables()
    except etree.XMLSyntaxError as error:
        raise SourceError(_syntax_line(origin, error, record_no)) from error
    except (EOFError, OSError) as error:
        raise SourceError(
            f"{origin} is cut off or damaged after record {record_no}: {error}. Mend: fetch it again"
        ) from error
    _require_root(context, origin)
    yield rows.tables()


def _read_record(element: Any, record_no: int, rows: Rows) -> None:
    record: dict[str, Any] = {}
    try:
        _READERS[element.tag](element, rows, record)
    except BadRecordError as error:
        rows.reject(record_no, record.get("pmid"), str(error), f"line {element.sourceline}")
        return
    rows.finish(record_no, record)


def _read_deletes(element: Any, rows: Rows) -> None:
    for pmid in element.iterfind("PMID"):
        number = whole_number(pmid.text)
        if number is not None:
            rows.delete(number, whole_number(pmid.get("Version"), 3))


def _let_go(element: Any) -> None:
    """Free an element and all before it."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _refuse_entities(element: Any, origin: str) -> None:
    dtd = element.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise SourceError(
            f"{origin} declares entities of its own, which PubMed never does. Mend: fetch it again"
        )


def _require_root(context: Any, origin: str) -> None:
    root = context.root
    if root is None or root.tag not in _ROOTS:
        name = "nothing" if root is None else f"<{root.tag}>"
        raise SourceError(f"{origin} is not PubMed XML: its root is {name}. Mend: fetch it again")


def _syntax_line(origin: str, error: Any, record_no: int) -> str:
    if (
        error.msg is None
        or "Document is empty" in str(error.msg)
        or "no element found" in str(error.msg)
    ):
        return f"{origin} is empty. Mend: fetch it again"
    return (
        f"{origin}:{error.lineno or 0}: not well-formed XML after record {record_no}: {error.msg}. "
        "Mend: fetch it again"
    )
