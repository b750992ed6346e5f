# ruff: noqa: E501 (a pattern is read whole)
"""What a claim asks about harm, in a report: told as a result, as a rate, or as a case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evidence.appraise.link_facts import CONTROLLED_DESIGNS, Line, ReportFacts
from evidence.appraise.link_measures import named_matches
from evidence.appraise.link_status import TELLING
from evidence.appraise.stance_safety import UNKNOWN, is_silent
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
_TRIALS: Final = CONTROLLED_DESIGNS | {"single_arm", "case_series", None}
_SPEAKS_OF_SAFETY: Final = re.compile(
    r"\b(?:safe\w*|serious|severe|major|fatal|deaths?|died|life-threatening|toler\w+|hospital\w*|withdr\w+|stopped|"
    r"dropped out|well accepted|harmless)\b|\b(?:adverse|side|untoward)[- ]\w+ (?:were|was|are) (?:\w+ ){0,2}?(?:few|uncommon|rare|infrequent|mild|minor|slight|transient)\b|\b(?:few|rare) (?:adverse|side)\b",
    re.IGNORECASE,
)
_ADVICE: Final = re.compile(
    r"\b(?:recommendations?|guidelines?|guidance|consensus|precautions?|safe practice|expert opinion|code of practice|standards?)\b", re.IGNORECASE
)
_OF_CASES: Final = re.compile(r"\bcase (?:reports?|series)\b|\breported cases\b|\b(?:articles|reports|papers) describ\w+\b", re.IGNORECASE)
_A_RATE: Final = re.compile(
    r"\d ?%|\bper (?:\d|one|a |million|patient|session)|\bin (?:one |a )?(?:million|\d[\d ,]+)\b|\bincidence (?:of|was)|\brates?\b",
    re.IGNORECASE,
)
_BY: Final = (
    r"\b(?:after|following|caused by|produced by|due to|from|induced by|associated with|related to|by|with|"
    r"traced to|secondary to|complication of|complicating|attributed to)"
)
_DID: Final = r"(?:associated|related|induced|caus\w+|trigger\w+|provok\w+|producing|leading to|resulting in|complicat\w+)\b"
_DONE_BY: Final = r"\b(?:caused by|produced by|due to|induced by|triggered by|provoked by|complicating|complication of|secondary to)"
_HELPED: Final = re.compile(r"\b(?:reliev\w+|relief|treat\w+|improv\w+|recover\w+|success\w*|remission|analgesia|anaesthesia|anesthesia|benefi\w+|effect\w*)\b", re.IGNORECASE)
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
        if not is_told or _NO_EVENTS.search(clause) or UNKNOWN.search(clause):
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
        is_told = facts.design in ("case_report", "case_series") or advises(facts)
        return named_matches(facts, harms, TELLING if is_told else ("objective",)) or None
    lines = claim_harm_lines(facts, claim)
    if _asks_rate(claim):
        if facts.design == "case_report" or advises(facts) or _collects_cases(facts, lines):
            return None
    elif is_case_of_harm(facts, claim):
        return named or facts.matched(claim.scope.interventions)
    elif _is_minor_only(facts, harms, lines):
        return None
    if not lines or is_silent(lines):
        return None
    return tuple(match for match in named if not match.span or facts.line_of(match.span) in lines)


def advises(facts: ReportFacts) -> bool:
    """Whether a report gives advice: a guideline, or one whose title says that it recommends."""
    title = " ".join(line.text for line in facts.body("title"))
    return facts.design == "guideline" or (
        facts.design not in CONTROLLED_DESIGNS and bool(_ADVICE.search(title))
    )


def _collects_cases(facts: ReportFacts, lines: Sequence[Line]) -> bool:
    """Whether published cases were gathered: they give no rate, unless one is told."""
    told = " ".join(line.text for line in facts.body("title", "objective", "methods", "results", None))
    is_rate = any(_A_RATE.search(line.text) for line in lines)
    return facts.is_review and bool(_OF_CASES.search(told)) and not is_rate


def _is_minor_only(facts: ReportFacts, harms: Sequence[str], lines: Sequence[Line]) -> bool:
    """Whether a trial tells minor events alone, and of safety as a whole or serious harm nothing."""
    speaks = (_SPEAKS_OF_SAFETY, UNKNOWN)
    if facts.design not in _TRIALS or any(p.search(x.text) for x in lines for p in speaks):
        return False
    concluded = [m for m in facts.matched(harms) if _GENERAL.match(m.term) and m.span]
    if any((line := facts.line_of(m.span)) and line.role == "conclusion" for m in concluded if m.span):
        return False
    return not facts.lines_with(harms, ("title", "objective")) and not any(_NO_EVENTS.search(x.text) for x in lines)


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
    is_case = facts.design in ("case_report", "case_series")
    if not names or (not in_title and not is_case):
        return False
    if in_title and all(_GENERAL.match(match.term) for match in in_title):
        return False
    if not in_title and _HELPED.search(title):
        return False
    treatment = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    caused = (
        rf"{_BY}\s+(?:\w+[- ]){{0,4}}?(?:{treatment})|(?:{treatment})\w*[- ](?:\w+[- ])?{_LED_TO}"
    )
    if not in_title:  # a harm that has no name in the topic: only where the title says what did it
        caused = rf"(?:{treatment})\w*[- ](?:\w+[- ])?{_DID}|{_DONE_BY}\s+(?:\w+[- ]){{0,3}}?(?:{treatment})"
    return bool(re.search(caused, title, re.IGNORECASE))
