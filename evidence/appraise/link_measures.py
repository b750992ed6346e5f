# ruff: noqa: E501 (a pattern is read whole)
"""What a claim asks to be measured (outcomes, mechanisms, comparisons), in a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evidence.appraise.link_facts import Line, ReportFacts
from evidence.appraise.link_status import TELLING
from evidence.appraise.stance_cues import sentence_readings
from evidence.appraise.stance_duration import follow_up_reported, tells_of_gain
from evidence.appraise.stance_words import INSUFFICIENT
from evidence.models import Claim, ClaimKind, Match

_ADDED: Final = re.compile(
    r"\bplus\b|\badd(?:ed|ing|s)\b|\badd-?on\b|\badjunct\w*|\bon top of\b|\bin addition to\b"
    r"|\bcombin\w+ (?:\w+ ){0,3}?(?:with|and)\b|\bcomplementary to\b|\bor the same (?:plus|with)\b|\b(?:alone or with|with or without)\b"
    r"|\bhalf (?:of (?:them|whom) )?(?:had|wore|received|were given|took)\b[^.;]*\b(?:too|as well|in addition|besides)\b"
    r"|\b(?:and|with) (?:\w+ ){1,3}(?:versus|vs\.?|or) (?:\w+ ){1,4}alone\b"
    r"|\b(?P<same>\w{4,}) (?:together )?(?:with|plus|and) [^.;]{3,40}?\b(?:and|or|versus|vs\.?|against) (?:[\w ]{0,20} )?(?P=same) (?:\w+ )?(?:alone|only)\b"
    r"|\b(?:with|plus|and) (?P<care>\w{5,})\b[^.;]{0,30}\b(?:against|versus|vs\.?|over|or|compared with|than)\b (?:\w+ ){0,2}?(?P=care)\b",
    re.IGNORECASE,
)
_AGAINST_ALONE: Final = re.compile(
    r"\b(?:combin\w+|plus|add(?:ed|ing)|together with|adjunct\w*|with or without)\b[^.;]{0,90}"
    r"\b(?:than|versus|vs\.?|over|compared (?:with|to)|against|exceed\w*|surpass\w*|outperform\w*|outdid|beat)\b[^.;]{0,60}\balone\b|\bwith both\b[^.;]*\balone\b",
    re.IGNORECASE,
)
#: In a review, one of its comparisons.
_PUT_TO: Final = re.compile(
    r"\b(?:adding|addition of|added) (?:\w+ ){0,4}?(?:to|with)\b|\bas an? (?:add-on|adjunct)|\bcombin\w+ (?:\w+ ){0,3}?with\b[^.;]*\b(?:than|alone|over)\b",
    re.IGNORECASE,
)
_WORKS: Final = re.compile(
    r"\bresponse rates?\b|\bresponder\w*|\b(?:in)?(?:effective\w*|efficac\w+)|\bbenefi\w+|\breli(?:ef|ev\w+)|\bimprov\w+|\bsuperior\w*|\brecover\w+"
    r"|\b(?:pain|symptom)\w* (?:\w+ ){0,3}(?:fell|dropped|reduc\w+|decreas\w+)|\balleviat\w+|\bcure[ds]?\b",
    re.IGNORECASE,
)
#: A claim that lists this many outcomes or more asks for any effect in its condition.
_ANY_EFFECT_FROM: Final = 3


def named_matches(
    facts: ReportFacts, concept_ids: Sequence[str], roles: Sequence[str | None] = TELLING
) -> tuple[Match, ...]:
    """Matches in MeSH, in the title, or in sentences of the roles."""
    telling = set(facts.lines_with(concept_ids, (*roles, "title")))
    return tuple(
        match
        for match in facts.matched(concept_ids)
        if match.span is None or facts.line_of(match.span) in telling
    )


def measure_matches(facts: ReportFacts, claim: Claim) -> tuple[Match, ...] | None:
    """Matches for mechanisms and outcomes, or None where a needed one is missing."""
    scope = claim.scope
    found: list[Match] = []
    if scope.mechanisms:
        if not (mechanisms := named_matches(facts, scope.mechanisms)):
            return None
        found += mechanisms
    if scope.outcomes and scope.follow_up_weeks_min is None:
        if (outcomes := _outcomes(facts, claim)) is None:
            return None
        found += outcomes
    return tuple(found)


def _outcomes(facts: ReportFacts, claim: Claim) -> tuple[Match, ...] | None:
    """An efficacy claim on any effect needs an effect to be told; others need their own outcome.

    A heading in MeSH is enough only where there is no abstract to say what was found.
    """
    wanted = claim.scope.outcomes
    is_efficacy = claim.kind is ClaimKind.EFFICACY
    roles = ("objective", "methods", *TELLING) if is_efficacy else TELLING
    outcomes = named_matches(facts, wanted, roles)
    if is_efficacy and len(wanted) >= _ANY_EFFECT_FROM:
        return outcomes if _tells_effect(facts, outcomes) else None
    in_text = any(match.span for match in outcomes) or not facts.report.abstract
    return outcomes if outcomes and in_text else None


def _tells_effect(facts: ReportFacts, outcomes: Sequence[Match]) -> bool:
    """Whether an outcome is named as such (pain, not neuropathic pain), or that it works or not."""
    if facts.design in ("overview_of_reviews", "protocol", "case_report", "case_series"):
        return True
    telling = facts.body("title", *TELLING)
    if any(_WORKS.search(line.text) or INSUFFICIENT.search(line.text) for line in telling):
        return True
    named = set(facts.lines_with(facts.subjects, TELLING))
    if any(_is_compared(line, line in named) for line in telling):
        return True
    return any(match.span and not _is_within_another(facts, match) for match in outcomes)


_SET_AGAINST: Final = re.compile(r"\bthan (?:with|in|after|under|by|that|those|the|sham|placebo|controls?)\b", re.IGNORECASE)


def _is_compared(line: Line, names_condition: bool) -> bool:
    """Whether groups are compared with a test, or how often they got the condition."""
    readings = sentence_readings(line.text)
    return any(r.direction and (r.significance or names_condition or _SET_AGAINST.search(line.text)) for r in readings)


def _is_within_another(facts: ReportFacts, match: Match) -> bool:
    """Whether a mention of another concept holds this one: pain in neuropathic pain."""
    held = match.span
    return held is not None and any(
        other.span is not None
        and other.concept_id != match.concept_id
        and (other.span.field, other.span.section_no) == (held.field, held.section_no)
        and other.span.start <= held.start
        and held.end <= other.span.end
        and (
            other.concept_id in facts.subjects
            or other.span.end - other.span.start > held.end - held.start
        )
        for other in facts.matches
    )


def added_to_care(facts: ReportFacts, techniques: Sequence[str]) -> bool:
    """Whether the main comparison adds the treatment to care that both groups had.

    Two of the `techniques` joined with each other are no addition to care.
    """
    roles = ("title", "objective", "methods")
    is_summary = facts.is_review or facts.design == "narrative_review"
    if not is_summary and "add_on" in facts.comparators:
        return True
    lines = facts.body(*(roles[:2] if is_summary else roles))
    told = facts.body(*TELLING)
    if any(_adds_to_care(facts, line, techniques) for line in lines) or any(
        _AGAINST_ALONE.search(line.text) for line in told
    ):
        return True
    pooled = [x for x in told if _PUT_TO.search(x.text)] if facts.is_review else []
    return any(r.direction for line in pooled for r in sentence_readings(line.text))


_NEAR: Final = 45


def _adds_to_care(facts: ReportFacts, line: Line, techniques: Sequence[str]) -> bool:
    spots = [
        match.span.start - line.span.start
        for match in facts.matched(techniques)
        if match.span and facts.line_of(match.span) == line
    ]
    for found in _ADDED.finditer(line.text):
        before = any(found.start() - _NEAR <= spot < found.start() for spot in spots)
        after = any(found.end() <= spot <= found.end() + _NEAR for spot in spots)
        if not (before and after):
            return True
    return False


def has_follow_up(facts: ReportFacts) -> bool:
    """Whether a report tells of an effect after treatment had ended, or of one that was gone by then.

    Single cases and plans cannot; where no group ever did better there is no relief to last.
    """
    if facts.design in ("case_report", "protocol"):
        return False
    lines = follow_up_reported(facts)
    return bool(lines) and tells_of_gain(facts, lines)
