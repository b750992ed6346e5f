"""The fast reader: xml2arrow, a compiled reader, over whole stretches of records.

It is believed only where it can be shown to have lost nothing: every sign of the stretch
must be accounted for by a value, an attribute or an element's tags. Where one is not, or
where anything is unusual (books, comments, CDATA, an element twice where one is expected),
it declines and the stretch is walked element by element.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from evidence.sources.pubmed.accounting import ARTICLE_TABLES, n_shown, n_stated
from evidence.sources.pubmed.arrays import require_utf8
from evidence.sources.pubmed.markup import OPEN, clean
from evidence.sources.pubmed.paths import DEPTHS, RAW_TABLES, RawTable, is_text, n_levels
from evidence.sources.pubmed.raw import Raw, empty
from evidence.sources.pubmed.rewriting import is_unusual, rewritten, rewritten_thoroughly

try:
    import xml2arrow as _compiled_reader
except ImportError:  # every stretch is walked then
    _compiled_reader = None  # type: ignore[assignment]

IS_COMPILED = _compiled_reader is not None


def read_compiled(stretch: bytes, has_inner_lists: bool = False) -> dict[str, Raw] | None:
    """Raw tables of a stretch of whole PubmedArticle elements; None where it declines."""
    if not IS_COMPILED or b"\x01" in stretch or b"\x02" in stretch:
        return None
    try:
        require_utf8(stretch)
    except Exception:  # whatever it stumbles at, the walk says it better
        return None
    tables = None if has_inner_lists else _read(stretch, rewritten)
    if tables is None and (has_inner_lists or is_unusual(stretch)):
        tables = _read(stretch, rewritten_thoroughly)
    return tables


def _read(stretch: bytes, rewrite: Callable[[bytes], bytes]) -> dict[str, Raw] | None:
    try:
        content = rewrite(stretch)
        batches, expected = _parser().parse(content), n_stated(content)
        del content
        levels = {t.name: _levels(t, batches) for t in ARTICLE_TABLES if t.fields}
        made = {t.name: _raw(t, levels.get(t.name), batches) for t in RAW_TABLES if t.fields}
    except Exception:  # the same
        return None
    n_in_texts = sum(n for _, n in made.values())
    if n_shown(batches, levels, n_in_texts) != expected:
        return None
    return {name: raw for name, (raw, _) in made.items()}


@lru_cache(maxsize=1)
def _parser() -> Any:
    """The compiled reader, set up by the table of paths."""
    lines = ["tables:", "- {name: set, xml_path: /S, levels: [record], fields: []}"]
    for table in ARTICLE_TABLES:
        path = table.paths[0]
        above = [t for t in ARTICLE_TABLES if f"{path}/".startswith(f"{t.paths[0]}/")]
        names = ", ".join(["record", *(t.name for t in above)])
        lines.append(f"- {{name: {table.name}, xml_path: /S/{path}, levels: [{names}], fields: [")
        lines += [f"  {{name: '{f}', xml_path: '/S/{path}/{f.removeprefix('At/')}', data_type: Utf8, "
                  "nullable: true}," for f in table.fields]  # fmt: skip
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


def _holds_tag(array: Any) -> bool:
    """Whether `<` stands in an attribute, or stood there before inline tags were written anew."""
    _, _, data = array.buffers()
    if data is None:
        return False
    signs = np.frombuffer(data, np.uint8)
    return bool((signs == ord("<")).any() or (signs == ord(OPEN)).any())


def _raw(table: RawTable, levels: tuple[Any, ...] | None, batches: Mapping[str, Any]) -> tuple[Raw, int]:
    """(the raw table, how many signs its texts hold)."""
    if levels is None or not len(levels[0]):
        return empty(DEPTHS[table.name], table.fields), 0
    batch, fields, markup, n_signs = batches[table.name], {}, {}, 0
    for name in table.fields:
        array = batch.column(name)
        if "@" in name and _holds_tag(array):
            raise ValueError("an attribute that may hold what XML does not allow")
        if is_text(name):
            fields[name], markup[name], n_own = clean(array)
            n_signs += 0 if "@" in name else n_own
        else:
            fields[name], markup[name] = array, {}
    return Raw(levels, fields, markup), n_signs
