"""References as BibTeX (pure). Text stays Unicode; what TeX takes for markup is written out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from evidence.publish.citation_notice import notice_sentences
from evidence.publish.csl import csl_title
from evidence.publish.references import LANGUAGES, Author, Reference

_SPECIAL: Final = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_AND: Final = re.compile(r"\band\b")


def bibtex_text(references: Iterable[Reference], comment: str = "") -> str:
    """A .bib file; `comment` is said in its first lines."""
    head = "".join(f"% {line}\n" for line in comment.splitlines())
    return head + ("\n" if head else "") + "\n".join(_entry(reference) for reference in references)


def tex(text: str) -> str:
    """Text as TeX prints it to the letter.

    >>> tex("5% {of} A&B")
    '5\\\\% \\\\textbraceleft{}of\\\\textbraceright{} A\\\\&B'
    """
    return "".join(_SPECIAL.get(letter, letter) for letter in text)


def _entry(reference: Reference) -> str:
    kind = "article"
    if reference.is_book:
        kind = "incollection" if reference.book_title not in (None, reference.title) else "book"
    elif reference.is_preprint:
        kind = "misc"
    authors = [_name(a) for a in reference.authors if not a.is_editor]
    if not reference.are_authors_complete:
        authors.append("others")
    year, month = (*map(str, reference.date_parts[:2]), "", "")[:2]
    language = LANGUAGES.get(reference.language or "", ("", reference.language or ""))[1]
    fields = {
        "author": " and ".join(authors),
        "editor": " and ".join(_name(a) for a in reference.authors if a.is_editor),
        "title": "{" + tex(csl_title(reference)) + "}",
        "journal": tex(reference.journal or ""),
        "shortjournal": tex(reference.journal_abbreviation or ""),
        "booktitle": tex(reference.book_title or "") if kind == "incollection" else "",
        "publisher": tex(reference.publisher or ""),
        "year": year, "volume": tex(reference.volume or ""), "number": tex(reference.issue or ""),
        "pages": tex(reference.pages or "").replace("-", "--"), "eid": tex(reference.locator or ""),
        "doi": _raw(reference.doi), "pmid": str(reference.pmid or ""), "pmcid": _raw(reference.pmc_id),
        "issn": _raw(reference.issn), "language": tex(language),
        "pubstate": "advance online publication" if reference.is_ahead_of_print else "",
        "note": tex(" ".join(notice_sentences(reference))),
    }  # fmt: skip
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if month:
        lines.append(f"  month = {_MONTHS[int(month) - 1]},")
    return "@" + kind + "{" + reference.key + ",\n" + "\n".join(lines) + "\n}\n"


def _name(author: Author) -> str:
    """Family, Suffix, Given; a group in braces, so that it stays in one piece."""
    if author.collective or not author.family:
        return "{" + tex(author.collective or author.given or author.initials or "Anonymous") + "}"
    family = tex(author.family)
    if "," in family or _AND.search(family):
        family = "{" + family + "}"
    given = tex(author.given or " ".join(author.initials or ""))
    return ", ".join(filter(None, (family, tex(author.suffix or ""), given)))


def _raw(value: str | None) -> str:
    """An identifier as it is: verbatim fields take no escapes, and braces would end the field."""
    return (value or "").replace("{", "%7B").replace("}", "%7D")
