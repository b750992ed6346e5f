"""A stretch of PubMed XML as the compiled reader needs it.

The compiled reader drops what stands below a text, so inline tags are put between OPEN and
CLOSE; lists of references within lists become one list. All of it raises ValueError where
the walk is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.sources.pubmed.arrays import inline_tags

# Beside inline tags, those that begin with a capital and must be written anew all the same.
_TAG = re.compile(rb"</?(?:[a-z]|(?:ReferenceList|DispFormula)(?=[\s>]))[^>]*>")
_IS_UNUSUAL = re.compile(rb"DispFormula|</ReferenceList>\s*(?:</ReferenceList>|<Reference[>\sL])")
_WELL_FORMED = re.compile(
    rb"</?[A-Za-z][\w:.-]*(?:\s+[A-Za-z][\w:.-]*\s*=\s*(?:\"[^\"<&]*\"|'[^'<&]*'))*\s*/?>"
)


def rewritten(stretch: bytes) -> bytes:
    """The stretch with its inline tags out of the compiled reader's sight."""
    return _joined(stretch, _inline_tags(stretch))


def is_unusual(stretch: bytes) -> bool:
    """Whether it may have formulas set apart, or lists of references within lists."""
    return _IS_UNUSUAL.search(stretch) is not None


def rewritten_thoroughly(stretch: bytes) -> bytes:
    """The same, and such formulas and lists too."""
    return _joined(stretch, (found.span() for found in _TAG.finditer(stretch)))


def _inline_tags(stretch: bytes) -> Iterator[tuple[int, int]]:
    for start in inline_tags(stretch).tolist():
        yield start, stretch.index(b">", start) + 1


def _joined(stretch: bytes, tags: Iterator[tuple[int, int]]) -> bytes:
    pieces: list[bytes | memoryview] = [b"<S>"]
    known, done, depth, whole = dict[bytes, bytes](), 0, 0, memoryview(stretch)
    for start, end in tags:
        tag = stretch[start:end]
        new = known.get(tag)
        if new is None:
            if tag.endswith(b"ReferenceList>"):
                depth += -1 if tag.startswith(b"</") else 1
                new = _list_tag(tag, depth, stretch[max(0, start - 80) : start], stretch[end : end + 80])
            elif _WELL_FORMED.fullmatch(tag):
                new = known[tag] = b"\x01" + tag[1:-1] + b"\x02"
            else:
                raise ValueError("no tag at all")
        pieces += (whole[done:start], new)
        done = end
    if depth:
        raise ValueError("a list of references without an end")
    pieces += (whole[done:], b"</S>")
    return b"".join(pieces)


def _list_tag(tag: bytes, depth: int, before: bytes, after: bytes) -> bytes:
    """A tag of a list of references: within another list it goes, told apart by its title."""
    is_end = tag.startswith(b"</")
    if depth == (0 if is_end else 1):
        return tag
    is_in_list = before.rstrip().endswith((b"</Reference>", b"</Title>", b"ReferenceList>"))
    if depth < 0 or not is_in_list or not (is_end or after.lstrip().startswith(b"<Title>")):
        raise ValueError("a list of references where none is expected, or one without a title")
    return b""
