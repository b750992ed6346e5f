"""Whether the compiled reader lost anything: every sign of a stretch must be accounted for.

A sign is a byte that is neither white space nor a control. What a stretch holds is counted
over its bytes; what was read, over the tables: the tags of each element, the name and the
marks of each attribute, and the values. Where the two are equal, no text, attribute or
element was passed over: neither a word among tags nor one within a tag.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from evidence.sources.pubmed.arrays import bounds, is_held, n_signs, signs_and_places
from evidence.sources.pubmed.paths import RAW_TABLES, RawTable
from evidence.sources.pubmed.raw import runs, runs_of_parents

_EMPTY = re.compile(rb"<([A-Za-z][\w.-]*)(?:\s[^<>]*)?/>")
_INSTRUCTION = re.compile(rb"<\?[A-Za-z][\w.-]*(?:\s[^<>?]*)?\?>")
_REFERENCE = re.compile(rb"&(?:(lt|gt|amp|quot|apos)|#(\d+)|#x([0-9a-fA-F]+));")
_LONGEST = 16
_SPACES = frozenset({9, 10, 13, 32})
#: Tables of PubmedArticle. Those without fields are shown by the table they hold.
ARTICLE_TABLES = tuple(t for t in RAW_TABLES if t.paths[0].startswith("PubmedArticle"))
_SHOWN_BY = {"mesh_list": "mesh", "object_list": "object"}
_WITH_ATTRIBUTES = frozenset(
    t.paths[0].rpartition("/")[2].encode() for t in ARTICLE_TABLES if any(f.startswith("At/") for f in t.fields)
)


def n_stated(content: bytes) -> int:
    """Signs of a rewritten stretch that its tables must show.

    Left out are the tags of elements that are empty by their tag, as they leave no trace but
    their attributes, and what references to signs are longer than the sign. Raises
    ValueError for what XML does not allow, or what would be misread.
    """
    total, references, (ends, instructions, brackets) = signs_and_places(content, ord("&"), b"/>", b"<?", b"]]")
    if any(content[place + 2 : place + 3] == b">" for place in brackets):
        raise ValueError("a sign of CDATA, or what XML does not allow in a text")
    for end in ends:
        tag = _EMPTY.fullmatch(content, content.rfind(b"<", 0, end + 1), end + 2)
        if tag is None or tag[1] in _WITH_ATTRIBUTES:
            raise ValueError("no tag, or a list that is empty by its tag: its attributes would go astray")
        total -= len(tag[1]) + len("</>")
    for start in instructions:
        instruction = _INSTRUCTION.match(content, start)
        if instruction is None:
            raise ValueError("no instruction")
        total -= len(b"".join(instruction[0].split()))
    for place in references:
        if content[place : place + 5] == b"&amp;":
            total -= len("amp;")
        else:
            total -= _n_beyond(content[place : place + _LONGEST])
    return total - len("<S></S>")


def _n_beyond(reference: bytes) -> int:
    """By how many signs a reference is longer than what it stands for."""
    found = _REFERENCE.match(reference)
    if found is None:
        raise ValueError("a reference to nothing XML knows")
    if found[1] is not None:
        return len(found[0]) - 1
    number = int(found[2]) if found[2] else int(found[3], 16)
    if (number < 32 and number not in _SPACES) or number > 0x10FFFF or 0xD800 <= number < 0xE000:
        raise ValueError("a reference to what XML does not allow")
    return len(found[0]) - (0 if number in _SPACES else len(chr(number).encode()))


def n_shown(batches: Mapping[str, Any], levels: Mapping[str, tuple[Any, ...]], n_in_texts: int) -> int:
    """Signs that the tables show: never more than there were. `n_in_texts` are those of texts."""
    total = n_in_texts + _of_tags("PubmedArticle", _n_runs(levels["citation"][:1]))
    for table in ARTICLE_TABLES:
        name = table.paths[0].rpartition("/")[2]
        if not table.fields:
            inner = _SHOWN_BY.get(table.name)
            total += 0 if inner is None else _of_tags(name, _n_runs(levels[inner][:-2]))
            continue
        own, batch = levels[table.name], batches[table.name]
        if not len(own[0]):
            continue
        total += _of_tags(name, int(runs_of_parents(own)[-1]) + 1)
        for element, texts in _elements(table):
            total += _of_tags(element, _n_held(batch, texts))
        total += sum(_of_attribute(f, batch.column(f)) for f in table.fields if "@" in f)
    return total


def _of_tags(name: str, number: int) -> int:
    return number * (2 * len(name) + len("<></>"))


def _of_attribute(field: str, array: Any) -> int:
    n_there = len(array) - int(array.null_count)
    if not n_there:
        return 0
    ends, data = bounds(array)
    name = field.rpartition("@")[2]
    return n_there * (len(name) + len('=""')) + n_signs(data[ends[0] : ends[-1]])


def _n_runs(levels: tuple[Any, ...]) -> int:
    return int(runs(levels)[-1]) + 1 if len(levels[0]) else 0


def _n_held(batch: Any, fields: tuple[str, ...]) -> int:
    columns = [batch.column(name) for name in fields]
    if len(columns) == 1:
        return len(columns[0]) - int(columns[0].null_count)
    held = [is_held(c) for c in columns if c.null_count < len(c)]
    return int(np.count_nonzero(np.logical_or.reduce(held))) if held else 0


@cache
def _elements(table: RawTable) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each element of a row with the fields whose text shows it was there and not empty."""
    texts = [field for field in table.fields if "@" not in field]
    above = {"/".join(f.split("/")[:n]) for f in texts for n in range(1, f.count("/") + 2)}
    return tuple(
        (e.rpartition("/")[2], (e,) if e in texts else tuple(f for f in texts if f.startswith(f"{e}/")))
        for e in sorted(above)
    )
