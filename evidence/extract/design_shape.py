# ruff: noqa: E501 (a pattern is read whole)
"""Designs told by the shape of what was done where no name stands: harms watched in many, a few people treated
and told one by one, people with and without a condition, people seen once (pure)."""

from __future__ import annotations

import re
from typing import Final

from evidence.extract.gated import gated
from evidence.extract.numbers import COUNT, count_value
from evidence.models import ReportText, Span

_PEOPLE: Final = r"(?:(?:out|in)?patients|people|persons|participants|women|men|adults|children|volunteers|subjects|individuals|survivors|amputees|cases|clients|veterans|diabetics|students|nurses|members|athletes|runners|players|workers|users|residents)"
_N: Final = rf"(?P<n>{COUNT})"
_GAP: Final = r"(?:(?!\d)[\w-]+\s+){0,3}?"
_HARM: Final = r"(?:adverse|untoward|unwanted|side)[- ](?:effects?|events?|reactions?)|harms?\b|complications?|reactions?|bruis\w+|bleed\w*|pneumothora\w+|h(?:a)?ematomas?|safety|infections?"
_KEPT_WATCH: Final = r"(?:written down|taken down|record\w*|document\w*|report\w*|not(?:ed|ing)|register\w*|logg\w+|collect\w*|monitor\w*|watched|counted|seen|survey\w*|observ\w+|investigat\w+)"
#: Harms that were watched, and the many in whom.
_WATCHED: Final = (
    gated(rf"\b(?:{_HARM})[^.;]{{0,80}}\b{_KEPT_WATCH}\b[^.;]{{0,60}}?{_N}\s+{_GAP}{_PEOPLE}\b"),
    gated(rf"\b{_KEPT_WATCH}\b[^.;]{{0,60}}\b(?:{_HARM})[^.;]{{0,60}}?{_N}\s+{_GAP}{_PEOPLE}\b"),
    gated(rf"\b(?:among|of|in) (?:the )?{_N}\s+{_GAP}{_PEOPLE}\b[^.;]{{0,80}},\s+(?:only )?{COUNT}\s+(?:\([^()]*\) )?(?:[\w-]+\s+){{0,5}}?(?:{_HARM})"),
    gated(rf"\b(?:all|every|any|each|the) (?:{_HARM})\s+(?:\w+ )?(?:among|in|of)\s+(?:the )?{_N}\s+{_GAP}{_PEOPLE}\b"),
    gated(rf"{_N}\s+{_GAP}{_PEOPLE}\b[^.;:]{{0,90}}[.;:,]?[^.;]{{0,60}}\b{_KEPT_WATCH}\b[^.;]{{0,50}}\b(?:{_HARM})"),
)
#: As many treated without an allocation are watched, not tried.
MANY: Final = 400
_MANY_COUNTED: Final = gated(rf"(?:\d{{3}}|\b(?:hundred|thousand)(?: and)?(?:[ -]\w+)?)\s+{_GAP}{_PEOPLE}\b")
_COMPARES: Final = gated(r"\brandom|\bplacebo\b|\bsham\b|\bcontrol group|\bcontrols\b|\bversus\b|\bgroups\b|\bcompared with\b")
_TESTED: Final = gated(r"\bp\s?[<=>]\s?0?\.\d|\bmean\b|\bmedian\b|\bCI\b|\bsignifican|±|\bhypothesis\b")
_FEW: Final = re.compile(rf"^{_N}\s+{_GAP}{_PEOPLE}\b(?:[^.;]|\.\d){{0,200}}?\b(?:were|was|had|received|got|underwent)\b", re.I)
_ONE_BY_ONE: Final = re.compile(r"\b(?:the|in the|in one|one|two|both|three|another) (?:first|second|third|fourth|other|patient|of (?:them|these|the patients)|became|were|was|lost|reported|felt|had|people|patients|obtained|got)\b|\bthe (?:first|second|third)\b|\ball (?:but|of them|three|four|five|six|were|had)\b", re.I)
_PARTED: Final = gated(rf"{_N}\s+{_GAP}{_PEOPLE}\b[^.;]{{0,60}}\b(?:were|was) (?:\w+ )?(?:compared|matched|set against)\b[^.;]{{0,20}}\b(?:with|to|against)?\b[^.;]{{0,20}}\b(?:matched|without|free of|controls)\b")
_FOLLOWED: Final = gated(rf"{_N}\s+{_GAP}{_PEOPLE}\b[^.;]{{0,60}}\b(?:were|was) (?:\w+ )?(?:followed|tracked|observed|re-?examined|seen again|seen (?:every|each)|examined (?:every|each|yearly|annually))\b[^.;]{{0,40}}\b(?:years?|months?|weeks?)\b")
_TREATED: Final = gated(r"\b(?:sessions|were (?:given|treated|needled)|received|underwent|electroacupuncture was|intervention)\b")
_SEEN_ONCE: Final = gated(
    rf"\bat (?:one|a single) (?:visit|time point|point in time|occasion)\b|\b(?:examined|assessed|measured|seen|screened|tested|asked) (?:only )?once\b|\bone point in time\b"
    rf"|\bhow (?:common|frequent|often) (?:is|are|was|were|do|does)\b|{_N}\s+{_GAP}{_PEOPLE}\b[^.;]{{0,40}}\bwere (?:examined|tested|screened) for\b")
