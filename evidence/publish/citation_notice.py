"""What a citation says of notices on the report cited (pure).

AMA 11 (3.11): the notice follows the reference, as "Retracted in:" or "Published
correction appears in"; Citing Medicine 1 (NLM) says "Retraction in:" and "Erratum in:";
APA 7 (10.1) puts "(Retraction published …)" in parentheses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from evidence.publish.references import NoticeOn, Reference, spread_pages

_AMA: Final = {
    "retraction": ("Retracted in: {}.", "This article has been retracted."),
    "retraction_and_replacement": ("Retracted and replaced in: {}.",
                                   "This article has been retracted and replaced."),
    "expression_of_concern": ("Expression of concern in: {}.", "An expression of concern has been published."),
    "correction": ("Published correction appears in {}.", "A correction has been published."),
    "reinstatement": ("Reinstated in: {}.", "The retraction has been withdrawn."),
}  # fmt: skip
_NLM: Final = {**_AMA, "retraction": ("Retraction in: {}.", _AMA["retraction"][1]),
               "correction": ("Erratum in: {}.", _AMA["correction"][1])}  # fmt: skip
_APA: Final = {
    "retraction": ("(Retraction published {})", "(Retracted)"),
    "retraction_and_replacement": ("(Retraction and replacement published {})", "(Retracted and replaced)"),
    "expression_of_concern": ("(Expression of concern published {})", "(Expression of concern published)"),
    "correction": ("(Correction published {})", "(Correction published)"),
    "reinstatement": ("(Reinstated {})", "(Reinstated)"),
}  # fmt: skip
FORMS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "ama": _AMA,
    "vancouver": _NLM,
    "apa": _APA,
}
_ORDER: Final = (
    "retraction",
    "retraction_and_replacement",
    "reinstatement",
    "expression_of_concern",
    "correction",
)


def notice_sentences(reference: Reference, style: str = "ama") -> list[str]:
    """One sentence a notice, the gravest first, in the words of a style; AMA's for others."""
    words = FORMS.get(style, _AMA)
    ordered = sorted(
        (n for n in reference.notices if n.kind in words), key=lambda n: _ORDER.index(n.kind)
    )
    return list(dict.fromkeys(_sentence(words[n.kind], n) for n in ordered))


def _sentence(words: tuple[str, str], notice: NoticeOn) -> str:
    where = (notice.where or "").strip().rstrip(".")
    if where:
        where = published_in(where, is_apa=words[0].startswith("("))
    elif notice.pmid:
        where = f"PMID {notice.pmid}"
    return words[0].format(where) if where else words[1]


def published_in(printed: str, is_apa: bool = False) -> str:
    """Where a notice was published, from PubMed's RefSource: AMA's form or APA's.

    >>> published_in("Science. 2006 Jan 20;311(5759):335")
    'Science. 2006;311(5759):335'
    >>> published_in("Science. 2006 Jan 20;311(5759):335", is_apa=True)
    '2006, Science, 311(5759), 335'
    """
    found = _REF_SOURCE.match(printed)
    if found is None:
        return printed
    journal, year, volume, pages = (
        found["journal"],
        found["year"],
        found["volume"],
        spread_pages(found["pages"]),
    )
    if is_apa:
        return f"{year}, {journal}, {volume}, {pages}"
    return f"{journal}. {year};{volume}:{pages}"


#: "Journal. 2006 Jan 20;311(5759):335. doi: …", the form of RefSource.
_REF_SOURCE: Final = re.compile(
    r"(?P<journal>[^;:]+?)\. (?P<year>(?:19|20)\d\d)\b[^;:]*;(?P<volume>[^:;]+):(?P<pages>[\w,\- ]+)")  # fmt: skip
