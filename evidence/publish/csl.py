"""References as CSL-JSON, the form that citation processors and reference managers share (pure).

Field names: CSL 1.0.2, appendix IV. A notice is told in `note`, and a retracted
paper's title says so too, so that no style can hide it.
"""

from __future__ import annotations

from typing import Any

from evidence.publish.citation_notice import notice_sentences
from evidence.publish.references import LANGUAGES, Author, Reference

CslItem = dict[str, Any]


def csl_item(reference: Reference) -> CslItem:
    """One CSL-JSON item; its id is the reference's key."""
    item: CslItem = {"id": reference.key, "type": _type(reference), "title": csl_title(reference)}
    authors = [csl_name(a) for a in reference.authors if not a.is_editor]
    editors = [csl_name(a) for a in reference.authors if a.is_editor]
    language = LANGUAGES.get(reference.language or "", (reference.language, ""))[0]
    fields = {
        "author": authors, "editor": editors,
        "container-title": reference.book_title if reference.is_book else reference.journal,
        "container-title-short": None if reference.is_book else reference.journal_abbreviation,
        "ISSN": reference.issn, "volume": reference.volume, "issue": reference.issue,
        "page": reference.pages or reference.locator, "number": reference.locator,
        "issued": {"date-parts": [list(reference.date_parts)]} if reference.date_parts else None,
        "publisher": reference.publisher, "language": language, "DOI": reference.doi,
        "PMID": str(reference.pmid) if reference.pmid else None, "PMCID": reference.pmc_id,
        "status": "advance online publication" if reference.is_ahead_of_print else None,
        "note": " ".join(notice_sentences(reference)),
    }  # fmt: skip
    if reference.is_book and reference.book_title in (None, reference.title):
        fields["container-title"] = None
    return {**item, **{name: value for name, value in fields.items() if value}}


def csl_title(reference: Reference) -> str:
    """The title as AMA 11 (3.9.2) gives one in another language.

    Both titles: the original, then the translation in brackets. The translation alone:
    with the language in brackets after it.
    """
    title, original = reference.title or "Untitled", reference.vernacular_title
    if original and original != title:
        title = f"{original} [{title}]"
    elif reference.language_name:
        title = f"{title} [in {reference.language_name}]"
    is_said = title.lower().startswith(("retracted", "[retracted"))
    return f"RETRACTED: {title}" if reference.is_retracted and not is_said else title


def csl_name(author: Author) -> dict[str, str]:
    """A name variable; a group is a literal, initials stand in for given names that are not held."""
    if author.collective:
        return {"literal": author.collective}
    if author.family is None:
        return {"literal": author.given or author.initials or "Anonymous"}
    given = author.given or " ".join(author.initials or "")
    parts = {"family": author.family, "given": given, "suffix": author.suffix}
    return {name: value for name, value in parts.items() if value}


def _type(reference: Reference) -> str:
    if reference.is_book:
        return "chapter" if reference.book_title not in (None, reference.title) else "book"
    return "article" if reference.is_preprint else "article-journal"
