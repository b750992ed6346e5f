"""schema.org MedicalWebPage for a reviewed article (pure). Properties: schema.org 29."""

from __future__ import annotations

import json
from typing import Any

from evidence.publish.export_facts import ExportFacts
from evidence.publish.references import Author, Reference, Rows, references
from evidence.publish.review_gate import open_points, reviewed_facts
from evidence.publish.sentence_citations import sentence_texts
from evidence.publish.site_links import report_links


def json_ld(rows: Rows, topic: str, facts: ExportFacts) -> str | None:
    """JSON-LD to stand in a page's <script>; None while the article may not be called reviewed.

    `lastReviewed` and `reviewedBy` come from sign-offs alone. "<" is written so that no
    text can close the element it stands in.
    """
    if open_points(rows, topic, is_sample=facts.is_sample):
        return None
    reviewed = reviewed_facts(rows, topic)
    ids = (c.report_id for text in sentence_texts(rows, topic) for c in text.citations)
    title = rows("topic", topic=topic)[0]["title"]
    page = {
        "@context": "https://schema.org", "@type": "MedicalWebPage", "name": title, "headline": title,
        "lastReviewed": reviewed["last_reviewed"].isoformat(),
        "reviewedBy": [{"@type": "Person", "name": name, "jobTitle": role} for name, role in reviewed["people"]],
        "citation": [_work(r) for r in references(rows, ids).values() if not r.is_retracted],
        "identifier": facts.publication_id,
    }  # fmt: skip
    text = json.dumps(page, ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026") + "\n"


def _work(ref: Reference) -> dict[str, Any]:
    links = [
        address
        for _, address in report_links({"pmid": ref.pmid, "doi": ref.doi, "pmc_id": ref.pmc_id})
    ]
    identifiers = [f"PMID:{ref.pmid}"] if ref.pmid else []
    identifiers += [f"doi:{ref.doi}"] if ref.doi else []
    made = {
        "@type": "ScholarlyArticle", "name": ref.title,
        "author": [_author(a) for a in ref.authors if not a.is_editor],
        "datePublished": "-".join(f"{p:02}" for p in ref.date_parts) or None,
        "isPartOf": {"@type": "Periodical", "name": ref.journal} if ref.journal else None,
        "pagination": ref.pages or ref.locator, "identifier": identifiers,
        "url": links[0] if links else None, "sameAs": links[1:],
    }  # fmt: skip
    return {name: value for name, value in made.items() if value}


def _author(author: Author) -> dict[str, str]:
    if author.collective or not author.family:
        return {"@type": "Organization", "name": author.collective or author.given or "Anonymous"}
    given = author.given or author.initials or ""
    return {
        "@type": "Person",
        "name": " ".join(filter(None, (given, author.family, author.suffix))),
    }
