"""References as NBIB, PubMed's own tagged form (pure).

Tags as NLM's list of MEDLINE/PubMed data elements has them; lines are folded at 88
characters as PubMed folds them. What was decided on a report is an other term (OT)
with its owner NOTNLM, as a keyword that is not NLM's must be.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Final

from evidence.publish.references import Author, Reference
from evidence.publish.ris import Labelled
from evidence.publish.safe_text import one_line

_NOTICE_TAGS: Final = {"retraction": "RIN", "retraction_and_replacement": "RRI", "expression_of_concern": "ECI",
                       "correction": "EIN"}  # fmt: skip
_NOTICE_TYPES: Final = dict.fromkeys(
    ("retraction", "retraction_and_replacement"), "Retracted Publication"
)
_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_WIDTH: Final = 82


def nbib_text(held: Sequence[Labelled]) -> str:
    """A .nbib file, records parted by an empty line."""
    return "\n".join(_record(item) for item in held)


def _record(item: Labelled) -> str:
    ref = item.reference
    owner = "NLM" if ref.pmid else "NOTNLM"
    title = f"[{ref.title}]" if ref.is_translated else ref.title
    lines: list[tuple[str, str | None]] = [
        ("PMID", str(ref.pmid) if ref.pmid else None), ("OWN", owner), ("IS", ref.issn),
        ("VI", ref.volume), ("IP", ref.issue), ("DP", _date(ref)), ("TI", f"{title}." if title else None),
        ("PG", ref.pages or ref.locator), ("LID", f"{ref.doi} [doi]" if ref.doi else None),
        ("AB", item.abstract)]  # fmt: skip
    for author in ref.authors:
        lines += _author(author)
    lines += [("LA", ref.language), ("PT", "Preprint" if ref.is_preprint else "Journal Article")]
    lines += [("PT", _NOTICE_TYPES[n.kind]) for n in ref.notices if n.kind in _NOTICE_TYPES][:1]
    lines += [("TA", ref.journal_abbreviation), ("JT", ref.journal), ("BTI", ref.book_title),
              ("TT", ref.vernacular_title)]  # fmt: skip
    lines += [
        (_NOTICE_TAGS[n.kind], _notice(n.where, n.pmid))
        for n in ref.notices
        if n.kind in _NOTICE_TAGS
    ]
    if item.tags:
        lines += [("OTO", "NOTNLM"), *(("OT", tag) for tag in item.tags)]
    lines += [("PMC", ref.pmc_id), ("AID", f"{ref.doi} [doi]" if ref.doi else None),
              ("PST", "aheadofprint" if ref.is_ahead_of_print else "ppublish")]  # fmt: skip
    lines += [("GN", note) for note in item.notes]
    return "".join(_folded(tag, one_line(value)) for tag, value in lines if value)


def _folded(tag: str, value: str) -> str:
    parts = textwrap.wrap(value, _WIDTH, break_long_words=False, break_on_hyphens=False) or [""]
    return f"{tag:<4}- " + "\n      ".join(parts) + "\n"


def _author(author: Author) -> list[tuple[str, str | None]]:
    if author.collective or not author.family:
        return [("CN", author.collective or author.given or author.initials)]
    initials = author.initials or "".join(word[0] for word in (author.given or "").split())
    given = " ".join(filter(None, (author.given or author.initials, author.suffix)))
    full = f"{author.family}, {given}" if given else author.family
    short = " ".join(filter(None, (author.family, initials, author.suffix)))
    return [
        ("FED" if author.is_editor else "FAU", full),
        ("ED" if author.is_editor else "AU", short),
    ]


def _date(ref: Reference) -> str | None:
    if not ref.date_parts:
        return None
    year, *rest = ref.date_parts
    month = [_MONTHS[rest[0] - 1]] if rest else []
    return " ".join([str(year), *month, *map(str, rest[1:])])


def _notice(where: str | None, pmid: int | None) -> str | None:
    told = where or ("" if pmid is None else "PubMed")
    return f"{told.rstrip('.')}. PMID: {pmid}" if pmid else where
