"""Does a report bear on a claim, and does it count? Concept match decides.

Conditions keep their place: a report bears on a claim only when the claim's own
condition is the report's subject. What is shown but not counted (another
technique, prevention, another population) is `indirect`; plans are `ongoing`;
statements without findings of their own are `excluded`, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from evidence.appraise.link_facts import UNCONTROLLED_DESIGNS, Line, ReportFacts
from evidence.appraise.link_subject import is_subject, subject_matches
from evidence.appraise.stance_duration import follow_up_reported
from evidence.models import Claim, ClaimKind, ItemStatus, Match, Scope

_TELLING: Final = ("results", "conclusion", None)
_NO_FINDINGS: Final = frozenset(
    {"bibliometric", "letter", "other", "guideline", "survey", "qualitative", "notice", "editorial"}
)
_HARM_SOURCES: Final = frozenset({"survey", "other", "letter"})
_STATED: Final = frozenset({ClaimKind.BACKGROUND, ClaimKind.TRADITION, ClaimKind.ADVICE})
_PREVENTS: Final = re.compile(r"\b(?:prevent\w*|prophyla\w+)\b", re.IGNORECASE)
_TREATS: Final = re.compile(r"\b(?:treat(?:ment|ing|ed)?|manag\w+|reliev\w+)\b", re.IGNORECASE)
_RETRACTED: Final = re.compile(r"^\W*(?:retracted|retraction)\b(?:\W|$)", re.IGNORECASE)
_WITHDRAWN: Final = re.compile(r"^\W*withdrawn\b", re.IGNORECASE)
_ADDED: Final = re.compile(
    r"\bplus\b|\badd(?:ed|ing|s)\b|\badd-?on\b|\badjunct\w*|\bon top of\b|\bin addition to\b"
    r"|\bcombin\w+ (?:\w+ ){0,3}?(?:with|and)\b|\bcomplementary to\b|\bor the same (?:plus|with)\b"
    r"|\b(?:and|with) (?:\w+ ){1,3}(?:versus|vs\.?|or) (?:\w+ ){1,4}alone\b",
    re.IGNORECASE,
)
_RATE_ASKED: Final = re.compile(r"\bside[- ]effects?\b|\bmost common\b", re.IGNORECASE)
_RATE_TOLD: Final = re.compile(
    r"\b(?:bruis\w+|h(?:a)?ematoma|sore\w*|pain|bleed\w*|dizz\w+|faint\w*|minor|mild|transient|swelling|"
    r"numbness|nausea|fewer|more|rates?|incidence)\b|\d+(?:\.\d+)? ?%|\bper \d|\d+ (?:adverse|events?|patients)",
    re.IGNORECASE,
)
_NOTICE_TYPES: Final = frozenset(
    {"Published Erratum", "Retraction of Publication", "Retraction Notice", "Expression of Concern",
     "Comment", "News"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """That a report bears on a claim: how it counts, why, and which concepts matched."""

    status: ItemStatus
    reason: str
    matches: tuple[Match, ...]
    is_prevention: bool = False


def _notice_status(facts: ReportFacts) -> tuple[ItemStatus, str] | None:
    report = facts.report
    title = report.title.text if report.title else ""
    kinds = {notice.kind for notice in report.notices if notice.direction == "on"}
    is_replaced = "retraction_and_replacement" in kinds
    if "Retracted Publication" in report.publication_types or "retraction" in kinds:
        if not is_replaced and "reinstatement" not in kinds:
            return ItemStatus.RETRACTED, "the report was retracted"
    elif _RETRACTED.match(title):
        return ItemStatus.RETRACTED, "the title says that the report was retracted"
    if _WITHDRAWN.match(title):
        return ItemStatus.WITHDRAWN, "the title says that the report was withdrawn"
    return None


def _is_notice(facts: ReportFacts) -> bool:
    report = facts.report
    return bool(_NOTICE_TYPES & set(report.publication_types)) or any(
        notice.direction == "of" for notice in report.notices
    )


def _intervention(facts: ReportFacts, scope: Scope) -> tuple[bool, tuple[Match, ...]] | None:
    """(is direct, matches), or None when no intervention of the scope is the subject."""
    if not scope.interventions and not scope.indirect_interventions:
        return True, ()
    if matches := subject_matches(facts, scope.interventions):
        return True, matches
    if matches := subject_matches(facts, scope.indirect_interventions):
        return False, matches
    return None


def _condition(facts: ReportFacts, scope: Scope) -> tuple[bool, tuple[Match, ...]] | None:
    """The same for conditions, by what the report is about."""
    if not scope.conditions and not scope.indirect_conditions:
        return True, ()
    for is_direct, wanted in ((True, scope.conditions), (False, scope.indirect_conditions)):
        if held := facts.subjects & set(wanted):
            return is_direct, facts.matched(held)
    return None


def named_matches(
    facts: ReportFacts, concept_ids: Sequence[str], roles: Sequence[str | None] = _TELLING
) -> tuple[Match, ...]:
    """Matches in MeSH, in the title, or in sentences of the roles."""
    telling = set(facts.lines_with(concept_ids, (*roles, "title")))
    return tuple(
        match
        for match in facts.matched(concept_ids)
        if match.span is None or facts.line_of(match.span) in telling
    )


def harm_lines(facts: ReportFacts, concept_ids: Sequence[str]) -> tuple[Line, ...]:
    """Results and conclusions that report harms: by concept, or as a harm finding."""
    by_concept = set(facts.lines_with(concept_ids, _TELLING))
    by_finding = {line for span in facts.harm_spans if (line := facts.line_of(span))}
    return tuple(
        line for line in facts.body(*_TELLING) if line in by_concept or line in by_finding
    )


def _harms(facts: ReportFacts, claim: Claim) -> tuple[Match, ...] | None:
    """Matches for a claim about harm, or None where harm is no subject and no outcome."""
    harms = claim.scope.harms
    title = facts.matched(harms)
    if claim.kind is ClaimKind.ADVICE:
        return named_matches(facts, harms, ("objective",)) or None
    lines = harm_lines(facts, harms)
    if _RATE_ASKED.search(f"{claim.quote} {claim.question}"):
        lines = tuple(line for line in lines if _RATE_TOLD.search(line.text))
    is_case = facts.design == "case_report" and any(m.span is None or m.span.field == "title" for m in title)
    if not lines and not is_case:
        return None
    return tuple(match for match in title if not match.span or facts.line_of(match.span) in lines)


def _measures(facts: ReportFacts, claim: Claim) -> tuple[Match, ...] | None:
    """Matches for mechanisms and outcomes, or None where a needed one is missing.

    An efficacy claim without a parent asks for any effect in its condition, so that
    its outcomes only show what was measured; a part of a claim needs its own.
    """
    scope = claim.scope
    found: list[Match] = []
    if scope.mechanisms:
        if not (mechanisms := named_matches(facts, scope.mechanisms)):
            return None
        found += mechanisms
    if scope.outcomes and scope.follow_up_weeks_min is None:
        is_needed = claim.kind is not ClaimKind.EFFICACY or claim.parent is not None
        roles = ("objective", "methods", *_TELLING)
        outcomes = named_matches(facts, scope.outcomes, roles)
        if is_needed and not outcomes:
            return None
        found += outcomes
    return tuple(found)


def _population_status(facts: ReportFacts, scope: Scope) -> bool | None:
    """True direct, False indirect, None out of scope."""
    population = facts.population or "human"
    kinds = {"human", "animal"} if population == "mixed" else {population}
    if not scope.populations or kinds & set(scope.populations):
        return True
    return False if kinds & set(scope.indirect_populations) else None


def _is_prevention(facts: ReportFacts) -> bool:
    aim = " ".join(line.text for line in facts.body("title", "objective"))
    title = facts.report.title.text if facts.report.title else ""
    is_treatment = bool(_TREATS.search(title)) and not _PREVENTS.search(title)
    return bool(_PREVENTS.search(aim)) and not is_treatment


def added_to_care(facts: ReportFacts) -> bool:
    """Whether the main comparison adds the treatment to care that both groups had."""
    if facts.is_review or facts.design == "narrative_review":
        return any(_ADDED.search(line.text) for line in facts.body("title", "objective"))
    if "add_on" in facts.comparators:
        return True
    return any(_ADDED.search(line.text) for line in facts.body("title", "objective", "methods"))


def _excluded_design(facts: ReportFacts, claim: Claim) -> str | None:
    """Why a report has no findings that could count for a claim of this kind."""
    design = facts.design or "unknown design"
    if claim.scope.designs and design not in claim.scope.designs:
        return f"{design.replace('_', ' ')}: outside the claim's kinds of report"
    if claim.kind in _STATED and not claim.scope.harms:
        return None
    if facts.report.abstract and not facts.body(*_TELLING):
        return "the abstract gives no results"
    if design not in _NO_FINDINGS or (claim.scope.harms and design in _HARM_SOURCES):
        return None
    return f"{design.replace('_', ' ')}: no findings of its own on this question"


def _status(
    facts: ReportFacts, claim: Claim, shortfalls: Sequence[str], is_prevention: bool
) -> tuple[ItemStatus, str]:
    if notice := _notice_status(facts):
        return notice
    if facts.design == "protocol":
        return ItemStatus.ONGOING, "a plan: no results yet"
    if why := _excluded_design(facts, claim):
        return ItemStatus.EXCLUDED, why
    if is_prevention and not claim.scope.prevention_is_direct:
        return ItemStatus.INDIRECT, "prevention, not treatment"
    if shortfalls:
        return ItemStatus.INDIRECT, "; ".join(shortfalls)
    return ItemStatus.COUNTED, "direct"


def _in_journal(facts: ReportFacts, journals: Sequence[str]) -> bool:
    held = (facts.report.journal or "").casefold()
    return any(name.casefold() in held for name in journals)


def _is_out_of_scope(facts: ReportFacts, claim: Claim) -> bool:
    scope = claim.scope
    if claim.kind is ClaimKind.VALUE_WORD or _is_notice(facts):
        return True
    if scope.excluded and is_subject(facts, scope.excluded):
        return True
    if scope.journals and not _in_journal(facts, scope.journals):
        return True
    if scope.comparators and not added_to_care(facts):
        return True
    if scope.follow_up_weeks_min is not None and not _has_follow_up(facts):
        return True
    return _population_status(facts, scope) is None


def _has_follow_up(facts: ReportFacts) -> bool:
    is_open = facts.design in UNCONTROLLED_DESIGNS or facts.design == "protocol"
    return not is_open and bool(follow_up_reported(facts))


def link(facts: ReportFacts, claim: Claim) -> Link | None:
    """How a report bears on a claim (with its scope in leaf concepts), or None.

    Every slot of the scope must be met by what the report is about; a slot met
    only by its indirect concepts makes the link indirect.
    """
    if _is_out_of_scope(facts, claim):
        return None
    shortfalls: list[str] = []
    matches: list[Match] = []
    for name, met in (
        ("intervention", _intervention(facts, claim.scope)),
        ("condition", _condition(facts, claim.scope)),
    ):
        if met is None:
            return None
        matches += met[1]
        if not met[0]:
            shortfalls.append(f"another {name}: {met[1][0].term if met[1] else 'indirect'}")
    for found in (_measures(facts, claim), _harms(facts, claim) if claim.scope.harms else ()):
        if found is None:
            return None
        matches += found
    if not _population_status(facts, claim.scope):
        shortfalls.append(f"another population: {facts.population}")
    is_prevention = claim.kind is ClaimKind.EFFICACY and _is_prevention(facts)
    status, reason = _status(facts, claim, shortfalls, is_prevention)
    return Link(status, reason, tuple(dict.fromkeys(matches)), is_prevention)
