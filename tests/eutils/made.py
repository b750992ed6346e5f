"""Records made up for tests, as XML."""

from __future__ import annotations

from datetime import date
from typing import Any
from xml.sax.saxutils import escape


def record_xml(
    pmid: int,
    title: str = "Needles and nerves.",
    abstract: str = "Nothing was measured.",
    *,
    mesh: tuple[str, ...] = (),
    types: tuple[str, ...] = ("Journal Article",),
    entered: date = date(2020, 1, 15),
    revised: date | None = date(2020, 6, 1),
    retracted_by: int | None = None,
    notices: tuple[tuple[Any, ...], ...] = (),
) -> str:
    """One PubmedArticle; `notices` are (RefType, PMID of the other record, and where wanted its citation)."""
    notices += (("RetractionIn", retracted_by),) if retracted_by else ()
    headings = "".join(
        f'<MeshHeading><DescriptorName UI="D0" MajorTopicYN="N">{escape(m)}</DescriptorName></MeshHeading>'
        for m in mesh
    )
    comment = "".join(
        f'<CommentsCorrections RefType="{kind}"><RefSource>{escape((*source, "Made up")[0])}</RefSource>'
        f'<PMID Version="1">{other}</PMID></CommentsCorrections>'
        for kind, other, *source in notices
    )
    comment = f"<CommentsCorrectionsList>{comment}</CommentsCorrectionsList>" if comment else ""
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}</PMID>'
        + (f"<DateRevised>{_day(revised)}</DateRevised>" if revised else "")
        + '<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><PubDate>'
        f"<Year>{entered.year}</Year></PubDate></JournalIssue><Title>Made-up Journal</Title></Journal>"
        f"<ArticleTitle>{escape(title)}</ArticleTitle><Abstract><AbstractText>{escape(abstract)}"
        "</AbstractText></Abstract><Language>eng</Language><PublicationTypeList>"
        + "".join(f'<PublicationType UI="D0">{escape(t)}</PublicationType>' for t in types)
        + "</PublicationTypeList></Article><MedlineJournalInfo><MedlineTA>Made Up J</MedlineTA>"
        f"</MedlineJournalInfo>{comment}<MeshHeadingList>{headings}</MeshHeadingList></MedlineCitation>"
        f'<PubmedData><History><PubMedPubDate PubStatus="entrez">{_day(entered)}</PubMedPubDate>'
        f'<PubMedPubDate PubStatus="pubmed">{_day(entered)}</PubMedPubDate></History>'
        f'<ArticleIdList><ArticleId IdType="pubmed">{pmid}</ArticleId></ArticleIdList></PubmedData>'
        "</PubmedArticle>"
    )


def set_of(*records: str) -> str:
    """A PubmedArticleSet of them."""
    return f"<PubmedArticleSet>{''.join(records)}</PubmedArticleSet>"


def _day(day: date) -> str:
    return f"<Year>{day.year}</Year><Month>{day.month:02}</Month><Day>{day.day:02}</Day>"
