"""The reports that raise a claim's harm signal: which harm, how many people, in what words (pure).

A harm is named only in a report's own words, where they stand in its title or in the sentence
quoted, and are neither denied nor merely feared; else the sentence alone is given. People are
counted only where a report is of single cases: there those described are those harmed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from evidence.appraise.safety_events import SERIOUS
from evidence.appraise.verdict_case import ClaimCase
from evidence.appraise.verdict_efficacy import harm_in_prevention
from evidence.models import ConceptKind, EvidenceItem, ItemStatus, ReportText, Span, Stance

#: Rule of a stance: a report about a case of harm that the treatment caused.
_CASE_RULE: Final = "harm-signal"
#: Why a report raises the signal, in the order in which reports are told.
ORDER: Final = ("case", "against", "both_ways", "worse", "prevention")
_HIDDEN: Final = frozenset({ItemStatus.RETRACTED, ItemStatus.WITHDRAWN, ItemStatus.ONGOING})
#: Words that say that there was a harm and not which.
_GENERIC: Final = re.compile(
    r"(?:(?:serious|severe|major|minor|adverse|side|untoward|unwanted|treatment|related|drug)[ -]*)*"
    r"(?:a?es?|saes?|events?|effects?|reactions?|harms?|harmful|complications?|incidents?|problems?|risks?|safety|"
    r"adverse|serious|severe|injur(?:y|ies|ed)|mild|minor|toxic\w*)", re.IGNORECASE
)  # fmt: skip
#: "fatal", "infected": no name by itself; the topic's name for it stands in.
_ADJECTIVE: Final = re.compile(r"(?:al|ed|ic|ous)$", re.IGNORECASE)
#: What right before a harm says that it did not happen, or only might.
_NOT_TOLD: Final = re.compile(
    r"\b(?:no|not|none|never|nor|neither|without|zero|0|absence|free|lack|exclud\w+|rul\w+ out|risks?|fear\w*|"
    r"prevent\w*|avoid\w*|against|suspected|possible|potential\w*|may|might|could|can|if|whether|history|"
    r"treat(?:ed|ing|s)?|treatment of|for|reliev\w+|relief|pre-?existing)\b[^.;:]{0,40}$", re.IGNORECASE
)  # fmt: skip


_TAKEN_BACK: Final = re.compile(
    r"[^.;:,]{0,40}\b(?:unlikely|unrelated|not|never|none|no|excluded|ruled out)\b", re.IGNORECASE
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HarmReport:
    """One report that raises a claim's harm signal.

    `why` is one of `ORDER`: a case of harm; a stance against a statement on safety, or both
    ways; the treated did worse; or did worse where treated to prevent. `harm` is the harm in
    the report's own words (an adjective by the topic's name for it), several joined by "; "; None
    where none was read. `n_harmed` counts
    people in a report of single cases; None elsewhere. `quote` is what `span` points at.
    """

    report_id: str
    why: str
    harm: str | None
    n_harmed: int | None
    quote: str
    span: Span


def harm_reports(case: ClaimCase) -> tuple[HarmReport, ...]:
    """The reports of a claim that ask for a person's eye, single cases first, then those named.

    For a claim on harm: any case of harm, and any report against the statement or both ways.
    For a claim on benefit: a report in which the treated did worse, counted, or not counted
    because they were treated to prevent.
    """
    made = [
        told for item in case.items
        if item.status not in _HIDDEN and (why := _why(case, item)) and (told := _told(case, item, why))
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda h: (ORDER.index(h.why), h.harm is None, -(h.n_harmed or 0))))


def has_harm_signal(case: ClaimCase) -> bool:
    """Whether a report of harm asks for a person's eye: see `harm_reports`."""
    return any(item.status not in _HIDDEN and _why(case, item) for item in case.items)


def _why(case: ClaimCase, item: EvidenceItem) -> str | None:
    if case.claim.scope.harms:
        if _is_case(case, item):
            return "case"
        return {Stance.CONTRADICTS: "against", Stance.MIXED: "both_ways"}.get(item.stance) if item.stance else None
    if item.direction == "worse" and item.stance is Stance.CONTRADICTS:
        return "worse"
    return "prevention" if item.report_id in harm_in_prevention(case) else None


def _is_case(case: ClaimCase, item: EvidenceItem) -> bool:
    """Whether single cases of harm are told; a case in which none was seen is one only where a harm is named."""
    if item.design != "case_report" or item.stance is not Stance.SUPPORTS:
        return item.design == "case_report" or item.rule == _CASE_RULE
    report = case.reports.get(item.report_id)
    return report is not None and any(_named(case, item, report, p) for p in _places(item, report, "case"))


def _told(case: ClaimCase, item: EvidenceItem, why: str) -> HarmReport | None:
    """None only for a report of which no text is held."""
    report = case.reports.get(item.report_id)
    if report is None or not report.sections:
        return None
    quoted = item.rationale or _title(report)
    if not quoted:
        return None
    found = (_named(case, item, report, place) for place in _places(item, report, why))
    harm: tuple[str, ...] = next((terms for terms in found if terms), ())
    shown = next((s for s in quoted if harm and set(harm) & set(_named(case, item, report, s))), quoted[0])
    n_harmed = item.n_participants if why == "case" else None
    return HarmReport(item.report_id, why, "; ".join(harm) or None, n_harmed, report.quote(shown), shown)


def _places(item: EvidenceItem, report: ReportText, why: str) -> tuple[Span, ...]:
    """Where a harm may be named: the sentences quoted, and before them the title of a case."""
    return (_title(report) if why == "case" else ()) + (item.rationale or _title(report))


def _title(report: ReportText) -> tuple[Span, ...]:
    return (report.title.span(0, len(report.title.text)),) if report.title and report.title.text else ()


def _named(case: ClaimCase, item: EvidenceItem, report: ReportText, place: Span) -> tuple[str, ...]:
    """Harms named within a sentence, each once, in its order; the serious ones alone where there are any."""
    serious = case.kinds_of(SERIOUS)
    found = sorted(_harms_within(case, item, report, place))
    grave = [(term, concept) for _, term, concept in found if concept in serious]
    kept = grave or [(term, concept) for _, term, concept in found]
    return _once(kept)


def _harms_within(
    case: ClaimCase, item: EvidenceItem, report: ReportText, place: Span
) -> Iterator[tuple[int, str, str]]:
    for match in item.matches:
        span, concept = match.span, case.concepts.get(match.concept_id)
        if span is None or concept is None or concept.kind is not ConceptKind.HARM or not _is_within(span, place):
            continue
        term = report.quote(span)
        sentence, at = report.quote(place), span.start - place.start
        before, after = sentence[:at], sentence[at + len(term) :]
        if not (_GENERIC.fullmatch(term.strip()) or _NOT_TOLD.search(before) or _TAKEN_BACK.match(after)):
            yield span.start, concept.label if _ADJECTIVE.search(term) else term, match.concept_id


def _is_within(span: Span, place: Span) -> bool:
    is_there = (span.field, span.section_no) == (place.field, place.section_no)
    return is_there and place.start <= span.start and span.end <= place.end


def _once(found: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Each concept by the first of its words."""
    held: dict[str, str] = {}
    for term, concept in found:
        held.setdefault(concept, " ".join(w if w.isupper() else w.lower() for w in term.split()))
    return tuple(dict.fromkeys(held.values()))
