"""Reports with what was decided on them, for reference managers and screening tools (pure)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from evidence.publish.references import Reference, Rows
from evidence.publish.ris import Labelled
from evidence.publish.safe_text import csv_text
from evidence.publish.site_links import report_links

Row = Mapping[str, Any]
_ASREVIEW: Final = ("record_id", "title", "authors", "abstract", "year", "doi", "url", "keywords",
                    "included", "label_by", "notes")  # fmt: skip
_RAYYAN: Final = ("key", "title", "year", "month", "day", "journal", "issn", "volume", "issue", "pages",
                  "authors", "url", "language", "publisher", "location", "abstract", "notes",
                  "pubmed_id", "pmc_id", "doi")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Screened:
    """One linked report with the items it has in a topic.

    `included` is True where it counts for any claim, False where it counts for none and
    is not merely beside one, None where that is open (indirect, ongoing).
    """

    reference: Reference
    items: tuple[Row, ...]
    abstract: str | None

    @property
    def included(self) -> bool | None:
        statuses = {item["status"] for item in self.items}
        if "counted" in statuses:
            return True
        return None if statuses & {"indirect", "ongoing"} else False

    @property
    def decided_by(self) -> str:
        """machine, or the people who decided on any of its items."""
        people = sorted({i["decided_by"] for i in self.items if i["decided_by"] != "machine"})
        return ", ".join(people) or "machine"

    @property
    def tags(self) -> tuple[str, ...]:
        """One tag a claim: claim, status, stance, and who decided."""
        return tuple(
            "/".join(filter(None, ("evidence", i["topic"], i["claim_id"], i["status"], i["stance"],
                                   "machine" if i["decided_by"] == "machine" else "person")))
            for i in self.items)  # fmt: skip

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it was left out, for each claim it was left out of."""
        return tuple(
            f"{i['claim_id']}: {i['reason']}" for i in self.items if i["status"] == "excluded"
        )


def screened(rows: Rows, topic: str, held: Mapping[str, Reference]) -> list[Screened]:
    """Every report linked to a topic, by report id."""
    items: dict[str, list[Row]] = defaultdict(list)
    for item in rows("evidence_table", topic=topic):
        items[item["report_id"]].append(item)
    known = sorted(items.keys() & held.keys())
    texts: dict[str, list[str]] = defaultdict(list)
    sections = rows("section", report_id=known) if known else []
    for section in sorted(sections, key=lambda s: s["section_no"]):
        if section["field"] == "abstract":
            label = f"{section['label']}: " if section["label"] else ""
            texts[section["report_id"]].append(label + section["text"])
    return [Screened(held[key], tuple(items[key]), " ".join(texts[key]) or None) for key in known]


def labelled(reports: Sequence[Screened], provenance: str) -> list[Labelled]:
    """For RIS and NBIB: decisions as tags, reasons and provenance as notes."""
    return [Labelled(r.reference, r.tags, (*r.reasons, provenance), r.abstract) for r in reports]


def asreview_csv(reports: Sequence[Screened], provenance: str) -> str:
    """ASReview's table: included is 1, 0 or empty; label_by says whether a person decided."""
    return csv_text(_ASREVIEW, (
        {"record_id": r.reference.report_id, "title": r.reference.title, "authors": _authors(r.reference),
         "abstract": r.abstract, "year": _part(r.reference, 0), "doi": r.reference.doi,
         "url": _url(r.reference), "keywords": list(r.tags),
         "included": None if r.included is None else int(r.included), "label_by": r.decided_by,
         "notes": [*r.reasons, provenance]} for r in reports))  # fmt: skip


def rayyan_csv(reports: Sequence[Screened], provenance: str) -> str:
    """Rayyan's table: the decision, labels and reasons stand in notes as Rayyan writes them."""
    return csv_text(_RAYYAN, (
        {"key": n, "title": r.reference.title, "year": _part(r.reference, 0), "month": _part(r.reference, 1),
         "day": _part(r.reference, 2), "journal": r.reference.journal, "issn": r.reference.issn,
         "volume": r.reference.volume, "issue": r.reference.issue,
         "pages": r.reference.pages or r.reference.locator, "authors": _authors(r.reference, " and "),
         "url": _url(r.reference), "language": r.reference.language, "publisher": r.reference.publisher,
         "abstract": r.abstract, "notes": _rayyan_notes(r, provenance), "pubmed_id": r.reference.pmid,
         "pmc_id": r.reference.pmc_id, "doi": r.reference.doi}
        for n, r in enumerate(reports, 1)))  # fmt: skip


def _rayyan_notes(report: Screened, provenance: str) -> str:
    parts = []
    if report.included is not None:
        word = "Included" if report.included else "Excluded"
        who = json.dumps(report.decided_by, ensure_ascii=False)
        parts.append(f'RAYYAN-INCLUSION: {{{who}=>"{word}"}}')
    parts.append("RAYYAN-LABELS: " + ",".join(report.tags))
    if report.reasons and not report.included:
        parts.append(
            "RAYYAN-EXCLUSION-REASONS: " + ",".join(r.replace(",", ";") for r in report.reasons)
        )
    return " | ".join([*parts, provenance])


def _authors(reference: Reference, joiner: str = "; ") -> str:
    names = (", ".join(filter(None, (a.family or a.collective, a.given or a.initials, a.suffix)))
             for a in reference.authors)  # fmt: skip
    return joiner.join(names)


def _part(reference: Reference, place: int) -> int | None:
    return reference.date_parts[place] if len(reference.date_parts) > place else None


def _url(reference: Reference) -> str | None:
    links = report_links({"pmid": reference.pmid, "doi": reference.doi, "pmc_id": reference.pmc_id})
    return links[0][1] if links else None
