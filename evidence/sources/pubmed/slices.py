"""Records of a PubmedArticleSet cut out to the byte, and put together again. Pure.

What is stored must not depend on how an answer was cut, spoilt or interrupted on its
way; so the unit is the record as PubMed wrote it, and a set is made of records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from evidence.errors import SourceError

_RECORD = re.compile(
    rb"<PubmedArticle>.*?</PubmedArticle>|<PubmedBookArticle>.*?</PubmedBookArticle>", re.DOTALL
)
_PROLOG = re.compile(rb"\A.*?<PubmedArticleSet[^>]*>", re.DOTALL)
_END = b"\n</PubmedArticleSet>\n"


def record_slices(content: bytes) -> dict[int, bytes]:
    """Each record of a whole PubmedArticleSet by its PMID, as it was written.

    Raises SourceError where a record has no PMID.
    """
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    elements = list(root.iterchildren("PubmedArticle", "PubmedBookArticle"))
    written = [found[0] for found in _RECORD.finditer(content)]
    if len(written) != len(elements):  # a comment or CDATA that looks like a record
        written = [etree.tostring(e, encoding="utf-8", with_tail=False) for e in elements]
    return {_pmid(element): text for element, text in zip(elements, written, strict=True)}


def set_prolog(content: bytes) -> bytes:
    """What stands before the first record, with the DTD the answer names."""
    found = _PROLOG.match(content)
    return found[0] if found else b'<?xml version="1.0" encoding="UTF-8"?>\n<PubmedArticleSet>'


def record_set(prolog: bytes, records: Iterable[bytes]) -> bytes:
    """A PubmedArticleSet of records.

    >>> record_set(b"<PubmedArticleSet>", [b"<PubmedArticle/>"])
    b'<PubmedArticleSet>\\n<PubmedArticle/>\\n</PubmedArticleSet>\\n'
    """
    return prolog + b"\n" + b"\n".join(records) + _END


def _pmid(element: etree._Element) -> int:
    text = element.findtext("MedlineCitation/PMID") or element.findtext("BookDocument/PMID") or ""
    if not text.strip().isdigit():
        raise SourceError("a record of PubMed's answer has no PMID. Mend: run again later")
    return int(text)
