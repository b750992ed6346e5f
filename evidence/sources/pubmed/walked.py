"""The thorough reader: lxml, element by element, by the same table of paths.

It reads what the compiled reader declines, and keeps what has no place of its own
(an element the DTD does not know, a second one where it allows one) in the raw
table `unplaced`, so that nothing is lost without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
from lxml import etree

from evidence.sources.pubmed.arrays import strings
from evidence.sources.pubmed.markup import CLOSE, OPEN, clean
from evidence.sources.pubmed.paths import DEPTHS, RAW_TABLES, REPEATED, RawTable, is_text
from evidence.sources.pubmed.raw import Raw

UNPLACED = RawTable("unplaced", (), ("path", "value"))
# Elements that hold their like: the inner ones are more rows of the outer list.
_RECURSIVE = ("ReferenceList", "Section")
_MATHML = b'<S xmlns:mml="http://www.w3.org/1998/Math/MathML">'
_SIGNS = str.maketrans("", "", OPEN + CLOSE)


def parsed_stretch(stretch: bytes) -> Any:
    """The element that holds the records of a stretch. Raises lxml's XMLSyntaxError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, huge_tree=False,
    )  # fmt: skip
    return etree.fromstring(_MATHML + stretch + b"</S>", parser)


def read_walked(root: Any) -> dict[str, Raw]:
    """Raw tables of the records below `root`."""
    walk = _Walk()
    for number, element in enumerate(root):
        if element.tag not in _by_path():
            raise UnknownElementError(element)
        walk.rows(element, element.tag, (number,))
    tables = (*(t for t in RAW_TABLES if t.fields), UNPLACED)
    return {table.name: walk.table(table) for table in tables}


class UnknownElementError(ValueError):
    """An element among the records that is none; its text says where."""

    def __init__(self, element: Any) -> None:
        super().__init__(f"<{element.tag}> among the records, which PubMed never has")
        self.line: int = element.sourceline or 1


@lru_cache(maxsize=1)
def _by_path() -> dict[str, list[RawTable]]:
    found: dict[str, list[RawTable]] = {}
    for table in RAW_TABLES:
        for path in table.paths:
            found.setdefault(path, []).append(table)
    return found


