"""What Bio.Entrez reads of a record, laid out by the columns it belongs in.

Independent of the project's reader: Bio.Entrez's own objects, element by element.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Row = tuple[Any, ...]


def attr(element: Any, name: str) -> Any:
    """An attribute of an element; None for none."""
    return getattr(element, "attributes", {}).get(name) if element is not None else None


def some(value: Any) -> str | None:
    """A text, or None for none."""
    return None if value is None else " ".join(str(value).split()) or None


def flag(element: Any, name: str) -> bool | None:
    """A Y/N attribute."""
    value = attr(element, name)
    return None if value is None else value == "Y"


def article_rows(entry: Any) -> dict[str, list[Row]]:
    """Rows by table of one PubmedArticle."""
    citation, data = entry["MedlineCitation"], entry.get("PubmedData", {})
    article = citation["Article"]
    rows: dict[str, list[Row]] = {
        "record": [record_row(citation, article, data)],
        "section": list(sections(article)),
        "other_abstract": list(other_abstracts(citation)),
        "author": list(authors(article)), "affiliation": list(affiliations(article, citation)),
        "investigator": list(investigators(citation)),
        "language": [(some(code),) for code in article.get("Language", []) if some(code)],
        "publication_type": [(some(t), attr(t, "UI")) for t in article.get("PublicationTypeList", [])],
        "mesh_heading": [(some(h["DescriptorName"]), attr(h["DescriptorName"], "UI"),
                          flag(h["DescriptorName"], "MajorTopicYN"), attr(h["DescriptorName"], "Type"))
                         for h in citation.get("MeshHeadingList", [])],
        "mesh_qualifier": [(n, some(q), attr(q, "UI"), flag(q, "MajorTopicYN"))
                           for n, h in enumerate(citation.get("MeshHeadingList", []))
                           for q in h.get("QualifierName", [])],
        "chemical": list(chemicals(citation)), "keyword": list(keywords(citation)),
        "grant_award": [tuple(some(g.get(n)) for n in ("GrantID", "Acronym", "Agency", "Country"))
                        for g in article.get("GrantList", [])],
        "databank_accession": [(some(b.get("DataBankName")), some(a))
                               for b in article.get("DataBankList", [])
                               for a in b.get("AccessionNumberList", []) or [None]],
        "comment_correction": list(corrections(citation)),
        "article_id": list(ids(article, citation, data)),
        "history_date": list(history(article, data)),
    }  # fmt: skip
    rows["cited_reference"], rows["cited_reference_id"] = references(data.get("ReferenceList", []))
    return rows


def record_row(citation: Any, article: Any, data: Any) -> Row:
    """The record's single values, in the order of RECORD_COLUMNS."""
    journal = article.get("Journal", {})
    issue, info = journal.get("JournalIssue", {}), citation.get("MedlineJournalInfo", {})
    pages = article.get("Pagination", {})
    issn, pmid = journal.get("ISSN"), citation.get("PMID")
    return (
        some(pmid), attr(pmid, "Version"), attr(citation, "Status"), attr(citation, "Owner"),
        attr(citation, "IndexingMethod"), attr(citation, "VersionID"), attr(citation, "VersionDate"),
        attr(article, "PubModel"), some(article.get("ArticleTitle")), some(article.get("VernacularTitle")),
        some(journal.get("Title")), some(journal.get("ISOAbbreviation")), some(issn), attr(issn, "IssnType"),
        some(issue.get("Volume")), some(issue.get("Issue")), attr(issue, "CitedMedium"),
        some(info.get("Country")), some(info.get("MedlineTA")), some(info.get("NlmUniqueID")),
        some(info.get("ISSNLinking")), some(pages.get("StartPage")), some(pages.get("EndPage")),
        some(pages.get("MedlinePgn")), printed(issue.get("PubDate", {})),
        day(citation.get("DateCreated")), day(citation.get("DateCompleted")), day(citation.get("DateRevised")),
        some(citation.get("CoiStatement")), some(citation.get("NumberOfReferences")),
        some(article.get("Abstract", {}).get("CopyrightInformation")), some(data.get("PublicationStatus")),
        flag(article.get("AuthorList"), "CompleteYN"),
    )  # fmt: skip


def printed(date: Any) -> str | None:
    """A printed date to the letter."""
    if "MedlineDate" in date:
        return some(date["MedlineDate"])
    return some(" ".join(str(date.get(n, "")) for n in ("Year", "Season", "Month", "Day")))


def day(date: Any) -> str | None:
    """Year-month-day of numbers; None for none."""
    return None if not date else "-".join(str(date[n]).zfill(2) for n in ("Year", "Month", "Day"))


def sections(article: Any) -> Iterator[Row]:
    """Title, then abstract."""
    if some(article.get("ArticleTitle")):
        yield "title", None, None, some(article["ArticleTitle"])
    for text in article.get("Abstract", {}).get("AbstractText", []):
        if some(text):
            yield "abstract", some(attr(text, "Label")), attr(text, "NlmCategory"), some(text)


