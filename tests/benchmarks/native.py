"""NLM's own records in a folder of PubMed XML, for training: title, sections, types."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from evidence.models import Section


@dataclass(frozen=True, slots=True)
class NativeRecord:
    """One record as people indexed it; `is_indexed` when its status is MEDLINE, not automated."""

    pmid: str
    title: str
    sections: tuple[Section, ...]
    types: frozenset[str]
    is_indexed: bool


def _text(element: etree._Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def native_records(folder: Path) -> Iterator[NativeRecord]:
    """Every PMID once, in file order."""
    seen: set[str] = set()
    for path in sorted(folder.glob("*.xml*")):
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for citation in etree.fromstring(data, etree.XMLParser(huge_tree=True)).iter("MedlineCitation"):
            pmid = citation.findtext("PMID") or ""
            if pmid not in seen:
                seen.add(pmid)
                yield _record(pmid, citation)


def _record(pmid: str, citation: etree._Element) -> NativeRecord:
    parts = [p for p in citation.findall("Article/Abstract/AbstractText") if _text(p)]
    return NativeRecord(
        pmid,
        _text(citation.find("Article/ArticleTitle")),
        tuple(Section("abstract", i, _text(p), p.get("Label"), p.get("NlmCategory")) for i, p in enumerate(parts)),
        frozenset(_text(t) for t in citation.iter("PublicationType")),
        citation.get("Status") == "MEDLINE" and citation.get("IndexingMethod") in (None, "Curated"),
    )
