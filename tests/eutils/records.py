"""Records as the server holds them: their bytes, and what its search looks at."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from tests.eutils.text import indexed

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LANGUAGES = {"eng": "english", "chi": "chinese", "ger": "german", "fre": "french",
             "spa": "spanish", "jpn": "japanese", "kor": "korean", "rus": "russian",
             "ita": "italian", "por": "portuguese"}  # fmt: skip
_NOTICES = ("RetractionIn", "RetractionOf")


@dataclass(slots=True)
class Record:
    """One record: `xml` is its element, compressed; the rest is what searches look at."""

    pmid: int
    xml: bytes
    texts: dict[str, str]
    terms: dict[str, set[str]]
    dates: dict[str, list[date]]
    revision: tuple[int, date]
    summary: dict[str, Any] = field(default_factory=dict)

    def element(self) -> str:
        """The record's XML as it was read."""
        return zlib.decompress(self.xml).decode()


def read_records(paths: Iterable[Path]) -> Iterator[Record | int]:
    """Records of PubMed XML files, in order; an int is a PMID that a file deletes."""
    for path in paths:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
            tags = ("PubmedArticle", "PubmedBookArticle", "DeleteCitation")
            for _, element in etree.iterparse(stream, tag=tags, huge_tree=True, recover=True):
                if element.tag == "DeleteCitation":
                    yield from (int(p.text) for p in element.iterfind("PMID"))
                elif record := record_of(element):
                    yield record
                element.clear()


def parsed(xml: str | bytes) -> list[Record]:
    """Records in one document or element given as text."""
    root = etree.fromstring(xml.encode() if isinstance(xml, str) else xml)
    elements = root.iter("PubmedArticle", "PubmedBookArticle")
    return [record for e in elements if (record := record_of(e))]


def record_of(element: Any) -> Record | None:
    """What the server keeps of a record; None where it has no PMID."""
    citation = element.find("MedlineCitation")
    citation = element.find("BookDocument") if citation is None else citation
    pmid = citation.findtext("PMID") if citation is not None else None
    if not (pmid and pmid.strip().isdigit()):
        return None
    texts, terms, dates = _texts(citation), _terms(element, citation), _dates(element, citation)
    version = citation.find("PMID").get("Version") or "1"
    return Record(
        pmid=int(pmid),
        xml=zlib.compress(etree.tostring(element, encoding="utf-8", with_tail=False), 1),
        texts=texts,
        terms=terms,
        dates=dates,
        revision=(int(version) if version.isdigit() else 1, max(dates["mdat"], default=date.min)),
        summary=_summary(element, citation, int(pmid)),
    )


