"""PubMed XML of the benchmark sets as ReportText."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from lxml import etree

from evidence.models import MeshHeading, ReportText, Section


def load_reports(source: Path | IO[bytes]) -> Iterator[ReportText]:
    """The reports of one PubMed XML file, in order; white space squeezed."""
    held = str(source) if isinstance(source, Path) else source
    for article in etree.parse(held, etree.XMLParser(huge_tree=True)).getroot().iter("PubmedArticle"):
        yield _report(article.find("MedlineCitation"))


def _text(element: etree._Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _report(citation: etree._Element) -> ReportText:
    pmid = citation.findtext("PMID") or ""
    title = _text(citation.find("Article/ArticleTitle"))
    parts = [p for p in citation.findall("Article/Abstract/AbstractText") if _text(p)]
    sections = [
        Section("abstract", number, _text(part), part.get("Label"), part.get("NlmCategory"))
        for number, part in enumerate(parts)
    ]
    checked = citation.get("Status") == "MEDLINE" and citation.get("IndexingMethod") in (None, "Curated")
    return ReportText(
        report_id=f"pmid:{pmid}",
        title=Section("title", 0, title) if title else None,
        abstract=tuple(sections),
        publication_types=tuple(_text(e) for e in citation.iter("PublicationType")),
        publication_types_checked=checked,
        mesh=tuple(
            MeshHeading(_text(h.find("DescriptorName")), h.find("DescriptorName").get("MajorTopicYN") == "Y")
            for h in citation.iter("MeshHeading")
        ),
        keywords=tuple(_text(e) for e in citation.iter("Keyword")),
        registry_ids=tuple(_text(e) for e in citation.iter("AccessionNumber")),
        pmid=int(pmid) if pmid.isdigit() else None,
    )
