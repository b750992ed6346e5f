"""The fast reader: xml2arrow, a compiled reader, over whole stretches of records.

It is believed only where it can be shown to have lost nothing: every element and
every attribute of the stretch must be accounted for by a value or a row. Where one
is not, or where
anything is unusual (books, comments, CDATA, an element twice where one is
expected), it declines and the stretch is walked element by element.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from evidence.sources.pubmed.arrays import is_held, n_pairs, require_utf8
from evidence.sources.pubmed.markup import OPEN, clean
from evidence.sources.pubmed.paths import DEPTHS, RAW_TABLES, RawTable, is_text, n_levels
from evidence.sources.pubmed.raw import Raw, empty

try:
    import xml2arrow as _compiled_reader
except ImportError:  # every stretch is walked then
    _compiled_reader = None  # type: ignore[assignment]

_WITH_ATTRIBUTES = sorted(
    {t.paths[0].rpartition("/")[2] for t in RAW_TABLES if any(f.startswith("At/") for f in t.fields)}
)
IS_COMPILED = _compiled_reader is not None
# Tags to rewrite, by how they begin: inline ones, comments, parents of rows with attributes.
# A class of first letters before the names keeps the search as fast as it can be.
_TAG = re.compile(
    rb"<(?:[a-z!]|/[a-z]|/?(?:ReferenceList|DispFormula)[\s>]|["
    + "".join(sorted({name[0] for name in _WITH_ATTRIBUTES})).encode() + rb"](?:"
    + "|".join(name[1:] for name in _WITH_ATTRIBUTES).encode() + rb")\s)"
)  # fmt: skip
_ARTICLE_TABLES = tuple(t for t in RAW_TABLES if t.paths[0].startswith("PubmedArticle"))


def read_compiled(stretch: bytes) -> dict[str, Raw] | None:
    """Raw tables of a stretch of whole PubmedArticle elements; None where it declines."""
    if not IS_COMPILED or b"\x01" in stretch or b"\x02" in stretch:
        return None
    try:
        require_utf8(stretch)
        if n_pairs(stretch, b"]]") and b"]]>" in stretch:
            raise ValueError("a sign of CDATA, or what XML does not allow in a text")
        prepared, n_ends, n_attributes = _rewritten(stretch)
        batches = _parser().parse(prepared)
    except Exception:
        return None
    levels = {t.name: _levels(t, batches) for t in _ARTICLE_TABLES if t.fields}
    if not _tags_add_up(prepared, n_ends):
        return None
    if _n_accounted(batches, levels) != n_ends or _n_attributes(batches) != n_attributes:
        return None
    try:
        tables = {t.name: _raw(t, levels.get(t.name), batches) for t in RAW_TABLES if t.fields}
    except ValueError:  # a sign that XML does not allow
        return None
    n_inline = sum(m.count("<") for t in tables.values() for f in t.markup.values() for m in f.values())
    return tables if n_inline >= prepared.count(OPEN.encode()) else None


def _tags_add_up(prepared: bytes, n_ends: int) -> bool:
    """Whether every `<` begins a tag: one with its end tag, an empty one, or an instruction."""
    n_signs = int(np.count_nonzero(np.frombuffer(prepared, np.uint8) == ord("<")))
    own = 2  # the element around the stretch
    return n_signs == 2 * n_ends + own + n_pairs(prepared, b"/>") + n_pairs(prepared, b"<?")


def _rewritten(stretch: bytes) -> tuple[bytes, int, int]:
    """(the stretch as the compiled reader needs it, its end tags, its attributes).

    Inline tags stand between OPEN and CLOSE; the attributes of a row's parent in an
    element At; lists of references within lists are one list. Raises ValueError
    where the walk is needed.
    """
    n_ends = n_pairs(stretch, b"</")
    n_attributes = n_pairs(stretch, b'="') + n_pairs(stretch, b"='")
    pieces, known, done, depth = [b"<S>"], dict[bytes, tuple[bytes, int, int]](), 0, 0
    for found in _TAG.finditer(stretch):
        start = found.start()
        end = stretch.index(b">", start) + 1
        tag = stretch[start:end]
        held = known.get(tag)
        if held is None:
            if b'"' in tag or b"'" in tag:
                end = _end_of_tag(stretch, start)
                tag = stretch[start:end]
            if tag.endswith(b"ReferenceList>"):
                depth += -1 if tag.startswith(b"</") else 1
                new = _list_tag(tag, depth, stretch[max(0, start - 80) : start], stretch[end : end + 80])
            else:
                new = _rewritten_tag(tag)
            n_inline = tag.count(b'="') + tag.count(b"='") if new.startswith(b"\x01") else 0
            held = new, new.count(b"</") - tag.startswith(b"</"), n_inline
            if not tag.endswith(b"ReferenceList>"):
                known[tag] = held
        pieces += (stretch[done:start], held[0])
        n_ends += held[1]
        n_attributes -= held[2]
        done = end
    if depth:
        raise ValueError("a list of references without an end")
    pieces += (stretch[done:], b"</S>")
    return b"".join(pieces), n_ends, n_attributes


def _end_of_tag(stretch: bytes, start: int) -> int:
    """Where a tag ends; a `>` within quotes does not end it."""
    found = _WHOLE_TAG.match(stretch, start)
    if found is None:
        raise ValueError("a tag without an end")
    return found.end()


_WHOLE_TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")


_WELL_FORMED = re.compile(
    rb"</?[A-Za-z][\w:.-]*(?:\s+[A-Za-z][\w:.-]*\s*=\s*(?:\"[^\"<&]*\"|'[^'<&]*'))*\s*/?>"
)


def _rewritten_tag(tag: bytes) -> bytes:
    if not _WELL_FORMED.fullmatch(tag):
        raise ValueError("a comment, CDATA, or no tag at all")
    name, *rest = tag[1:-1].split(maxsplit=1)
    if name.decode("utf-8", "replace") not in _WITH_ATTRIBUTES:
        return b"\x01" + tag[1:-1] + b"\x02"
    attributes = rest[0] if rest else b""
    if attributes.endswith(b"/"):
        return b"<" + name + b"><At " + attributes + b"></" + name + b">"
    return b"<" + name + b"><At " + attributes + b"/>"


def _list_tag(tag: bytes, depth: int, before: bytes, after: bytes) -> bytes:
    """A tag of a list of references: within another list it goes, told apart by its title."""
    is_end = tag.startswith(b"</")
    if depth == (0 if is_end else 1):
        return tag
    is_in_list = before.rstrip().endswith((b"</Reference>", b"</Title>", b"ReferenceList>"))
    if depth < 0 or not is_in_list or not (is_end or after.lstrip().startswith(b"<Title>")):
        raise ValueError("a list of references where none is expected, or one without a title")
    return b""


@lru_cache(maxsize=1)
def _parser() -> Any:
    """The compiled reader, set up by the table of paths."""
    lines = ["tables:", "- {name: set, xml_path: /S, levels: [record], fields: []}"]
    for table in _ARTICLE_TABLES:
        path = table.paths[0]
        above = [t for t in _ARTICLE_TABLES if f"{path}/".startswith(f"{t.paths[0]}/")]
        names = ", ".join(["record", *(t.name for t in above)])
        lines.append(f"- {{name: {table.name}, xml_path: /S/{path}, levels: [{names}], fields: [")
        lines += [f"  {{name: '{f}', xml_path: '/S/{path}/{f}', data_type: Utf8, nullable: true}},"
                  for f in table.fields]  # fmt: skip
        lines.append("  ]}")
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "paths.yaml"
        config.write_text("\n".join(lines), encoding="utf-8")
        return _compiled_reader.XmlToArrowParser(config)


def _levels(table: RawTable, batches: Mapping[str, Any]) -> tuple[Any, ...]:
    batch, n_own = batches[table.name], n_levels(table.paths[0])
    own: Any = [np.frombuffer(batch.column(n).buffers()[1] or b"", np.uint32)[: len(batch)].astype(np.int64)
           for n in range(n_own)]  # fmt: skip
    padding: Any = [np.zeros(len(batch), np.int64)] * (DEPTHS[table.name] - n_own)
    return (own[0], *padding, *own[1:])


def _n_accounted(batches: Mapping[str, Any], levels: Mapping[str, tuple[Any, ...]]) -> int:
    """How many elements with an end tag the tables show: never more than there were.

    An element that is empty by its tag (``<Country/>``) has nothing to lose but attributes,
    and those are fields of their own.
    """
    total = _n_runs(levels["citation"][:1])
    for table in _ARTICLE_TABLES:
        if not table.fields:
            inner = _STRUCTURAL.get(table.name)
            total += 0 if inner is None else _n_runs(levels[inner][:-2])
            continue
        total += _n_runs(levels[table.name][:-1])
        total += sum(_n_held(batches[table.name], fields) for fields in _elements(table))
    return total


def _n_attributes(batches: Mapping[str, Any]) -> int:
    """How many attributes were read."""
    return sum(
        len(batches[table.name]) - int(batches[table.name].column(field).null_count)
        for table in _ARTICLE_TABLES for field in table.fields if "@" in field
    )  # fmt: skip


_STRUCTURAL = {"mesh_list": "mesh", "object_list": "object"}


def _n_runs(levels: tuple[Any, ...]) -> int:
    if not len(levels[0]):
        return 0
    changes: Any = np.zeros(len(levels[0]) - 1, bool)
    for level in levels:
        changes |= level[1:] != level[:-1]
    return int(np.count_nonzero(changes)) + 1


def _n_held(batch: Any, fields: tuple[str, ...]) -> int:
    columns = [batch.column(name) for name in fields]
    if len(columns) == 1:
        return len(columns[0]) - int(columns[0].null_count)
    held = [is_held(c) for c in columns if c.null_count < len(c)]
    return int(np.count_nonzero(np.logical_or.reduce(held))) if held else 0


@cache
def _elements(table: RawTable) -> tuple[tuple[str, ...], ...]:
    """For each element below a row, the fields whose text shows it was there and not empty."""
    texts = [field for field in table.fields if "@" not in field]
    above = {"/".join(f.split("/")[:n]) for f in texts for n in range(1, f.count("/") + 2)}
    return tuple(
        (e,) if e in texts else tuple(f for f in texts if f.startswith(f"{e}/")) for e in sorted(above)
    )


def _holds_less_than(array: Any) -> bool:
    _, _, data = array.buffers()
    return data is not None and bool((np.frombuffer(data, np.uint8) == ord("<")).any())


def _raw(table: RawTable, levels: tuple[Any, ...] | None, batches: Mapping[str, Any]) -> Raw:
    if levels is None or not len(levels[0]):
        return empty(DEPTHS[table.name], table.fields)
    batch, fields, markup = batches[table.name], {}, {}
    for name in table.fields:
        array = batch.column(name)
        if "@" in name and _holds_less_than(array):
            raise ValueError("an attribute that may hold what XML does not allow")
        fields[name], markup[name] = clean(array) if is_text(name) else (array, {})
    return Raw(levels, fields, markup)