def _plain(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _all(element: Any, *paths: str) -> list[str]:
    return [text for path in paths for e in element.iterfind(path) if (text := _plain(e))]


def _texts(citation: Any) -> dict[str, str]:
    """Indexed text by field."""
    title = _all(citation, "Article/ArticleTitle", "ArticleTitle", "Book/BookTitle")
    vernacular = _all(citation, "Article/VernacularTitle", "VernacularTitle")
    abstract = _all(citation, "Article/Abstract/AbstractText", "Abstract/AbstractText",
                    "OtherAbstract/AbstractText")  # fmt: skip
    keywords = _all(citation, "KeywordList/Keyword")
    mesh = _all(citation, "MeshHeadingList/MeshHeading/*")
    rest = _all(citation, "ChemicalList/Chemical/NameOfSubstance", "SupplMeshList/SupplMeshName",
                "Article/PublicationTypeList/PublicationType", "PublicationType")  # fmt: skip
    affiliation = _all(citation, ".//AffiliationInfo/Affiliation")
    authors = [f"{a.findtext('LastName') or ''} {a.findtext('Initials') or ''}"
               for a in citation.iterfind(".//AuthorList/Author")]  # fmt: skip
    journal = _all(citation, "Article/Journal/Title", "MedlineJournalInfo/MedlineTA")
    tiab = title + abstract + keywords
    return {
        "ti": indexed(title),
        "ab": indexed(abstract),
        "tt": indexed(vernacular),
        "ot": indexed(keywords),
        "tiab": indexed(tiab),
        "tw": indexed(tiab + vernacular + mesh + rest),
        "ad": indexed(affiliation),
        "cois": indexed(_all(citation, "CoiStatement")),
        "all": indexed(tiab + vernacular + mesh + rest + affiliation + authors + journal),
    }


def _terms(element: Any, citation: Any) -> dict[str, set[str]]:
    """Whole terms by field, lower case."""
    mesh, major, under, subheadings = set(), set(), set(), set()
    for heading in citation.iterfind("MeshHeadingList/MeshHeading"):
        name = _plain(heading.find("DescriptorName")).casefold()
        qualifiers = heading.findall("QualifierName")
        mesh.add(name)
        is_major = any(e.get("MajorTopicYN") == "Y" for e in heading)
        major |= {name} if is_major else set()
        for qualifier in qualifiers:
            subheadings.add(_plain(qualifier).casefold())
            under.add(f"{name}/{_plain(qualifier).casefold()}")
    types = set(_lower(citation, "Article/PublicationTypeList/PublicationType", "PublicationType"))
    languages = set(_lower(citation, "Article/Language", "Language"))
    journals = set(_lower(citation, "Article/Journal/Title", "Article/Journal/ISOAbbreviation",
                          "MedlineJournalInfo/MedlineTA", "Article/Journal/ISSN",
                          "MedlineJournalInfo/ISSNLinking", "MedlineJournalInfo/NlmUniqueID"))  # fmt: skip
    journals |= {j.replace(".", "") for j in journals}
    status = (citation.get("Status") or "").casefold()
    subsets = {status, "medline" if status == "medline" else "", "all"}
    subsets |= {s.casefold() for s in _all(citation, "CitationSubset")}
    subsets |= {"hasabstract"} if citation.find(".//AbstractText") is not None else set()
    ids = _lower(
        element, "PubmedData/ArticleIdList/ArticleId", "PubmedBookData/ArticleIdList/ArticleId"
    )
    ids += _lower(citation, "Article/ELocationID", "ELocationID")
    return {
        "mh": mesh, "majr": major, "mh/": under, "sh": subheadings, "pt": types,
        "la": languages | {LANGUAGES.get(code, code) for code in languages},
        "ta": journals, "sb": subsets - {""}, "lid": set(ids),
        "au": _author_names(citation), "nm": set(_lower(
            citation, "ChemicalList/Chemical/NameOfSubstance", "SupplMeshList/SupplMeshName")),
        "rn": set(_lower(citation, "ChemicalList/Chemical/RegistryNumber")),
        "vi": set(_lower(citation, "Article/Journal/JournalIssue/Volume")),
        "ip": set(_lower(citation, "Article/Journal/JournalIssue/Issue")),
        "pg": set(_lower(citation, "Article/Pagination/MedlinePgn", "Article/Pagination/StartPage")),
        "pl": set(_lower(citation, "MedlineJournalInfo/Country")),
        "si": set(_lower(citation, "Article/DataBankList/DataBank/AccessionNumberList/AccessionNumber")),
        "pa": set(),  # not in a record's XML
        "gr": set(_lower(citation, "Article/GrantList/Grant/GrantID")),
    }  # fmt: skip


def _lower(element: Any, *paths: str) -> list[str]:
    return [text.casefold() for text in _all(element, *paths)]


def _author_names(citation: Any) -> set[str]:
    names = set()
    for author in citation.iterfind(".//AuthorList/Author"):
        last, initials = author.findtext("LastName") or "", author.findtext("Initials") or ""
        fore = author.findtext("ForeName") or ""
        names |= {f"{last} {initials}".strip(), f"{last} {initials[:1]}".strip(), last}
        names |= {f"{last}, {fore}", f"{fore} {last}", author.findtext("CollectiveName") or ""}
    return {n.casefold() for n in names if n}


def _dates(element: Any, citation: Any) -> dict[str, list[date]]:
    """Dates by the name that searches use; `mdat` is DateRevised."""
    history = {e.get("PubStatus"): day for e in element.iter("PubMedPubDate") if (day := day_of(e))}
    printed = [d for e in citation.iterfind(".//JournalIssue/PubDate") if (d := day_of(e))]
    printed += [d for e in citation.iterfind("Book/PubDate") if (d := day_of(e))]
    electronic = [d for e in citation.iterfind(".//ArticleDate") if (d := day_of(e))]
    published = printed + electronic
    edat = history.get("pubmed") or history.get("entrez")
    entry = [edat] if edat else published[:1]
    revised = day_of(citation.find("DateRevised"))
    completed = day_of(citation.find("DateCompleted"))
    return {
        "pdat": published or entry,
        "ppdt": printed,
        "epdt": electronic,
        "edat": entry,
        "crdt": [history["entrez"]] if "entrez" in history else entry,
        "mhda": [history["medline"]] if "medline" in history else entry,
        "mdat": [revised] if revised else ([completed] if completed else entry),
        "cdat": [completed] if completed else [],
    }


def day_of(element: Any) -> date | None:
    """The first day that a Year/Month/Day or MedlineDate element can mean; None where none can."""
    if element is None:
        return None
    text = element.findtext("MedlineDate") or ""
    year = element.findtext("Year") or text[:4]
    month = (element.findtext("Month") or text[5:8] or "1").strip().casefold()
    number = (
        _MONTHS.index(month[:3]) + 1
        if month[:3] in _MONTHS
        else int(month)
        if month.isdigit()
        else 1
    )
    day = element.findtext("Day") or "1"
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _summary(element: Any, citation: Any, pmid: int) -> dict[str, Any]:
    """What esummary shows."""
    names = [
        f"{a.findtext('LastName') or a.findtext('CollectiveName') or ''} {a.findtext('Initials') or ''}"
        for a in citation.iterfind(".//AuthorList/Author")
    ]
    published = citation.find(".//JournalIssue/PubDate")
    volume = citation.findtext("Article/Journal/JournalIssue/Volume") or ""
    issue = citation.findtext("Article/Journal/JournalIssue/Issue") or ""
    pages = citation.findtext("Article/Pagination/MedlinePgn") or ""
    when = " ".join(_plain(e) for e in published) if published is not None else ""
    doi = next(
        (
            e.text or ""
            for e in citation.iterfind("Article/ELocationID")
            if e.get("EIdType") == "doi"
        ),
        "",
    )
    history = []
    for e in element.iter("PubMedPubDate"):
        day = day_of(e)
        clock = f"{int(e.findtext('Hour') or 0):02}:{int(e.findtext('Minute') or 0):02}"
        history += [(e.get("PubStatus"), f"{day:%Y/%m/%d} {clock}")] if day else []
    issns = {e.get("IssnType"): e.text or "" for e in citation.iterfind("Article/Journal/ISSN")}
    return {
        "pmid": pmid, "pubdate": when,
        "source": citation.findtext("MedlineJournalInfo/MedlineTA")
        or (citation.findtext("Article/Journal/ISOAbbreviation") or "").replace(".", ""),
        "authors": [n.strip() for n in names],
        "title": next(iter(_all(citation, "Article/ArticleTitle", "ArticleTitle")), ""),
        "volume": volume, "issue": issue, "pages": pages,
        "languages": [LANGUAGES.get(c, c).title() for c in _all(citation, "Article/Language")],
        "nlm_id": citation.findtext("MedlineJournalInfo/NlmUniqueID") or "",
        "issn": issns.get("Print", ""), "essn": issns.get("Electronic", ""),
        "types": _all(citation, "Article/PublicationTypeList/PublicationType"),
        "status": {"MEDLINE": "PubMed - indexed for MEDLINE", "In-Process": "PubMed - in process",
                   "Publisher": "PubMed - as supplied by publisher"}.get(citation.get("Status"), "PubMed"),
        "pub_status": element.findtext("PubmedData/PublicationStatus") or "ppublish",
        "ids": [("pubmed", str(pmid)), *([("doi", doi)] if doi else [])], "doi": doi, "history": history,
        "references": [e.findtext("PMID") or "" for e in citation.iter("CommentsCorrections")
                       if e.get("RefType") in _NOTICES],
        "has_abstract": int(citation.find(".//AbstractText") is not None),
        "journal": citation.findtext("Article/Journal/Title") or "",
        "so": f"{when};{volume}{f'({issue})' if issue else ''}{':' + pages if pages else ''}",
    }  # fmt: skip
