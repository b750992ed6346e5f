"""PubMed's MEDLINE format written from PubMed XML, apart from the reader under test.

By NLM's MEDLINE/PubMed Data Element (Field) Descriptions; long lines are folded as PubMed does.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

TAGS = {"CommentIn": "CIN", "CommentOn": "CON", "ErratumIn": "EIN", "ErratumFor": "EFR", "RetractionIn": "RIN",
        "RetractionOf": "ROF", "UpdateIn": "UIN", "UpdateOf": "UOF", "RepublishedIn": "RPI",
        "RepublishedFrom": "RPF", "ExpressionOfConcernIn": "ECI", "ExpressionOfConcernFor": "ECF",
        "SummaryForPatientsIn": "SPIN", "OriginalReportIn": "ORI"}  # fmt: skip


def nbib(articles: Any) -> str:
    """The entries of PubmedArticle elements."""
    return "\n" + "\n".join("".join(_line(t, v) for t, v in _tags(a) if v) for a in articles)


def _line(tag: str, value: str) -> str:
    lines = textwrap.wrap(value, 82, break_long_words=False, break_on_hyphens=False)
    return f"{tag:<4}- " + "\n      ".join(lines) + "\n"


def text(element: Any) -> str:
    """All letters of an element, white space folded."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _digits(element: Any) -> str:
    return (
        ""
        if element is None
        else "".join(element.findtext(n).zfill(2) for n in ("Year", "Month", "Day"))
    )


def _tags(article: Any) -> Iterator[tuple[str, str]]:
    citation, data = article.find("MedlineCitation"), article.find("PubmedData")
    one = citation.find
    yield "PMID", text(one("PMID"))
    yield "OWN", citation.get("Owner") or "NLM"
    yield "STAT", citation.get("Status")
    yield "DCOM", _digits(one("DateCompleted"))
    yield "LR", _digits(one("DateRevised"))
    issn = one("Article/Journal/ISSN")
    if issn is not None:
        yield "IS", f"{text(issn)} ({issn.get('IssnType')})"
    if text(one("MedlineJournalInfo/ISSNLinking")):
        yield "IS", f"{text(one('MedlineJournalInfo/ISSNLinking'))} (Linking)"
    yield "VI", text(one("Article/Journal/JournalIssue/Volume"))
    yield "IP", text(one("Article/Journal/JournalIssue/Issue"))
    date = one("Article/Journal/JournalIssue/PubDate")
    yield "DP", " ".join(text(date.find(n)) for n in ("MedlineDate", "Year", "Season", "Month", "Day")
                         if date.find(n) is not None)  # fmt: skip
    yield "TI", text(one("Article/ArticleTitle"))
    yield "PG", text(one("Article/Pagination/MedlinePgn"))
    yield from (
        ("LID", f"{text(e)} [{e.get('EIdType')}]") for e in citation.findall("Article/ELocationID")
    )
    yield "AB", " ".join(f"{p.get('Label')}: {text(p)}" if p.get("Label") else text(p)
                         for p in citation.findall("Article/Abstract/AbstractText") if text(p))  # fmt: skip
    yield "CI", text(one("Article/Abstract/CopyrightInformation"))
    yield from _people(citation)
    yield from (("LA", text(e)) for e in citation.findall("Article/Language"))
    yield from (("SI", f"{text(b.find('DataBankName'))}/{text(a)}") for b in citation.iter("DataBank")
                for a in b.iter("AccessionNumber"))  # fmt: skip
    yield from (("PT", text(e)) for e in citation.iter("PublicationType"))
    yield from _end(citation, data)


def _people(citation: Any) -> Iterator[tuple[str, str]]:
    for person in citation.findall("Article/AuthorList/Author"):
        if person.find("CollectiveName") is not None:
            yield "CN", text(person.find("CollectiveName"))
            continue
        last, fore, initials, suffix = (
            text(person.find(n)) for n in ("LastName", "ForeName", "Initials", "Suffix")
        )
        end = f" {suffix}" if suffix else ""
        yield "FAU", f"{last}, {fore}{end}" if fore else f"{last}{end}"
        yield "AU", f"{last} {initials}{end}" if initials else f"{last}{end}"
        yield from (("AUID", f"{i.get('Source')}: {text(i)}") for i in person.findall("Identifier"))
        yield from (("AD", text(a)) for a in person.findall("AffiliationInfo/Affiliation"))


def _end(citation: Any, data: Any) -> Iterator[tuple[str, str]]:
    one = citation.find
    yield "TT", text(one("Article/VernacularTitle"))
    yield "DEP", _digits(one("Article/ArticleDate"))
    yield "PL", text(one("MedlineJournalInfo/Country"))
    yield "TA", text(one("MedlineJournalInfo/MedlineTA"))
    yield "JT", text(one("Article/Journal/Title"))
    yield "JID", text(one("MedlineJournalInfo/NlmUniqueID"))
    yield from (("RN", f"{text(c.find('RegistryNumber'))} ({text(c.find('NameOfSubstance'))})")
                for c in citation.iter("Chemical"))  # fmt: skip
    for entry in citation.iter("CommentsCorrections"):
        pmid = text(entry.find("PMID"))
        if entry.get("RefType") in TAGS:
            yield (
                TAGS[entry.get("RefType")],
                text(entry.find("RefSource")) + (f". PMID: {pmid}" if pmid else ""),
            )
    for heading in citation.iter("MeshHeading"):
        names = [("*" if n.get("MajorTopicYN") == "Y" else "") + text(n) for n in heading]
        yield "MH", "/".join(names)
    yield "COIS", text(one("CoiStatement"))
    for words in citation.findall("KeywordList"):
        yield "OTO", words.get("Owner")
        yield from (("OT", ("*" if w.get("MajorTopicYN") == "Y" else "") + text(w)) for w in words)
    if data is None:
        return
    for day in data.iter("PubMedPubDate"):
        two = {part: text(day.find(part)).zfill(2) for part in ("Month", "Day", "Hour", "Minute")}
        at = f" {two['Hour']}:{two['Minute']}" if day.find("Hour") is not None else ""
        date = f"{text(day.find('Year'))}/{two['Month']}/{two['Day']}"
        yield "PHST", f"{date}{at} [{day.get('PubStatus')}]"
    for held in data.findall("ArticleIdList/ArticleId"):
        if held.get("IdType") in ("doi", "pii"):
            yield "AID", f"{text(held)} [{held.get('IdType')}]"
        elif held.get("IdType") == "pmc":
            yield "PMC", text(held)
    yield "PST", text(data.find("PublicationStatus"))


def plain(value: Any) -> Any:
    """A text without the signs that only markup gives, to compare what the format can carry."""
    if not isinstance(value, str):
        return value
    import unicodedata

    return re.sub(r"[\s^_()√/−–-]", "", unicodedata.normalize("NFKC", value))