_COUNTED: Final = gated(rf"{_N}\s+{_GAP}{_PEOPLE}\b")
_PREVALENCE: Final = re.compile(r"\bprevalence\b|\bhow (?:common|frequent|many)\b", re.I)
_EXAMINED: Final = re.compile(r"\bexamin(?:ed|ation)|\bmeasured\b|\bnerve conduction\b|\btested\b", re.I)

Shape = tuple[str, Span]
#: A design, its pattern, and words one of which every match of it holds.
_SHAPES: Final = (
    ("case_control", _PARTED, ("matched", "without", "free of", "controls")),
    ("cohort", _FOLLOWED, ("followed", "tracked", "observed", "examined", "seen")),
    ("cross_sectional", _SEEN_ONCE, ("once", "at one", "single", "one point", "how ", "prevalence", "examined for", "tested for", "screened for")),
)


def watched_in_many(report: ReportText, lower: str) -> Shape | None:
    """``cohort``: harms recorded in at least `MANY` people, none of them allocated to anything. `lower` is the
    text in small letters."""
    if not any(_MANY_COUNTED.search(s.text, lower) for s in report.sections) or any(_COMPARES.search(s.text, lower) for s in report.sections):
        return None
    for section in report.sections:
        for pattern in _WATCHED:
            for found in pattern.finditer(section.text, lower):
                if (count_value(found["n"]) or 0) >= MANY:
                    return "cohort", section.span(*found.span())
    return None


def shape_of(report: ReportText, lower: str) -> Shape | None:
    """``case_control``, ``cohort`` or ``cross_sectional`` by what was done to how many; None where
    none fits. `lower` is the text in small letters."""
    if _TREATED.search(lower):
        return None
    for value, pattern, words in _SHAPES:
        if not any(word in lower for word in words) or (value == "cross_sectional" and not any(_COUNTED.search(s.text) for s in report.abstract)):
            continue
        for section in report.abstract if value != "cross_sectional" else report.sections:
            found = pattern.search(section.text) or (_PREVALENCE.search(section.text) if value == "cross_sectional" and section is report.title else None)
            if found:
                return value, section.span(*found.span())
    return None


def is_prevalence(report: ReportText, lower: str) -> bool:
    """Whether a survey was also an examination, asked how common a condition is."""
    return bool(report.title and _PREVALENCE.search(report.title.text) and _EXAMINED.search(lower))


def few_of(report: ReportText) -> Shape | None:
    """``case_series``: at most fifteen people with whom the abstract opens, treated and told one by one, without tests or controls."""
    first = report.abstract[0] if report.abstract else None
    found = _FEW.match(first.text) if first else None
    if not first or not found or not 2 <= (count_value(found["n"]) or 0) <= 15:
        return None
    rest = " ".join(s.text for s in report.abstract)[found.end() :]
    if _COMPARES.search(rest) or _TESTED.search(rest) or not _ONE_BY_ONE.search(rest):
        return None
    return "case_series", first.span(*found.span())
