# ruff: noqa: E501 (a pattern is read whole)
"""What a report says of harm. Never a vote: events, how sought, and silence kept apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evidence.appraise.link_facts import Line, ReportFacts
from evidence.appraise.stance_numbers import interval_significance
from evidence.appraise.stance_reading import StanceReading
from evidence.appraise.stance_words import HEDGED
from evidence.models import Stance

_NONE: Final = re.compile(
    r"\bno (?:\w+[ -]){0,4}?(?:events?|effects?|reactions?|complications?|bleed\w*|harms?|increase in|injur\w+|(?:safety )?(?:concerns?|problems?|issues?))\b"
    r"|\bno (?:\w+ ){0,2}?(?:trials?|stud(?:y|ies)|reports?|papers?) (?:\w+ )?(?:described?|reported|found|saw|recorded|noted|had)\b[^.;]{0,20}\b(?:serious|severe)\b"
    r"|\b(?:no one|nobody|no (?:patients?|participants?|people|women|men)) (?:\w+ )?(?:had|reported|experienced|suffered|developed|showed)\b[^.;]{0,30}\b(?:adverse|side|untoward|serious|severe|complication|harm)"
    r"|\bnone (?:was|were|of which|of them|met|had)?\b[^.;]{0,30}\b(?:serious|severe|definition)"
    r"|\bnot a single (?:\w+ )?(?:event|effect|reaction|complication)|\b(?:events?|effects?|reactions?|complications?): ?(?:none|nil|0)\b|\bwithout (?:any )?(?:serious|severe|adverse|apparent|complication)|\bnone serious\b"
    r"|\b(?:adverse|serious) (?:events?|effects?) (?:were|was) not (?:observed|seen|reported|noted)",
    re.I,
)
_REASSURES: Final = re.compile(
    r"\b(?:safe(?:ly|r)?|safer ones|well[ -]tolerated|rare(?:ly)?|uncommon|mild|minor|slight|transient|few (?:adverse|side|complications)|good safety|"
    r"acceptable safety|safety was (?:good|acceptable|satisfactory|favou?rable|high)|without (?:problems|difficulty|incident)|trivial|harmless|(?:nobody|no one|none) (?:came to harm|was (?:harmed|hurt|injured))|favou?rable safety|low(?:er)? (?:risk|rate|incidence)|fewer (?:adverse|side)|(?:reduc|decreas|lower)\w* (?:\w+ ){0,5}(?:adverse|side)|"
    r"self-?limit\w+|infrequent|negligible|resolved|recovered)\b",
    re.I,
)
_SERIOUS: Final = re.compile(
    r"\b(?:deaths?|died|fatal\w*|mortality|pneumothora\w+|life-threatening|permanent|perforat\w+|"
    r"spinal cord injur\w+|h(?:a)?emothora\w+|rupture|serious|severe|inappropriate shocks?|compartment syndrome|hepatitis|abscess|fasciotomy|nerve (?:injury|lesion)|tamponade|haemorrhage|hemorrhage|sepsis|meningitis|"
    r"broken (?:tip|needle)|foreign body|hospitali[sz]\w+|organ|h(?:a)?ematoma)\b",
    re.I,
)
#: That harms were hardly looked for or told.
UNKNOWN: Final = re.compile(
    r"\b(?:silent|unknown|unclear|uncertain)\b|\b(?:did|do|does|were|was) not (?:\w+ )?(?:report|mention|record|"
    r"described?)\w*\b(?! (?:any )?serious)|\bcould not be (?:shown|assessed|determined|evaluated)\b"
    r"|\bno(?:ne of the)? (?:\w+ ){0,3}?(?:trials?|stud(?:y|ies)|papers?|articles?) (?:\w+ )?(?:reported|mentioned|described|recorded|assessed)\b(?! (?:any |on |an? )?(?:serious|severe))"
    r"|\b(?:few|only \w+|hardly any|not all|less than half|a minority) (?:of (?:the|these|them) )?(?:\w+ ){0,2}?(?:trials?|stud(?:y|ies)|papers?|articles?|reports?|reviews?|of them) (?:\w+ )?(?:reported|mention\w*|said|described?|gave|recorded|addressed|considered|stated|looked)\b(?! (?:any |on )?(?:serious|severe))"
    r"|\b(?:said|told|tell|gave|reported|mentioned) nothing (?:of|on|about)\b|\b(?:harms?|adverse \w+|side effects?|safety) (?:was|were) (?:mentioned|reported|described|recorded|assessed) (?:in|by) (?:only )?(?:few|one|two|three|four|five|six|seven|eight|nine|ten|a (?:few|minority))\b"
    r"|\bonly \d+(?:\.\d+)? ?%? (?:\w+ ){0,3}?(?:reported|mention\w*|described?|recorded|assessed|addressed)\b"
    r"|\b(?:poorly|seldom|hardly|rarely|scarcely|incompletely|inadequately|insufficiently) (?:reported|described|recorded|documented)\b"
    r"|\binsufficient\b|\bnot (?:be )?(?:assessed|evaluable|reported)\b|\black of (?:safety )?data\b",
    re.I,
)
_RISK_RAISED: Final = re.compile(
    r"\b(?:odds|risk|rate|incidence|bleeding)\b[^.;]{0,60}\b(?:higher|rais\w+|increas\w+|likel\w+|elevated|greater)\b"
    r"|\b(?:rais|increas)\w+ (?:the )?(?:\w+ )?(?:risk|odds)\b|\brisk factors?\b|\blikelier\b|\bmore likely\b",
    re.I,
)
_EVENTS: Final = re.compile(
    r"\b(?:describ\w+|reported|found|seen|attributed|followed|occurred|caused|after needling|led to|put down to|developed|suffered)\b",
    re.I,
)
_MINOR: Final = re.compile(
    r"\b(?:bruis\w+|h(?:a)?ematoma|sore\w*|needl\w+[- ](?:site )?pain|pain where|local pain|bleeding|dizz\w+|faint\w*|"
    r"minor|mild|transient|swelling|numbness|nausea|\d+(?:\.\d+)?%)",
    re.I,
)
_CASES: Final = frozenset({"case_report", "case_series"})
_ADVISERS: Final = frozenset({"guideline", None})
_CASE_TITLE: Final = re.compile(r"\bcases?\b|\breport of\b", re.I)
_COLLECTED: Final = re.compile(r"\breview\b|\bcases? reports\b", re.I)
_FEW_REPORTED: Final = re.compile(r"\breport of (?:an?|one|two|three|four|five|\d|new)\b", re.I)
_UNTOLD: Final = frozenset({None, "letter", "other"})
#: A rate with a large denominator is an answer to "how often", even for a serious harm.
_RARE_RATE: Final = re.compile(
    r"\b(?:per|in|of) (?:one |a |1 )?(?:million|1[ ,]?000[ ,]?000|100[ ,]?000|10[ ,]?000)\b"
    r"|\b(?:among|in|of) (?:\d{1,3}(?:[ ,]\d{3})+|\d{4,}) (?:\w+ )?(?:people|patients|treatments|sessions|consultations|participants)\b",
    re.I,
)
_RATIO: Final = re.compile(r"\b(?:ratio|RR|OR|HR|IRR)\b\D{0,20}(\d+\.\d+)")
_GRAVE: Final = re.compile(
    r"\b(?:deaths?|died|sequelae|fatal|mortality|(?<!not )serious|severe|life-threatening|pneumothora\w+|tamponade|rupture)\b",
    re.I,
)
_WARNS: Final = re.compile(
    r"\b(?:should|must|needs? to|caution\w*|warn\w*|advis\w+|careful\w*|contraindicat\w*|avoid\w*)\b",
    re.I,
)
_REVIEW_LIKE: Final = frozenset(
    {"overview_of_reviews", "systematic_review", "meta_analysis", "narrative_review"}
)


def is_silent(lines: Sequence[Line]) -> bool:
    """Whether sentences name harm and tell nothing of it: neither none, nor few, nor any, nor how told."""
    telling = (_NONE, _REASSURES, _SERIOUS, UNKNOWN, _MINOR, _RARE_RATE, _EVENTS, _RISK_RAISED)
    return not any(pattern.search(line.text) for line in lines for pattern in telling)


def _with(pattern: re.Pattern[str], lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if pattern.search(line.text))


def _made(stance: Stance, rule: str, reason: str, *groups: Sequence[Line]) -> StanceReading:
    lines = [line for group in groups for line in group]
    return StanceReading(stance, rule, reason, tuple(dict.fromkeys(x.span for x in lines))[:3])


def _tells_few(facts: ReportFacts, is_case: bool, has_rate: bool) -> bool:
    """Whether a report tells single cases of harm: by design, or where a case is its subject,
    unless its title says that it collected many."""
    titles = " ".join(line.text for line in facts.body("title"))
    if _COLLECTED.search(titles) and not _FEW_REPORTED.search(titles):
        return facts.design == "case_report"
    return facts.design in _CASES or (
        is_case and not has_rate and (facts.design in _UNTOLD or bool(_CASE_TITLE.search(titles)))
    )


def safety_stance(
    facts: ReportFacts, lines: Sequence[Line], is_case: bool = False
) -> StanceReading:
    """The stance on "is safe, has few side effects"; silence is inconclusive.

    `lines` are the sentences that speak of harm; `is_case` that the report is about a
    harm that the treatment caused. A case report of harm is a
    signal, not a rate: it is inconclusive, with the rule ``harm-signal``.
    """
    none, good = _with(_NONE, lines), _with(_REASSURES, lines)
    told = facts.body("results", "conclusion", None) if is_case else lines
    rare = _with(_RARE_RATE, told)
    bad = tuple(line for line in _with(_SERIOUS, lines) if line not in none and line not in rare)
    unknown = _with(UNKNOWN, lines)
    if _tells_few(facts, is_case, bool(rare)) and (is_case or facts.design == "case_report") and not none:
        return _made(
            Stance.INCONCLUSIVE, "harm-signal", "a case of harm: a signal, not a rate", bad, lines
        )
    solid = [x for x in (*none, *good) if x not in unknown and not HEDGED.search(x.text)]
    if unknown and not solid:
        return _made(
            Stance.INCONCLUSIVE,
            "harms-not-reported",
            "harms were not or hardly reported",
            unknown,
            lines,
        )
    if (
        bad
        and facts.design in _REVIEW_LIKE
        and any(_GRAVE.search(x.text) for x in bad if x not in good)
    ):
        return _made(Stance.MIXED, "serious-harms-collected", "serious harms, deaths among them, are rare but real",
                     bad, good)  # fmt: skip
    if none or good or rare or _with(_MINOR, lines):
        return _made(
            Stance.SUPPORTS,
            "few-and-mild",
            "harms were looked for: none, few or mild",
            none,
            good,
            rare,
            lines,
        )
    if bad:
        return _made(Stance.MIXED, "serious-harm", "serious harms are reported", bad)
    return _made(Stance.INCONCLUSIVE, "silent", "harms are not described", lines)


def _is_ratio_raised(text: str) -> bool:
    """Whether a ratio above one is printed with an interval that does not hold one."""
    ratio = _RATIO.search(text)
    return (
        ratio is not None and float(ratio[1]) > 1 and interval_significance(text) == {"significant"}
    )


def caution_stance(
    facts: ReportFacts, lines: Sequence[Line], is_case: bool = False
) -> StanceReading:
    """The stance on "people at risk should ask first": a raised risk supports it.

    Reassurance alone is inconclusive: rare harm needs far larger numbers.
    """
    raised = tuple(
        line for line in dict.fromkeys((*lines, *facts.body("results", None)))
        if ((line in lines and _RISK_RAISED.search(line.text)) or _is_ratio_raised(line.text))
        and not _NONE.search(line.text)
    )  # fmt: skip
    good = (*_with(_NONE, lines), *_with(_REASSURES, lines))
    warned = tuple(
        line for line in facts.body("results", "conclusion", None) if _WARNS.search(line.text)
    )
    told = facts.body("title", "results", "conclusion", None)
    if (facts.design in _CASES or is_case) and _with(_SERIOUS, told) and not _with(_NONE, told):
        return _made(
            Stance.SUPPORTS, "case-of-harm", "harm came to a person at risk", warned, lines
        )
    events = tuple(
        line
        for line in _with(_SERIOUS, lines)
        if _EVENTS.search(line.text) and not _NONE.search(line.text)
    )
    cautioned = _with(_WARNS, lines)
    if cautioned and facts.design in _ADVISERS:
        return _made(Stance.SUPPORTS, "advises-caution", "those who advise call for care", cautioned)
    if raised and not any(re.search(r"\bsafe", line.text, re.I) for line in good):
        return _made(Stance.SUPPORTS, "risk-raised", "the risk was raised", raised)
    if events and good:
        return _made(
            Stance.MIXED,
            "events-and-reassurance",
            "harm occurred, though the authors reassure",
            events,
            good,
        )
    if events:
        return _made(Stance.SUPPORTS, "events", "harm occurred in people at risk", events)
    return _made(Stance.INCONCLUSIVE, "reassurance-only", "no harm was seen, which does not exclude rare harm",
                 good, lines)  # fmt: skip
