"""Builds what stance and linking read from a few written sentences."""

from __future__ import annotations

from typing import Any

from evidence.appraise.link_facts import Line, ReportFacts
from evidence.models import Match, ReportText, Section


def facts_of(*written: tuple[str, str], **known: Any) -> ReportFacts:
    """Facts of a report whose sentences are given as (role, text); a title has role title."""
    title = next((text for role, text in written if role == "title"), "A study")
    body = [(role, text) for role, text in written if role != "title"]
    sections = tuple(Section("abstract", n, text, role) for n, (role, text) in enumerate(body))
    title_section = Section("title", 0, title)
    report = ReportText(
        "pmid:1", title_section, sections,
        **{name: known.pop(name) for name in ("journal", "year", "publication_types", "notices")
           if name in known},
    )  # fmt: skip
    lines = (
        Line(title_section.span(0, len(title)), title, "title"),
        *(Line(s.span(0, len(s.text)), s.text, role) for s, (role, _) in zip(sections, body)),
    )
    named = known.pop("names", {})
    matches = tuple(
        Match(concept_id, "text", word, section.span(at, at + len(word)))
        for concept_id, words in named.items()
        for word in words
        for section in report.sections
        if (at := section.text.lower().find(word.lower())) >= 0
    )
    return ReportFacts(report, lines, (*known.pop("matches", ()), *matches), **known)
