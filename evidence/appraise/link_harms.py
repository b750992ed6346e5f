# ruff: noqa: E501 (a pattern is read whole)
"""What a claim asks about harm, in a report: told as a result, as a rate, or as a case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evidence.appraise.link_facts import Line, ReportFacts
from evidence.appraise.link_measures import named_matches
from evidence.appraise.link_status import TELLING
from evidence.models import Claim, ClaimKind, Match

_RATE_ASKED: Final = re.compile(r"\bside[- ]effects?\b|\bmost common\b", re.IGNORECASE)
#: Harms that are told by their own name.
_NAMED_MINOR: Final = re.compile(
    r"\b(?:bruis\w+|h(?:a)?ematoma\w*|sore\w*|bleed\w*|dizz\w+|faint\w*|tiredness|burns?|(?:mild|local) swelling|"
    r"needl\w+[- ](?:site )?pain|local pain|pain (?:at|where|on|during) (?:the )?needl\w*)\b",
    re.IGNORECASE,
)
_EVENT: Final = re.compile(
    r"\b(?:adverse|side|untoward)[- ]\w+|\b(?:related|minor|mild) (?:\w+ )?(?:events?|effects?|reactions?)\b|\bcomplications?\b|\bAEs?\b|"
    r"\b(?:events?|reactions?)\b",
    re.IGNORECASE,
)
_HOW_MUCH: Final = re.compile(
    r"\d|\b(?:minor|mild|slight|transient|swelling|nausea|fewer|less|more|rates?|incidence|frequen\w+|few|one|two|three|four|"
    r"five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
_NO_EVENTS: Final = re.compile(
    r"\b(?:no|without|none|nor|never)\b[^.;]{0,60}\b(?:events?|effects?|reactions?|complications?|bleed\w*|"
    r"bruis\w*|harms?)\b|\b(?:events?|effects?|reactions?|complications?) (?:\w+ ){0,3}?(?:not|none|never)\b",
    re.IGNORECASE,
)
_ONLY_SERIOUS: Final = re.compile(
    r"\b(?:serious|severe|fatal|major)\b(?: \w+){0,2} (?:adverse|events?|effects?|reactions?|complications?|harms?|bleed\w*|side)\b"
    r"|\b(?:life-threatening|deaths?|fatal\w*)\b",
    re.IGNORECASE,
)
_NOT_SERIOUS: Final = re.compile(
    r"\b(?:no|none|not|non|without|nor|neither)\b[ -](?:\w+ ){0,3}?(?:serious|severe|major|fatal)",
    re.IGNORECASE,
)
_MINOR: Final = re.compile(
    r"\b(?:minor|mild|transient|bruis\w*|sore\w*|spot bleed\w*|microbleed\w*|needl\w+[- ](?:site )?pain)\b",
    re.IGNORECASE,
)
_ON_DRUG: Final = re.compile(
    r"\b(?:taking|confined to|on|given|receiving) (?:the )?(?:drugs?|medication|medicines?|tablets|[a-z]{4,}(?:in|ine|one|ol|am|ide|ac|en)s?)\b",
    re.IGNORECASE,
)
_GENERAL: Final = re.compile(r"safe|adverse|side|toler|harm|complication|untoward", re.IGNORECASE)
_BY: Final = (
    r"\b(?:after|following|caused by|produced by|due to|from|induced by|associated with|related to|by|with|"
    r"traced to|secondary to|complication of|complicating|attributed to)"
)
_LED_TO: Final = r"(?:associated|related|induced|caus\w+|complicat\w+|acquired)\b"


def harm_lines(
    facts: ReportFacts, concept_ids: Sequence[str], by_finding: bool = True
) -> tuple[Line, ...]:
    """Results and conclusions that report harms: by concept, or as a harm finding.

    In a report whose title names harm, methods too: they often say what was counted.
    """
    in_title = any(m.span and m.span.field == "title" for m in facts.matched(concept_ids))
    roles = (*TELLING, "methods") if in_title else TELLING
    by_concept = set(facts.lines_with(concept_ids, roles))
    spans = facts.harm_spans if by_finding else ()
    found = {line for span in spans if (line := facts.line_of(span))}
    return tuple(
        line
        for line in facts.body(*roles)
        if line in by_concept or line in found or (in_title and _NAMED_MINOR.search(line.text))
    )


def _tells_rate(line: Line) -> bool:
    """Whether a clause tells of harms that happened, and not of serious ones alone."""
    for clause in re.split(r";|, (?:but|while|whereas)\b", line.text):
        is_told = _NAMED_MINOR.search(clause) or (
            _EVENT.search(clause) and _HOW_MUCH.search(clause)
        )
        if not is_told or _NO_EVENTS.search(clause):
            continue
        text = _NOT_SERIOUS.sub("", clause)
        if _MINOR.search(text) or not _ONLY_SERIOUS.search(text):
            return True
    return False


def harm_matches(facts: ReportFacts, claim: Claim) -> tuple[Match, ...] | None:
    """Matches for a claim about harm, or None where harm is no subject and no outcome.

    A claim on how often or which side effects needs harms that happened: that none was
    seen bears on safety in general.
    """
    harms = claim.scope.harms
    named = facts.matched(harms)
    if claim.kind is ClaimKind.ADVICE:
        is_case = facts.design in ("case_report", "case_series")
        return named_matches(facts, harms, TELLING if is_case else ("objective",)) or None
    lines = claim_harm_lines(facts, claim)
    if _asks_rate(claim):
        if facts.design == "case_report":
            return None
    elif is_case_of_harm(facts, claim):
        return named
    if not lines:
        return None
    return tuple(match for match in named if not match.span or facts.line_of(match.span) in lines)


def _asks_rate(claim: Claim) -> bool:
    return bool(_RATE_ASKED.search(f"{claim.quote} {claim.question}"))


def claim_harm_lines(facts: ReportFacts, claim: Claim) -> tuple[Line, ...]:
    """The sentences on harm that bear on a claim: where it asks how often, those that tell."""
    told = harm_lines(facts, claim.scope.harms, by_finding=claim.parent is None)
    lines = tuple(line for line in told if not _is_of_drug(facts, claim, line))
    if not _asks_rate(claim):
        return lines
    return tuple(line for line in lines if line.role != "methods" and _tells_rate(line))


def _is_of_drug(facts: ReportFacts, claim: Claim, line: Line) -> bool:
    """Whether a harm is told of people on the drug alone, which is the comparison."""
    if _ON_DRUG.search(line.text) is None:
        return False
    scope = claim.scope
    named = facts.matched((*scope.interventions, *scope.indirect_interventions))
    return not any(m.span and facts.line_of(m.span) == line for m in named)


def is_case_of_harm(facts: ReportFacts, claim: Claim) -> bool:
    """Whether the title tells of a harm that the treatment caused, or a case report has one."""
    in_title = [m for m in facts.matched(claim.scope.harms) if m.span and m.span.field == "title"]
    if facts.design == "case_report" and (
        in_title or any(match.span is None for match in facts.matched(claim.scope.harms))
    ):
        return True
    title = facts.report.title.text if facts.report.title else ""
    names = {m.term for m in facts.matched(claim.scope.interventions) if m.span}
    if not in_title or not names or all(_GENERAL.match(match.term) for match in in_title):
        return False
    treatment = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    caused = (
        rf"{_BY}\s+(?:\w+[- ]){{0,4}}?(?:{treatment})|(?:{treatment})\w*[- ](?:\w+[- ])?{_LED_TO}"
    )
    return bool(re.search(caused, title, re.IGNORECASE))
