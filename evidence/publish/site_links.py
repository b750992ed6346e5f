"""Links to where a report can be read, made from its identifiers alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_PMC = re.compile(r"PMC\d+", re.IGNORECASE)


def report_links(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(label, address) for PubMed, DOI and PMC, in that order; only those a report has.

    A DOI must have the form of a DOI handle (DOI Handbook 2.2); anything else gives no link.

    >>> report_links({"pmid": None, "doi": "10.1000/x<y>"})
    [('DOI 10.1000/x<y>', 'https://doi.org/10.1000/x%3Cy%3E')]
    """
    links = []
    if row.get("pmid"):
        number = int(row["pmid"])
        links.append((f"PMID {number}", f"https://pubmed.ncbi.nlm.nih.gov/{number}/"))
    doi = str(row.get("doi") or "")
    if _DOI.fullmatch(doi):
        links.append((f"DOI {doi}", "https://doi.org/" + quote(doi, safe="/:;().-_")))
    pmc = str(row.get("pmc_id") or "")
    if _PMC.fullmatch(pmc):
        links.append((pmc.upper(), f"https://pmc.ncbi.nlm.nih.gov/articles/{pmc.upper()}/"))
    return links