class _Walk:
    """Rows of all raw tables, as they are met."""

    def __init__(self) -> None:
        self._levels: dict[str, list[tuple[int, ...]]] = {}
        self._values: dict[str, list[dict[str, str]]] = {}
        self._again: dict[tuple[int, ...], list[dict[str, str]]] = {}
        self._n_unplaced = 0

    def rows(self, element: Any, path: str, above: tuple[int, ...]) -> None:
        """Every child of a row's parent is a row of each of its tables."""
        tables = _by_path()[path]
        number = 0
        if element.attrib and any(f"At/@{k}" in t.fields for t in tables for k in element.attrib):
            self._attributes(element, path, tables, above)
            number = 1
        elif element.attrib:
            self._attributes(element, path, tables, above)
        for child in _row_elements(element):
            self._row(child, path, tables, (*above, number))
            number += 1

    def _row(self, child: Any, path: str, tables: list[RawTable], levels: tuple[int, ...]) -> None:
        values: dict[str, str] = {}
        below = f"{path}/{child.tag}"
        fields = {field for table in tables for field in table.fields}
        if below not in _by_path():
            self._fields(child, child.tag, fields, values, path, levels)
        self._keep(tables, values, levels)
        for more in self._again.pop(levels, ()):
            self._keep(tables, more, levels)
        if below in _by_path():
            self.rows(child, below, levels)

    def _fields(self, element: Any, name: str, fields: set[str], values: dict[str, str],
                path: str, levels: tuple[int, ...]) -> None:  # fmt: skip
        """The fields of a row in an element and below it."""
        is_known = name in fields or any(f.startswith(f"{name}/") for f in fields)
        if not is_known:
            self._unplace(levels[0], f"{path}/{name}", _marked(element))
            return
        if name in REPEATED and name in values:
            values = {}
            self._again.setdefault(levels, []).append(values)
        self._put(values, {f"{name}/@{k}": v for k, v in element.attrib.items()}, fields, path, levels)
        if name in fields:
            self._put(values, {name: _marked(element)}, fields, path, levels)
            return
        for child in _children(element):
            inner, below = f"{name}/{child.tag}", f"{path}/{name}/{child.tag}"
            if below in _by_path():
                self.rows(child, below, levels)
            else:
                self._fields(child, inner, fields, values, path, levels)

    def _put(self, values: dict[str, str], new: dict[str, str], fields: set[str], path: str,
             levels: tuple[int, ...]) -> None:  # fmt: skip
        for name, value in new.items():
            if name in fields and not values.get(name):
                values[name] = value
            else:
                self._unplace(levels[0], f"{path}/{name}", value)

    def _attributes(self, element: Any, path: str, tables: list[RawTable], above: tuple[int, ...]) -> None:
        fields = {field for table in tables for field in table.fields}
        values: dict[str, str] = {}
        for name, value in element.attrib.items():
            if f"At/@{name}" in fields:
                values[f"At/@{name}"] = value
            else:
                self._unplace(above[0], f"{path}/@{name}", value)
        self._keep(tables, values, (*above, 0))

    def _keep(self, tables: list[RawTable], values: dict[str, str], levels: tuple[int, ...]) -> None:
        for table in tables:
            own = {name: values[name] for name in table.fields if name in values}
            padding = (0,) * (DEPTHS[table.name] - len(levels))
            self._levels.setdefault(table.name, []).append((levels[0], *padding, *levels[1:]))
            self._values.setdefault(table.name, []).append(own)

    def _unplace(self, record: int, path: str, value: str) -> None:
        if value.strip():
            self._levels.setdefault("unplaced", []).append((record, self._n_unplaced))
            self._values.setdefault("unplaced", []).append({"path": path, "value": value})
            self._n_unplaced += 1

    def table(self, table: RawTable) -> Raw:
        """What was met of one table."""
        levels = self._levels.get(table.name, [])
        columns = np.array(levels, np.int64).reshape(-1, DEPTHS.get(table.name, 2)).T
        fields, markup = {}, {}
        rows = self._values.get(table.name, [])
        for name in table.fields:
            array = strings([row.get(name) for row in rows])
            fields[name], markup[name] = clean(array)[:2] if is_text(name) else (array, {})
        return Raw(tuple(np.ascontiguousarray(c) for c in columns), fields, markup)


def _children(element: Any) -> Iterator[Any]:
    """Child elements, but for the like inside one that holds its like."""
    for child in element:
        is_like = child.tag == element.tag and child.tag in _RECURSIVE
        if isinstance(child.tag, str) and not is_like:
            yield child


def _row_elements(element: Any) -> Iterator[Any]:
    """The children that are rows; what is nested in its like comes after it."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag == "ReferenceList" and element.tag == "ReferenceList":
            title = element.find("Title")
            if title is not None and child.find("Title") is None:
                yield title  # what stands over the outer list stands over the inner one
            yield from _row_elements(child)
        else:
            yield child
            if child.tag == "Section":
                yield from (inner for inner in child.iterdescendants("Section"))


def _marked(element: Any) -> str:
    """The text of an element, inline tags between OPEN and CLOSE."""
    parts = [(element.text or "").translate(_SIGNS)]
    for child in element:
        if isinstance(child.tag, str):
            name = etree.QName(child).localname
            name = f"{child.prefix}:{name}" if child.prefix else name
            attributes = "".join(f' {_name(child, k)}="{v}"' for k, v in child.attrib.items())
            inner = _marked(child)
            if name[0].isupper() and not (inner or attributes or child.text is not None):
                parts.append(child.tail or "")  # no inline tag, and nothing in it to keep
                continue
            parts.append(f"{OPEN}{name}{attributes}{CLOSE}{inner}{OPEN}/{name}{CLOSE}"
                         if inner or child.text is not None else f"{OPEN}{name}{attributes}/{CLOSE}")  # fmt: skip
        parts.append((child.tail or "").translate(_SIGNS))
    return "".join(parts)


def _name(element: Any, attribute: str) -> str:
    name: Any = etree.QName(attribute)
    if name.namespace is None:
        return attribute
    prefix = next((p for p, uri in element.nsmap.items() if uri == name.namespace), None)
    local: str = name.localname
    return f"{prefix}:{local}" if prefix else local
