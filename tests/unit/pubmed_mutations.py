"""Damage done to PubMed XML, and what must hold of reading it all the same."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from lxml import etree

from evidence.errors import SourceError
from evidence.schema import load_schema
from evidence.sources.pubmed import compiled, parse, tables
from evidence.sources.pubmed.parse import parse_pubmed_xml
from evidence.sources.pubmed.stretches import Stretch
from evidence.sources.pubmed.walked import parsed_stretch, read_walked

SCHEMA = load_schema(Path(__file__).parents[2] / "queries" / "schema")
LAYOUT = tables.Layout(SCHEMA)
_PIECES = [
    b"", b"\xff", b"<", b">", b"&", b"&#0;", b"&nbsp;", b"0000", b"13", "²".encode(), b"<PMID/>", b"9" * 30,
    b"</PubmedArticle>", b"<PubmedArticle>", b"<!-- -->", b"<![CDATA[<i>]]>", b"<?x?>", b"<i>", b"</i>", b"\x01",
    b"<sup>2</sup>", b"<Unknown>u</Unknown>", b'"', b"'", b' Q="1"', b"\xc2\xa0", b"\n", b"]]>",
    b"<ReferenceList>", b"</ReferenceList>", b"<Author><LastName>A</LastName></Author>", b"<Title>T</Title>",
]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, whole: bytes, most: int = 4) -> bytes:
    """`whole` with up to `most` pieces cut out, put in or moved."""
    raw = bytearray(whole)
    for _ in range(draw(st.integers(1, most))):
        place = draw(st.integers(0, len(raw)))
        cut = draw(st.sampled_from([0, 0, 1, 2, 8, 60, 400]))
        if draw(st.booleans()):
            raw[place : place + cut] = draw(st.sampled_from(_PIECES))
        else:
            start = draw(st.integers(0, len(raw)))
            raw[place:place] = raw[start : start + cut]
    return bytes(raw)


def read_or_refused(data: bytes) -> dict[str, list[dict[str, Any]]] | str:
    """Rows by table, or the one line that says why not."""
    rows: dict[str, list[dict[str, Any]]] = {}
    try:
        for made in parse_pubmed_xml(io.BytesIO(data), SCHEMA, "made.xml"):
            for name, table in made.items():
                table.validate(full=True)
                rows.setdefault(name, []).extend(table.to_pylist())
    except SourceError as error:
        line = str(error)
    else:
        return rows
    assert "\n" not in line
    assert line.startswith("made.xml")
    return line


def check(data: bytes) -> bool:
    """Whether it was read; fails where records vanish or the two readers do not agree."""
    rows = read_or_refused(data)
    if isinstance(rows, str):
        return False
    root = _parsed(data)
    is_single = root.tag in ("PubmedArticle", "PubmedBookArticle")
    n_there = 1 if is_single else sum(e.tag in ("PubmedArticle", "PubmedBookArticle") for e in root)
    numbers = [r["record_no"] for r in (*rows["record"], *rows["rejected_record"])]
    assert sorted(numbers) == list(range(n_there)), (numbers, n_there)
    return True


def _parsed(data: bytes) -> Any:
    """The root by lxml, which is strict: what was read must be well-formed."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def agree(stretch: bytes) -> bool:
    """Whether the compiled reader took it; fails where the walk reads something else."""
    fast = compiled.read_compiled(stretch)
    if fast is None:
        return False
    n = stretch.count(b"</PubmedArticle>")
    part = Stretch("articles", stretch, 0, 1, "made", n)
    one = tables.tables_of(part, fast, LAYOUT)
    two = tables.tables_of(part, read_walked(parsed_stretch(stretch)), LAYOUT)
    for name in one:
        assert one[name].to_pylist() == two[name].to_pylist(), name
    return True


__all__ = ["SCHEMA", "agree", "check", "damaged", "parse", "read_or_refused"]
