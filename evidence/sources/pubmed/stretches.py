"""A stream of PubMed XML cut into stretches of whole records, without parsing it.

What stands before the first record and after the last is looked at here: the root,
entities, an end that is missing. The records themselves are the readers' matter.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from isal import isal_zlib
from lxml import etree

from evidence.errors import SourceError
from evidence.sources.pubmed.arrays import n_lines
from evidence.sources.pubmed.shaped import whole_number

_BLOCK = 5 << 20
_LONGEST = 64 << 20
_ROOTS = ("PubmedArticleSet", "PubmedBookArticleSet", "PubmedArticle", "PubmedBookArticle")
_KINDS = {b"PubmedArticle": "articles", b"PubmedBookArticle": "books", b"DeleteCitation": "deletes"}
_START = re.compile(rb"<(PubmedArticle|PubmedBookArticle|DeleteCitation)(?=[\s>/])")
UNREADABLE: Any = (EOFError, OSError, zlib.error, isal_zlib.error)
_END = b"</PubmedArticle>"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole records of one kind: their bytes, the first one's number and line, where from.

    Where it `has_inner_lists`, a record ends with a list of references within another.
    """

    kind: str
    content: bytes
    first_no: int
    first_line: int
    origin: str
    n_records: int
    has_inner_lists: bool = False

    def lines(self) -> list[int]:
        """The line on which each record begins."""
        starts = [m.start() for m in re.finditer(b"<" + _NAMES[self.kind] + rb"(?=[\s>/])", self.content)]
        return [self.first_line + self.content.count(b"\n", 0, start) for start in starts]

    def halves(self) -> tuple[Stretch, Stretch]:
        """Two stretches with half of the records each."""
        ends = [m.end() for m in re.finditer(_END, self.content)]
        n = len(ends) // 2
        first, second = self.content[: ends[n - 1]], self.content[ends[n - 1] :]
        return (
            Stretch(self.kind, first, self.first_no, self.first_line, self.origin, n, self.has_inner_lists),
            Stretch(self.kind, second, self.first_no + n, self.first_line + n_lines(first),
                    self.origin, len(ends) - n, self.has_inner_lists),
        )  # fmt: skip


_NAMES = {kind: name for name, kind in _KINDS.items()}


def stretches(source: BinaryIO, origin: str) -> Iterator[Stretch]:
    """The records of a stream in order. Raises SourceError for what is not whole PubMed XML."""
    held, line, record_no, is_first = b"", 1, 0, True
    root, before, blocks = "", b"", _Blocks(source, origin)
    while more := blocks.read():
        is_whole_block = len(more) == _BLOCK
        held += more
        del more  # each of these takes as much memory as a stretch
        if is_first:
            start = _START.search(held)
            if start is None and is_whole_block and len(held) < _LONGEST:
                continue
            root, before = _root(held, start, origin)
            _refuse_entities(before, origin)
            line, held, is_first = line + n_lines(before), held[len(before) :], False
        made, end = _cut(held)
        contents = [held[first:last] for _, first, last, _, _ in made]
        held = held[end:]
        for kind, _, _, n_records, has_inner_lists in made:
            content = contents.pop(0)
            n_own = n_lines(content)
            yield Stretch(kind, content, record_no, line, origin, n_records, has_inner_lists)
            line += n_own
            record_no += n_records
        if len(held) > _LONGEST:
            raise SourceError(f"{origin}:{line}: a record of more than {_LONGEST >> 20} MiB after record "
                              f"{record_no}, which PubMed never has. Mend: fetch it again")  # fmt: skip
    if is_first:
        raise SourceError(f"{origin} is empty. Mend: fetch it again")
    _require_frame(before, held, root, line, record_no, origin)


def parsed_deletes(stretch: Stretch) -> list[tuple[int, int | None]]:
    """(PMID, version) of each deleted record. Raises SourceError for what is not well-formed."""
    try:
        root = etree.fromstring(stretch.content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{stretch.origin}:{stretch.first_line + (error.lineno or 1) - 1}: not well-formed "
                          f"XML in DeleteCitation: {error.msg}. Mend: fetch it again") from error  # fmt: skip
    found = ((whole_number(p.text), whole_number(p.get("Version"), 3)) for p in root.iterfind("PMID"))
    return [(pmid, version) for pmid, version in found if pmid is not None]