def other_abstracts(citation: Any) -> Iterator[Row]:
    """OtherAbstract by section."""
    for number, held in enumerate(citation.get("OtherAbstract", [])):
        for text in held.get("AbstractText", []):
            if some(text):
                yield (number, attr(held, "Type"), attr(held, "Language"), some(attr(text, "Label")),
                       some(text), some(held.get("CopyrightInformation")))  # fmt: skip


def names(person: Any) -> Row:
    """The four parts of a name."""
    return tuple(some(person.get(n)) for n in ("LastName", "ForeName", "Initials", "Suffix"))


def identifiers(person: Any) -> Row:
    """Every identifier to the letter, with its source."""
    return tuple((attr(i, "Source"), some(i)) for i in person.get("Identifier", []))


def authors(article: Any) -> Iterator[Row]:
    """AuthorList."""
    for person in article.get("AuthorList", []):
        yield (*names(person), some(person.get("CollectiveName")), flag(person, "ValidYN"),
               flag(person, "EqualContrib"), identifiers(person))  # fmt: skip


def investigators(citation: Any) -> Iterator[Row]:
    """Persons a text is about, then members of the group."""
    for person in citation.get("PersonalNameSubjectList", []):
        yield "subject", *names(person), None
    for member in members(citation):
        yield "investigator", *names(member), flag(member, "ValidYN")


def members(citation: Any) -> list[Any]:
    """Investigators of every list."""
    return [member for group in citation.get("InvestigatorList", []) for member in group]


def affiliations(article: Any, citation: Any) -> Iterator[Row]:
    """Affiliations of authors, then of investigators."""
    n_subjects = len(citation.get("PersonalNameSubjectList", []))
    for kind, people, first in (("author", article.get("AuthorList", []), 0),
                                ("investigator", members(citation), n_subjects)):  # fmt: skip
        for number, person in enumerate(people, first):
            for info in person.get("AffiliationInfo", []):
                yield kind, number, some(info.get("Affiliation")), identifiers(info)


def chemicals(citation: Any) -> Iterator[Row]:
    """Chemicals, then supplementary concepts."""
    for held in citation.get("ChemicalList", []):
        name = held["NameOfSubstance"]
        yield "substance", some(held.get("RegistryNumber")), some(name), attr(name, "UI")
    for name in citation.get("SupplMeshList", []):
        yield attr(name, "Type"), None, some(name), attr(name, "UI")


def keywords(citation: Any) -> Iterator[Row]:
    """Keywords by owner."""
    for held in citation.get("KeywordList", []):
        for word in held:
            if some(word):
                yield attr(held, "Owner"), some(word), flag(word, "MajorTopicYN")


def corrections(citation: Any) -> Iterator[Row]:
    """CommentsCorrections."""
    for held in citation.get("CommentsCorrectionsList", []):
        pmid = held.get("PMID")
        yield (
            attr(held, "RefType"),
            some(held.get("RefSource")),
            some(pmid),
            attr(pmid, "Version"),
            some(held.get("Note")),
        )


def ids(article: Any, citation: Any, data: Any) -> Iterator[Row]:
    """ELocationIDs, OtherIDs, the record's own list."""
    for held in article.get("ELocationID", []):
        yield "elocation_id", attr(held, "EIdType"), some(held), flag(held, "ValidYN")
    for held in citation.get("OtherID", []):
        yield "other_id", attr(held, "Source"), some(held), None
    for held in data.get("ArticleIdList", []):
        if some(held):
            yield "article_id", attr(held, "IdType"), some(held), None


def history(article: Any, data: Any) -> Iterator[Row]:
    """ArticleDates, then PubMedPubDates."""
    for held in article.get("ArticleDate", []):
        yield (
            f"article-date {attr(held, 'DateType')}",
            " ".join(str(held[n]) for n in ("Year", "Month", "Day")),
        )
    for held in data.get("History", []):
        parts = (held.get(n) for n in ("Year", "Month", "Day", "Hour", "Minute", "Second"))
        yield attr(held, "PubStatus"), " ".join(str(p) for p in parts if p)


def references(lists: Any, heading: str | None = None) -> tuple[list[Row], list[Row]]:
    """(references with their heading, their ids by place), lists within lists too."""
    cited: list[Row] = []
    found: list[Row] = []
    for held in lists:
        title = some(held.get("Title")) or heading
        for reference in held.get("Reference", []):
            found += [
                (len(cited), attr(i, "IdType"), some(i))
                for i in reference.get("ArticleIdList", [])
                if some(i)
            ]
            cited.append((title, some(reference.get("Citation"))))
        inner, inner_ids = references(held.get("ReferenceList", []), title)
        found += [(number + len(cited), *rest) for number, *rest in inner_ids]
        cited += inner
    return cited, found
