"""The fast reader: xml2arrow, a compiled reader, over whole stretches of records.

It is believed only where it can be shown to have lost nothing: every element and
every attribute of the stretch must be accounted for by a value or a row. Where one
is not, or where
anything is unusual (books, comments, CDATA, an element twice where one is
expected), it declines and the stretch is walked element by element.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from evidence.sources.pubmed.arrays import is_held, require_utf8
from evidence.sources.pubmed.markup import clean
from evidence.sources.pubmed.paths import DEPTHS, RAW_TABLES, RawTable, is_text, n_levels
from evidence.sources.pubmed.raw import Raw, empty
from evidence.sources.pubmed.rewriting import rewritten

try:
    import xml2arrow as _compiled_reader
except ImportError:  # every stretch is walked then
    _compiled_reader = None  # type: ignore[assignment]

IS_COMPILED = _compiled_reader is not None
_ARTICLE_TABLES = tuple(t for t in RAW_TABLES if t.paths[0].startswith("PubmedArticle"))


def read_compiled(stretch: bytes) -> dict[str, Raw] | None:
    """Raw tables of a stretch of whole PubmedArticle elements; None where it declines."""
    if not IS_COMPILED or b"\x01" in stretch or b"\x02" in stretch:
        return None
    try:
        require_utf8(stretch)
        prepared = rewritten(stretch)
        batches = _parser().parse(prepared.content)
    except Exception:  # whatever it stumbles at, the walk says it better
        return None
    levels = {t.name: _levels(t, batches) for t in _ARTICLE_TABLES if t.fields}
    if (_n_accounted(batches, levels), _n_attributes(batches)) != (prepared.n_ends, prepared.n_attributes):
        return None
    try:
        tables = {t.name: _raw(t, levels.get(t.name), batches) for t in RAW_TABLES if t.fields}
    except ValueError:  # a sign that XML does not allow
        return None
    n_inline = sum(m.count("<") for t in tables.values() for f in t.markup.values() for m in f.values())
    return tables if n_inline >= prepared.n_inline else None


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