class _Blocks:
    """A stream of bytes, block by block. Raises SourceError where it breaks off."""

    def __init__(self, source: BinaryIO, origin: str) -> None:
        self._source, self._origin, self._n_read = source, origin, 0

    def read(self) -> bytes:
        """The next block; empty at the end."""
        try:
            block = self._source.read(_BLOCK)
        except UNREADABLE as error:
            raise SourceError(f"{self._origin} is cut off or damaged after {self._n_read} bytes: {error}. "
                              "Mend: fetch it again") from error  # fmt: skip
        self._n_read += len(block)
        return block


def _cut(held: bytes) -> tuple[list[tuple[str, int, int, int, bool]], int]:
    """((kind, start, end, records, has inner lists) of each whole stretch at the front, where they end)."""
    made: list[tuple[str, int, int, int, bool]] = []
    place = 0
    while start := _START.search(held, place):
        name, n_records, end = start[1], 0, start.start()
        last, again, has_inner_lists = b"</" + name + b">", b"<" + name, False
        while (found := held.find(last, end)) >= 0:
            has_inner_lists = has_inner_lists or held.count(_LIST_END, max(found - _BETWEEN, end), found) > 1
            n_records, end = n_records + 1, found + len(last)
            following = held[end : end + _BETWEEN].lstrip()
            if name == b"DeleteCitation" or not _is_begun(following, again):
                break
        if not n_records:
            break
        made.append((_KINDS[name], place, end, n_records if name != b"DeleteCitation" else 0, has_inner_lists))
        place = end
    return made, place


def _is_begun(following: bytes, tag: bytes) -> bool:
    """Whether what follows a record begins another of its kind."""
    return following.startswith(tag) and following[len(tag) : len(tag) + 1] in b" >\t\r\n/"


_LIST_END = b"</ReferenceList>"
_BETWEEN = 120  # bytes looked at around a record's end; where there is more white space, a stretch ends


def _root(head: bytes, start: re.Match[bytes] | None, origin: str) -> tuple[str, bytes]:
    """(name of the root, what stands before the records). Raises SourceError."""
    if not head.strip():
        raise SourceError(f"{origin} is empty. Mend: fetch it again")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or _OTHER_CODE.match(head):
        raise SourceError(f"{origin} is not in UTF-8, as PubMed always is. Mend: fetch it again")
    before = head if start is None else head[: start.start()]
    named = re.search(rb"<([A-Za-z_][^\s<>/]*)", _NO_TAGS.sub(b"", before))
    root = (named[1] if named else start[1] if start else b"").decode("utf-8", "replace")
    if root not in _ROOTS:
        what = f"its root is <{root}>" if root else "it has no XML element"
        raise SourceError(f"{origin} is not PubMed XML: {what}. Mend: fetch it again")
    if start is None:  # no record at all: what follows the root is looked at later
        opened = before.index(b"<" + root.encode())
        before = before[: opened + before[opened:].find(b">") + 1]
    return root, before


_NO_TAGS = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.S)
_OTHER_CODE = re.compile(rb"\s*<\?xml[^>]*encoding=[\"'](?!utf-?8|us-ascii)", re.I)


def _refuse_entities(before: bytes, origin: str) -> None:
    if b"<!ENTITY" in before:
        raise SourceError(
            f"{origin} declares entities of its own, which PubMed never does. Mend: fetch it again"
        )


def _require_frame(before: bytes, rest: bytes, root: str, line: int, record_no: int, origin: str) -> None:
    """Raise SourceError unless what stands around the records is a well-formed, empty set."""
    own = b"<" + root.encode() + b"/>" if root in ("PubmedArticle", "PubmedBookArticle") else b""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        frame = etree.fromstring(before + own + rest, parser)
    except etree.XMLSyntaxError as error:
        is_before = (error.lineno or 0) <= before.count(b"\n") and not rest.strip().startswith(b"<Pubmed")
        where = (error.lineno or 1) if is_before else line
        what = "it is cut off" if not rest.strip() or rest.lstrip().startswith(b"<Pubmed") else error.msg
        raise SourceError(f"{origin}:{where}: not well-formed XML after record {record_no}: {what}. "
                          "Mend: fetch it again") from error  # fmt: skip
    unknown = next((e.tag for e in frame if isinstance(e.tag, str)), None)
    if unknown is not None:
        raise SourceError(f"{origin}:{line}: <{unknown}> among the records, which PubMed never has. "
                          "Mend: fetch it again")  # fmt: skip
