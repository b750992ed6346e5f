"""A stretch of PubMed XML as the compiled reader needs it, and the count of its tags.

The compiled reader drops what stands below a text, and cannot give the attributes of
an element whose children are rows. So inline tags are put between OPEN and CLOSE; the
attributes of a row's parent go into an element At; lists of references within lists
become one list. All of it raises ValueError where the walk is needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.sources.pubmed.arrays import n_of_pairs
from evidence.sources.pubmed.paths import RAW_TABLES

_WITH_ATTRIBUTES = sorted(
    {t.paths[0].rpartition("/")[2] for t in RAW_TABLES if any(f.startswith("At/") for f in t.fields)}
)
# Tags to rewrite, by how they begin: inline ones, comments, parents of rows with attributes.
# A class of first letters before the names keeps the search as fast as it can be.
_TAG = re.compile(
    rb"<(?:[a-z!]|/[a-z]|/?(?:ReferenceList|DispFormula)(?=[\s>])|["
    + "".join(sorted({name[0] for name in _WITH_ATTRIBUTES})).encode() + rb"](?:"
    + "|".join(name[1:] for name in _WITH_ATTRIBUTES).encode() + rb")\s)[^>]*>"
)  # fmt: skip
_WELL_FORMED = re.compile(
    rb"</?[A-Za-z][\w:.-]*(?:\s+[A-Za-z][\w:.-]*\s*=\s*(?:\"[^\"<&]*\"|'[^'<&]*'))*\s*/?>"
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What to give the compiled reader, and what it must account for."""

    content: bytes
    n_ends: int
    n_attributes: int
    n_inline: int


def rewritten(stretch: bytes) -> Prepared:
    """The stretch rewritten. Raises ValueError where the walk is needed."""
    pieces, known, done, depth = [b"<S>"], dict[bytes, tuple[bytes, int]](), 0, 0
    n_inline = n_inline_attributes = 0
    for found in _TAG.finditer(stretch):
        tag = found[0]
        held = known.get(tag)
        if held is None:
            if tag.endswith(b"ReferenceList>"):
                depth += -1 if tag.startswith(b"</") else 1
                start, end = found.span()
                held = _list_tag(tag, depth, stretch[max(0, start - 80) : start], stretch[end : end + 80]), -1
            else:
                new = _rewritten_tag(tag)
                is_inline = new.startswith(b"\x01")
                held = known[tag] = new, tag.count(b'="') + tag.count(b"='") if is_inline else -1
        start, end = found.span()
        pieces += (stretch[done:start], held[0])
        if held[1] >= 0:
            n_inline += 1
            n_inline_attributes += held[1]
        done = end
    if depth:
        raise ValueError("a list of references without an end")
    pieces += (stretch[done:], b"</S>")
    return _counted(b"".join(pieces), n_inline, n_inline_attributes)


def _counted(content: bytes, n_inline: int, n_inline_attributes: int) -> Prepared:
    """The counts of a rewritten stretch. Raises ValueError where a `<` begins no tag."""
    n_signs, n_ends, n_empty, n_instructions, n_double, n_single, n_brackets = n_of_pairs(
        content, ord("<"), b"</", b"/>", b"<?", b'="', b"='", b"]]"
    )
    if n_signs != 2 * n_ends + n_empty + n_instructions:
        raise ValueError("a sign that opens no tag")
    if n_brackets and b"]]>" in content:
        raise ValueError("a sign of CDATA, or what XML does not allow in a text")
    # The element around the stretch is not the stretch's own.
    return Prepared(content, n_ends - 1, n_double + n_single - n_inline_attributes, n_inline)


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


