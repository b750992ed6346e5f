"""References as RIS, the tagged form that reference managers and screening tools read (pure).

Tags as the RIS specification of 2011 has them. A tag a person or rule gave a report
(claim, status, stance) is a keyword, KW.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence.publish.citation_notice import notice_sentences
from evidence.publish.csl import csl_title
from evidence.publish.references import LANGUAGES, Author, Reference
from evidence.publish.safe_text import one_line
from evidence.publish.site_links import report_links


@dataclass(frozen=True, slots=True)
class Labelled:
    """A reference with what was decided on it: tags, notes, and its abstract where wanted."""

    reference: Reference
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    abstract: str | None = None


def ris_text(held: Sequence[Labelled]) -> str:
    """A .ris file, one record a report."""
    return "\n".join(_record(item) for item in held)


def _record(item: Labelled) -> str:
    ref = item.reference
    lines: list[tuple[str, str | None]] = [("TY", _type(ref)), ("ID", ref.key)]
    lines += [("A2" if a.is_editor else "AU", _name(a)) for a in ref.authors]
    lines += [("TI", csl_title(ref)), ("T2", ref.book_title if ref.is_book else ref.journal),
              ("J2", ref.journal_abbreviation), ("PY", str(ref.date_parts[0]) if ref.date_parts else None),
              ("DA", _date(ref)), ("VL", ref.volume), ("IS", ref.issue), *_pages(ref), ("SN", ref.issn),
              ("DO", ref.doi), ("AN", str(ref.pmid) if ref.pmid else None), ("C2", ref.pmc_id),
              ("PB", ref.publisher), ("LA", LANGUAGES.get(ref.language or "", ("", ref.language))[1]),
              ("DB", "PubMed" if ref.pmid else None), ("AB", item.abstract)]  # fmt: skip
    lines += [("KW", tag) for tag in item.tags]
    lines += [("N1", note) for note in (*notice_sentences(ref), *item.notes)]
    row: Mapping[str, object] = {"pmid": ref.pmid, "doi": ref.doi, "pmc_id": ref.pmc_id}
    lines += [("UR", address) for _, address in report_links(row)]
    return "".join(f"{tag}  - {one_line(value)}\n" for tag, value in lines if value) + "ER  - \n"


def _type(ref: Reference) -> str:
    if ref.is_book:
        return "CHAP" if ref.book_title not in (None, ref.title) else "BOOK"
    return "UNPB" if ref.is_preprint else "JOUR"


def _name(author: Author) -> str:
    if author.collective or not author.family:
        return author.collective or author.given or author.initials or "Anonymous"
    given = author.given or " ".join(author.initials or "")
    return ", ".join(filter(None, (author.family, given, author.suffix)))


def _date(ref: Reference) -> str | None:
    """YYYY/MM/DD/ with the slashes of parts that are not known."""
    if not ref.date_parts:
        return None
    parts = [str(ref.date_parts[0]), *(f"{p:02}" for p in ref.date_parts[1:])]
    return "/".join((*parts, "", "", "")[:4])


def _pages(ref: Reference) -> list[tuple[str, str | None]]:
    found = re.fullmatch(r"(\w+)-(\w+)", ref.pages or "")
    if found:
        return [("SP", found[1]), ("EP", found[2])]
    return [("SP", ref.pages or ref.locator)]
