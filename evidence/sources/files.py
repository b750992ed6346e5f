"""Records from files: PubMed XML, gzipped or not, and NBIB; or a folder of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from isal import igzip

from evidence.errors import SourceError, UsageError
from evidence.sources.pubmed.stretches import UNREADABLE

_ENDINGS = {
    ".xml": "pubmed-xml",
    ".xml.gz": "pubmed-xml",
    ".nbib": "nbib",
    ".nbib.gz": "nbib",
    ".txt": "nbib",
    ".medline": "nbib",
}
_FILE_NO = re.compile(r"^pubmed\d\dn(\d{4,5})\.xml(?:\.gz)?$")
_HEAD_BYTES = 4096
_MOST_OF_A_NOTE = 600  # letters: a note to readers, not a document
_BEFORE_ROOT = re.compile(rb"^(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)*", re.S)
_COMMENT = re.compile(rb"<!--(.*?)-->", re.S)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: its format, and its number if it is one of NLM's.

    `note` is what an XML file says of itself in comments before its root, which whoever
    is shown its records must see too; None where it says nothing.
    """

    path: Path
    format: str
    file_no: int | None
    note: str | None = None

    @property
    def stamp(self) -> str:
        """Path, size and modification time: equal means "not touched since"."""
        stat = self.path.stat()
        return f"{self.path.resolve()}|{stat.st_size}|{stat.st_mtime_ns}"


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file in a folder that holds no records, with the reason."""

    path: Path
    reason: str


def listed_files(paths: Iterable[Path]) -> tuple[list[SourceFile], list[SkippedFile]]:
    """Files with records below `paths`, in a fixed order, and those skipped.

    A file named outright must hold records; in a folder, a file that by name and
    first bytes is neither PubMed XML nor NBIB is skipped and named. Raises
    UsageError for a path that is not there, SourceError for a file that claims
    to be XML or NBIB and is not.
    """
    files: list[SourceFile] = []
    skipped: list[SkippedFile] = []
    for path in paths:
        if not path.exists():
            raise UsageError(
                f"--source {path}: there is no such file or folder. Mend: check the path"
            )
        for found in _below(path):
            kind = _format(found)
            if kind is not None:
                files.append(SourceFile(found, kind, _file_no(found), _note(found, kind)))
            elif found == path:
                raise SourceError(
                    f"{path} is neither PubMed XML nor NBIB. Mend: save the records from "
                    "PubMed as XML or in the format called PubMed (.nbib)"
                )
            else:
                skipped.append(SkippedFile(found, "neither PubMed XML nor NBIB"))
    if not files:
        names = ", ".join(str(p) for p in paths)
        raise SourceError(f"{names} holds no PubMed XML or NBIB file. Mend: name another folder")
    return files, skipped


def _below(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    yield from sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))


def _format(path: Path) -> str | None:
    """The format a file has by its name, verified by its first bytes."""
    ending = next(
        (e for e in sorted(_ENDINGS, key=len, reverse=True) if path.name.endswith(e)), None
    )
    if ending is None:
        return None
    head = _head(path)
    if _ENDINGS[ending] == "nbib":
        is_medline = re.search(rb"^PMID ?- ?\d", head, re.M) is not None
        if not is_medline and ending.startswith((".nbib", ".medline")):
            raise SourceError(
                f"{path} is named NBIB but holds no MEDLINE record. Mend: save it again"
            )
        return "nbib" if is_medline else None
    _verify_xml(path, head)
    return "pubmed-xml"


def _verify_xml(path: Path, head: bytes) -> None:
    """Raise SourceError unless the first element is one that holds PubMed records."""
    text = re.sub(rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(\[.*?\])?\s*>", b"", head, flags=re.S)
    root = re.search(rb"<([A-Za-z_][\w:.-]*)", text)
    name = root[1].decode() if root else None
    if name in ("PubmedArticleSet", "PubmedArticle", "PubmedBookArticleSet", "PubmedBookArticle"):
        return
    if not head.strip():
        what = "is empty"
    elif name is None:
        what = "holds no XML element"
    else:
        what = f"is not PubMed XML: its root is <{name}>"
    raise SourceError(f"{path} {what}. Mend: download it again, or take it out of the folder")


def _note(path: Path, format: str) -> str | None:
    """The comments before the root of an XML file, white space made even; None without any."""
    if format != "pubmed-xml":
        return None
    before = _BEFORE_ROOT.match(_head(path))
    told = [c.decode("utf-8", "replace") for c in _COMMENT.findall(before[0] if before else b"")]
    return " ".join(" ".join(told).split())[:_MOST_OF_A_NOTE] or None


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            is_gzip = stream.read(2) == b"\x1f\x8b"
        with igzip.open(path, "rb") if is_gzip else path.open("rb") as stream:
            return bytes(stream.read(_HEAD_BYTES))
    except UNREADABLE as error:
        raise SourceError(f"{path} cannot be read: {error}. Mend: download it again") from error


def _file_no(path: Path) -> int | None:
    found = _FILE_NO.match(path.name)
    return int(found[1]) if found else None
