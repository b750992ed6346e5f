# ruff: noqa: E501 (a pattern is read whole)
"""Does relief last after treatment? Only sentences about follow-up can say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evidence.appraise.link_facts import UNCONTROLLED_DESIGNS, Line, ReportFacts
from evidence.appraise.stance_reading import StanceReading, read_lines
from evidence.models import Stance

FOLLOW_UP: Final = re.compile(
    r"\bfollow(?:ed)?[- ]?ups?\b|\bpersist\w*|\bmaintain\w*|\bsustain\w*|\blast(?:ed|ing|ingly)\b|"
    r"\b(?:long|longer)[- ]term\b|\bafter (?:the )?(?:treatment|course|end|stopping)\b|\btreatment stopped\b|"
    r"\bstill (?:present|stood|better|lower|significant)\b|\bdurab\w+|\b(?:effects?|benefits?) (?:may )?last\b",
    re.I,
)
_LATE: Final = re.compile(
    r"\b(?:weeks? (?P<w1>\d+)|(?P<w2>\d+)[- ]weeks?|months? (?P<m1>\d+)|(?P<m2>\d+)[- ]months?|"
    r"(?P<y>\d+)[- ]years?)\b",
    re.I,
)
_COURSE: Final = re.compile(
    r"\b(?:over|for|in|within|during|of) (?:an? )?(?P<n>\d+|four|five|six|eight|ten|twelve)[- ]weeks?\b"
    r"|\b(?P<n2>\d+)[- ]weeks? (?:course|treatment|of (?:treatment|acupuncture))",
    re.I,
)
_WORDS: Final = {"four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twelve": 12}
_WEEKS_AFTER_MIN: Final = 6
_COURSE_UNKNOWN: Final = 16
LOST: Final = re.compile(
    r"\b(?:had |was |were |has )?(?:gone|lost|vanished|disappeared|waned|wore off|faded)\b|\bno longer\b"
    r"|\b(?:not|n[o']t) (?:\w+ )?(?:maintained|sustained|persist\w*|last\w*|evident|significant|differ\w*)\b"
    r"|\breturned? to baseline\b|\bno (?:\w+ ){0,3}(?:difference|effect|benefit)s? (?:\w+ ){0,3}(?:at|by|after)\b"
    r"|\bshort[- ]lived\b|\bnot beyond\b",
    re.I,
)
KEPT: Final = re.compile(
    r"\b(?:persist\w*|maintain\w*|sustain\w*|last(?:ed|s|ing|ingly)|still (?:present|better|lower|significant|stood)|"
    r"stayed|remain(?:ed|s)? (?:\w+ )?(?:better|lower|significant|improved|superior|higher)|durab\w+|also at follow|"
    r"do(?:es)? not (?:\w+ ){0,3}decrease|(?:would|will) remain|kept improving)\b",
    re.I,
)


def _weeks(text: str) -> int:
    """The latest time point in a sentence, in weeks; 0 where none is named."""
    latest = 0
    for found in _LATE.finditer(text):
        weeks = int(found["w1"] or found["w2"] or 0)
        months = int(found["m1"] or found["m2"] or 0)
        latest = max(latest, weeks, months * 13 // 3, int(found["y"] or 0) * 52)
    return latest


def course_weeks(facts: ReportFacts) -> int:
    """How long treatment went on, in weeks; an upper guess where methods do not say."""
    found = [
        match
        for line in facts.body("methods", "objective")
        for match in _COURSE.finditer(line.text)
    ]
    numbers = [_WORDS.get((m["n"] or m["n2"]).lower()) or int(m["n"] or m["n2"]) for m in found]
    return max(numbers, default=_COURSE_UNKNOWN)


def follow_up_reported(facts: ReportFacts) -> tuple[Line, ...]:
    """Results and conclusions about an effect after treatment had ended.

    By the authors' words (persisted, at follow-up) or by a time point at least six
    weeks after the course; a time point nearer to its end is too near to say. A sentence that reads neither better, null nor lost says
    nothing about lasting.
    """
    end = course_weeks(facts)
    is_known = end != _COURSE_UNKNOWN
    lines = facts.body("results", "conclusion", None)
    about = [
        line for line in lines
        if (FOLLOW_UP.search(line.text) and not (is_known and end < _weeks(line.text) < end + _WEEKS_AFTER_MIN))
        or _weeks(line.text) >= end + _WEEKS_AFTER_MIN
    ]  # fmt: skip
    return tuple(
        line for line in about
        if KEPT.search(line.text) or LOST.search(line.text)
        or any(item.reading.direction for item in read_lines((line,)))
    )  # fmt: skip


def duration_stance(facts: ReportFacts, lines: Sequence[Line]) -> StanceReading:
    """The stance on "relief lasts"; `lines` are results and conclusions on follow-up."""
    spans = tuple(dict.fromkeys(line.span for line in lines))
    if facts.design in UNCONTROLLED_DESIGNS:
        return StanceReading(Stance.INCONCLUSIVE, "uncontrolled", "no control group", spans[:1])
    lost = tuple(line for line in lines if LOST.search(line.text) and not KEPT.search(line.text))
    kept = tuple(line for line in lines if KEPT.search(line.text))
    if lost and not kept:
        return StanceReading(Stance.CONTRADICTS, "benefit-lost", "the benefit was gone at follow-up",
                             tuple(line.span for line in lost)[:3], "null")  # fmt: skip
    if lost and kept:
        return StanceReading(Stance.MIXED, "partly-kept", "some benefit lasted, some did not",
                             tuple(line.span for line in (*kept, *lost))[:3], "mixed")  # fmt: skip
    if kept:
        return StanceReading(Stance.SUPPORTS, "benefit-kept", "the difference lasted at follow-up",
                             tuple(line.span for line in kept)[:3], "better")  # fmt: skip
    directions = [item.reading.direction for item in read_lines(lines) if item.reading.direction]
    if directions and set(directions) == {"better"}:
        return StanceReading(
            Stance.SUPPORTS, "better-at-follow-up", "better at follow-up", spans[:3], "better"
        )
    return StanceReading(
        Stance.INCONCLUSIVE, "follow-up-unclear", "no clear result at follow-up", spans[:3]
    )
