"""Where each value stands in PubMed XML: one definition, read by both readers.

A raw table has one row for every child of the elements at its paths. A field is
named by its path from that child on, `@` before an attribute. The attributes of
the element at a path itself stand in its first row, or one before it, as `At/@…`.
Names are those of NLM's DTD (pubmed_250101.dtd and those before it).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

_ARTICLE = "PubmedArticle/MedlineCitation"
_BOOK = "PubmedBookArticle/BookDocument"
_DATE = ("Year", "Month", "Day")
_SEASON_DATE = (*_DATE, "Season")
_NAMES = ("LastName", "ForeName", "Initials", "Suffix")
_DATA = ("PubmedArticle/PubmedData", "PubmedBookArticle/PubmedBookData")


@dataclass(frozen=True, slots=True)
class RawTable:
    """A raw table: the element paths whose children are its rows, and its fields.

    A table without fields is there for its place alone, which tells lists apart.
    """

    name: str
    paths: tuple[str, ...]
    fields: tuple[str, ...]

    @property
    def depth(self) -> int:
        """How many levels tell a row: the record, each ancestor that is a row, itself."""
        return max(n_levels(path) for path in self.paths)


def is_text(field: str) -> bool:
    """Whether white space in a field is layout: in every element, and in printed labels."""
    return "@" not in field or field.endswith("@Label")


@cache
def n_levels(path: str) -> int:
    """How many levels tell a child of the element at `path`."""
    rows = {held for table in RAW_TABLES for held in table.paths}
    return 2 + sum(path.startswith(f"{held}/") for held in rows)


def _under(element: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{element}/{name}" for name in names)


def _with(element: str, *attributes: str) -> tuple[str, ...]:
    return (element, *_under(element, *(f"@{name}" for name in attributes)))


_LIST_ABSTRACT = (*_with("AbstractText", "Label", "NlmCategory"), "CopyrightInformation")
_IDENTIFIER = _with("Identifier", "Source")
_AFFILIATION = ("Affiliation", *_IDENTIFIER)
_BOOK_LINKS = ("book", "part", "sec")
_PAGES = _under("Pagination", "StartPage", "EndPage", "MedlinePgn")
_LOCATION = _with("LocationLabel", "Type")


def _table(name: str, paths: str | tuple[str, ...], *fields: str) -> RawTable:
    return RawTable(name, (paths,) if isinstance(paths, str) else paths, fields)


RAW_TABLES: tuple[RawTable, ...] = (
    _table("part", ("PubmedArticle", "PubmedBookArticle")),
    _table(
        "citation", (_ARTICLE, _BOOK),
        *_under("At", "@Status", "@Owner", "@IndexingMethod", "@VersionID", "@VersionDate"),
        *_with("PMID", "Version"), *_under("DateCreated", *_DATE),
        *_under("DateCompleted", *_DATE), *_under("DateRevised", *_DATE),
        *_under("MedlineJournalInfo", "Country", "MedlineTA", "NlmUniqueID", "ISSNLinking"),
        "CitationSubset", "NumberOfReferences", *_with("OtherID", "Source"), "CoiStatement",
        "SpaceFlightMission", *_with("GeneralNote", "Owner"), *_LOCATION,
        *_under("ContributionDate", *_SEASON_DATE),
    ),
    _table(
        "article", (f"{_ARTICLE}/Article", _BOOK), "At/@PubModel",
        *_with("Journal/ISSN", "IssnType"), "Journal/JournalIssue/@CitedMedium",
        *_under("Journal/JournalIssue", "Volume", "Issue"),
        *_under("Journal/JournalIssue/PubDate", *_SEASON_DATE, "MedlineDate"),
        *_under("Journal", "Title", "ISOAbbreviation"), *_with("ArticleTitle", *_BOOK_LINKS),
        *_PAGES, *_with("ELocationID", "EIdType", "ValidYN"), "Language", "VernacularTitle",
        *_under("ArticleDate", "@DateType", *_DATE),
    ),
    _table("book", f"{_BOOK}/Book", *_under("Publisher", "PublisherName", "PublisherLocation"),
           *_with("BookTitle", *_BOOK_LINKS), *_under("PubDate", *_SEASON_DATE, "MedlineDate"),
           *_under("BeginningDate", *_SEASON_DATE), *_under("EndingDate", *_SEASON_DATE), "Volume",
           "VolumeTitle", "Edition", *_with("CollectionTitle", *_BOOK_LINKS), "Isbn",
           *_with("ELocationID", "EIdType", "ValidYN"), "Medium", "ReportNumber"),
    _table("abstract", (f"{_ARTICLE}/Article/Abstract", f"{_BOOK}/Abstract"), *_LIST_ABSTRACT),
    _table("other_abstract", f"{_ARTICLE}/OtherAbstract", "At/@Type", "At/@Language", *_LIST_ABSTRACT),
    _table("author", (f"{_ARTICLE}/Article/AuthorList", f"{_BOOK}/AuthorList", f"{_BOOK}/Book/AuthorList"),
           "At/@CompleteYN", "At/@Type", *_under("Author", "@ValidYN", "@EqualContrib", *_NAMES,
           *_with("CollectiveName", "Investigators"), *_IDENTIFIER)),
    _table("author_affiliation", tuple(
        f"{p}/AuthorList/Author/AffiliationInfo" for p in (f"{_ARTICLE}/Article", _BOOK, f"{_BOOK}/Book")
    ), *_AFFILIATION),
    _table("investigator", tuple(f"{p}/InvestigatorList" for p in (_ARTICLE, _BOOK, f"{_BOOK}/Book")),
           "At/@ID", *_under("Investigator", "@ValidYN", *_NAMES, *_IDENTIFIER)),
    _table("investigator_affiliation", tuple(
        f"{p}/InvestigatorList/Investigator/AffiliationInfo" for p in (_ARTICLE, _BOOK, f"{_BOOK}/Book")
    ), *_AFFILIATION),
    _table("subject", f"{_ARTICLE}/PersonalNameSubjectList", *_under("PersonalNameSubject", *_NAMES)),
    _table("grant", (f"{_ARTICLE}/Article/GrantList", f"{_BOOK}/GrantList"), "At/@CompleteYN",
           *_under("Grant", "GrantID", "Acronym", "Agency", "Country")),
    _table("databank_list", f"{_ARTICLE}/Article/DataBankList", "At/@CompleteYN"),
    _table("databank", f"{_ARTICLE}/Article/DataBankList/DataBank", "DataBankName"),
    _table("accession", f"{_ARTICLE}/Article/DataBankList/DataBank/AccessionNumberList", "AccessionNumber"),
    _table("publication_type", (f"{_ARTICLE}/Article/PublicationTypeList", _BOOK),
           *_with("PublicationType", "UI")),
    _table("chemical", f"{_ARTICLE}/ChemicalList", "Chemical/RegistryNumber",
           *_with("Chemical/NameOfSubstance", "UI")),
    _table("supplementary", f"{_ARTICLE}/SupplMeshList", *_with("SupplMeshName", "UI", "Type")),
    _table("correction", f"{_ARTICLE}/CommentsCorrectionsList",
           *_under("CommentsCorrections", "@RefType", "RefSource", "Note", "PMID", "PMID/@Version")),
    _table("gene_symbol", f"{_ARTICLE}/GeneSymbolList", "GeneSymbol"),
    _table("mesh_list", f"{_ARTICLE}/MeshHeadingList"),
    _table("mesh", f"{_ARTICLE}/MeshHeadingList/MeshHeading",
           *_with("DescriptorName", "UI", "MajorTopicYN", "Type", "AutoHM"),
           *_with("QualifierName", "UI", "MajorTopicYN", "AutoHM")),
    _table("keyword", (f"{_ARTICLE}/KeywordList", f"{_BOOK}/KeywordList"), "At/@Owner",
           *_with("Keyword", "MajorTopicYN")),
    _table("section_title", f"{_BOOK}/Sections", *(f"Section/{f}" for f in (
        *_LOCATION, *_with("SectionTitle", *_BOOK_LINKS)))),
    _table("item", f"{_BOOK}/ItemList", "At/@ListType", "Item"),
    _table("data", _DATA, "PublicationStatus"),
    _table("history", tuple(f"{p}/History" for p in _DATA),
           *_under("PubMedPubDate", "@PubStatus", *_DATE, "Hour", "Minute", "Second")),
    _table("id", (*(f"{p}/ArticleIdList" for p in _DATA), f"{_BOOK}/ArticleIdList"),
           *_with("ArticleId", "IdType")),
    _table("object_list", tuple(f"{p}/ObjectList" for p in _DATA)),
    _table("object", tuple(f"{p}/ObjectList/Object" for p in _DATA), "At/@Type", *_with("Param", "Name")),
    _table("reference", (f"{_DATA[0]}/ReferenceList", f"{_BOOK}/ReferenceList"), "Title",
           "Reference/Citation"),
    _table("reference_id", tuple(
        f"{p}/ReferenceList/Reference/ArticleIdList" for p in (_DATA[0], _BOOK)
    ), *_with("ArticleId", "IdType")),
)  # fmt: skip
#: Fields a row may hold more than once: each after the first is in a row more, with the same levels.
REPEATED = frozenset({"Author/Identifier", "Investigator/Identifier"})
DEPTHS = {table.name: table.depth for table in RAW_TABLES}
