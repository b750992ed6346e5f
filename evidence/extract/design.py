"""What kind of study a report is of: ordered rules over title and abstract.

Publication types decide only where people checked them; a protocol has no results,
and a review of randomized trials is a review.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from evidence.extract.design_cues import (
    ABSTRACT_CUES,
    CLUSTER,
    CROSSOVER,
    NOTICE_TYPES,
    RANDOM,
    TITLE_CUES,
)
from evidence.models import ReportText, Section, Span

_POOLED: Final = re.compile(
    r"meta-?\s?analy|\bpooled\b|\bRevMan\b|random[- ]effects? model|fixed[- ]effects? model", re.I
)
_NO_POOL: Final = re.compile(
    r"(?:no|not|without|precluded?|unable to|impossible|could not)[^.]{0,60}(?:meta-?\s?analy|pool)", re.I
)
_PROTOCOL: Final = re.compile(
    r"\b(?:this|the present|our) (?:study |review |trial )?protocol\b|\bprotocol (?:describes|outlines)\b", re.I
)
_PROTOCOL_TITLE: Final = re.compile(
    r"\bprotocols? (?:for|of)\b|\b(?:study|trial|review|analysis)(?: and statistical analysis)? protocol\b|: (?:a )?protocol\b"
    r"|\bprotocol$|design and rationale|rationale and design|study design and (?:methods|protocol)",
    re.I,
)
_NO_RESULT: Final = re.compile(r"\bwill be\b|\bis planned\b|\bwe will\b|\bwe plan to\b|\bthis trial will\b", re.I)


@dataclass(frozen=True, slots=True)
class Design:
    """A design and the words (or the field) that tell it."""

    value: str
    span: Span | None
    rule: str
    source: str = "text"


def design_of(report: ReportText) -> Design | None:
    """The design of a report; None where neither words nor checked types tell it."""
    return (
        _notice(report)
        or _protocol(report)
        or _by_title(report)
        or _by_abstract(report)
        or _by_types(report)
    )


def _found(section: Section, pattern: re.Pattern[str]) -> Span | None:
    match = pattern.search(section.text)
    return section.span(match.start(), match.end()) if match else None


def _notice(report: ReportText) -> Design | None:
    if any(name in NOTICE_TYPES for name in report.publication_types) or any(
        n.direction == "of" and n.kind in ("retraction", "expression_of_concern", "correction")
        for n in report.notices
    ):
        return Design("notice", None, "design.notice_type", "publication_types")
    return None


def _protocol(report: ReportText) -> Design | None:
    for section in report.abstract:
        span = _found(section, _PROTOCOL)
        if span:
            return Design("protocol", span, "design.protocol_words")
    title = report.title
    if title:
        span = _found(title, _PROTOCOL_TITLE)
        if span and not re.search(r"protocol for (?:the )?(?:treatment|management|\\w+ neuropathy)|acupuncture protocol", title.text, re.I):
            return Design("protocol", span, "design.protocol_title")
    future = [
        span for s in report.abstract for m in _NO_RESULT.finditer(s.text) if (span := s.span(*m.span()))
    ]
    has_results = any((s.nlm_category or s.label or "").upper().startswith("RESULT") for s in report.abstract)
    if len(future) >= 2 and not has_results:
        return Design("protocol", future[0], "design.protocol_future")
    return None


def _by_title(report: ReportText) -> Design | None:
    if report.title is None:
        return None
    for value, pattern in TITLE_CUES:
        span = _found(report.title, pattern)
        if span:
            return Design(_refined(value, report), span, f"design.title_{value}")
    return None


def _by_abstract(report: ReportText) -> Design | None:
    for value, pattern in ABSTRACT_CUES:
        for section in report.abstract:
            span = _found(section, pattern)
            if span:
                return Design(_refined(value, report), span, f"design.abstract_{value}")
    return None


def _refined(value: str, report: ReportText) -> str:
    text = " ".join(s.text for s in report.sections)
    if value == "systematic_review" and _POOLED.search(text) and not _NO_POOL.search(text):
        return "meta_analysis"
    if value == "rct":
        if CROSSOVER.search(text):
            return "crossover_rct"
        return "cluster_rct" if CLUSTER.search(text) else "rct"
    if value == "animal" and report.title and RANDOM.search(report.title.text) and "patients" in text:
        return "rct"
    return value


_TYPES: Final = (
    ("Meta-Analysis", "meta_analysis"), ("Systematic Review", "systematic_review"),
    ("Randomized Controlled Trial", "rct"), ("Practice Guideline", "guideline"), ("Guideline", "guideline"),
    ("Case Reports", "case_report"), ("Review", "narrative_review"), ("Letter", "letter"),
    ("Editorial", "letter"), ("Comment", "letter"),
)  # fmt: skip


def _by_types(report: ReportText) -> Design | None:
    if report.publication_types_checked:
        for name, value in _TYPES:
            if name in report.publication_types:
                return Design(value, None, "design.publication_type", "publication_types")
    return None
