# ruff: noqa: E501 (a pattern is read whole)
"""Does relief last after treatment? Only sentences about follow-up can say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from evidence.appraise.link_facts import Line, ReportFacts
from evidence.appraise.stance_reading import StanceReading, read_lines
from evidence.appraise.stance_words import UNIMPORTANT
from evidence.models import Stance

FOLLOW_UP: Final = re.compile(
    r"(?<!lost to )(?<!loss to )\bfollow(?:ed)?[- ]?ups?\b|\bpersist\w*|\bmaintain\w*|\bsustain\w*|\blast(?:ed|ing|ingly)\b|"
    r"\b(?:long|longer)[- ]term\b|\bafter (?:the )?(?:course|end|stopping|cessation)\b|\bafter (?:the )?treatment (?:had |was )?(?:ended|end|stopped|ceased|over)\b|\btreatment stopped\b|"
    r"\bno longer (?:\w+ )?(?:differ\w*|significant|evident|better|present|seen)\b|\bstill (?:there|seen|held|present|stood|better|lower|significant)\b|\bwithout (?:further )?treatment\b|\b(?:weeks|months|years?) later\b|\bdurab\w+|\b(?:after|at) (?:a|one) year\b|\bremain(?:ed|s) (?:better|lower|superior|improved)\b|\b(?:effects?|benefits?) (?:may )?last\b",
    re.I,
)
_WORDS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip
_COUNT: Final = rf"(?:\d+|{'|'.join(_WORDS)})"
_LATE: Final = re.compile(
    r"\b(?:weeks? (?:\d+(?:,| and| to|-|–) ?){0,3}(?P<w1>\d+)|(?P<w2>N)[- ]weeks?|months? (?:\d+(?:,| and| to|-|–) ?)"
    r"{0,3}(?P<m1>\d+)|(?P<m2>N)[- ]months?|(?P<y>N)[- ]years?)\b".replace("N", _COUNT),
    re.I,
)
_COURSE: Final = re.compile(
    r"\b(?:over|for|in|within|during|of) (?:an? )?(?P<n>N)[- ]weeks?\b|\b(?P<n2>N) weekly\b"
    r"|\b(?P<n3>N)[- ]weeks? (?:course|treatment|of )".replace("N", _COUNT),
    re.I,
)
_WEEKS_AFTER_MIN: Final = 6
_COURSE_UNKNOWN: Final = 16
_HARM: Final = re.compile(
    r"\b(?:adverse|side[- ]effects?|lesions?|injur\w+|pneumothora\w+|complications?)\b", re.I
)
LOST: Final = re.compile(
    r"\b(?:had |was |were |has )?(?:gone|lost(?! to)|vanished|disappeared|waned|w(?:ore|orn) off|faded)\b|\bno longer\b"
    r"|\b(?:not|n[o']t) (?:\w+ )?(?:maintained|sustained|persist\w*|last\w*|evident|significant|differ\w*)\b"
    r"|\breturned? to baseline\b|\bno (?:\w+ ){0,3}(?:difference|effect|benefit)s? (?:\w+ ){0,3}(?:at|by|after)\b"
    r"|\bshort[- ]lived\b|\bnot beyond\b"
    r"|\b(?:by|at|after) [^.;,]{3,25}(?:groups|arms) (?:were|had become) (?:equal|alike|level|similar|the same)\b",
    re.I,
)
#: What was lost must have been there; "not significant" at a later time may never have been.
_ONCE_THERE: Final = re.compile(
    r"\b(?:gone|lost(?! to)|vanished|disappeared|waned|w(?:ore|orn) off|faded|no longer|short[- ]lived|not (?:\w+ )?(?:maintained|sustained|persist\w*|last\w*))\b",
    re.I,
)
KEPT: Final = re.compile(
    r"\b(?:persist\w*|maintain\w*|sustain\w*|last(?:ed|s|ing|ingly)|still (?:there|held|present|better|lower|significant|stood)|(?:was|were) (?:kept|held|retained)|"
    r"stayed|remain(?:ed|s)? (?:\w+ )?(?:better|lower|significant|improved|superior|higher|different)|durab\w+|also at follow|"
    r"do(?:es)? not (?:\w+ ){0,3}decrease|(?:would|will) remain|kept improving)\b",
    re.I,
)


def _weeks(text: str) -> int:
    """The latest time point in a sentence, in weeks; 0 where none is named."""
    latest = 0
    for found in _LATE.finditer(text):
        weeks = _number(found["w1"] or found["w2"])
        months = _number(found["m1"] or found["m2"])
        latest = max(latest, weeks, months * 13 // 3, _number(found["y"]) * 52)
    return latest


def course_weeks(facts: ReportFacts) -> int:
    """How long treatment went on, in weeks; an upper guess where methods do not say."""
    found = [
        match
        for line in facts.body("title", "background", "objective", "methods", None)
        for match in _COURSE.finditer(line.text)
    ]
    return max((_number(m["n"] or m["n2"] or m["n3"]) for m in found), default=_COURSE_UNKNOWN)


def _number(printed: str | None) -> int:
    """A count in digits or words; 0 for None."""
    return 0 if printed is None else _WORDS.get(printed.lower()) or int(printed)


def follow_up_reported(facts: ReportFacts) -> tuple[Line, ...]:
    """Results and conclusions about an effect after treatment had ended.

    A sentence that reads neither better, null, kept nor lost says nothing about lasting.
    """
    end = course_weeks(facts)
    return tuple(
        line for line in facts.body("results", "conclusion", None)
        if is_about_later(line.text, end) and not _HARM.search(line.text) and (
            KEPT.search(line.text) or LOST.search(line.text)
            or any(item.reading.direction for item in read_lines((line,)))
        )
    )  # fmt: skip


def tells_of_gain(facts: ReportFacts, lines: Sequence[Line]) -> bool:
    """Whether there was a gain to last: kept or lost by the authors' words, or told anywhere."""
    if any(KEPT.search(line.text) or _ONCE_THERE.search(line.text) for line in lines):
        return True
    if facts.is_uncontrolled:
        return any(FOLLOW_UP.search(line.text) for line in (*lines, *facts.body("title")))
    told = facts.body("title", "results", "conclusion", None)
    return any(i.reading.direction == "better" and not i.reading.is_within for i in read_lines(told))


@lru_cache(maxsize=4096)
def is_about_later(text: str, course_end: int) -> bool:
    """Whether a text is about a time after treatment, which ended in week `course_end`.

    By the authors' words (persisted, at follow-up) or by a time point at least six
    weeks after the course; a time point nearer to its end is too near to say.
    """
    weeks = _weeks(text)
    if weeks >= course_end + _WEEKS_AFTER_MIN:
        return True
    is_near = course_end != _COURSE_UNKNOWN and weeks > course_end
    return bool(FOLLOW_UP.search(text)) and not is_near


def duration_stance(facts: ReportFacts, lines: Sequence[Line]) -> StanceReading:
    """The stance on "relief lasts"; `lines` are results and conclusions on follow-up.

    What lasts must be worth having: where the authors say that the difference is too small to
    matter, its lasting supports no relief.
    """
    reading = _lasting(facts, lines)
    small = tuple(
        x for x in facts.body("results", "conclusion", None) if UNIMPORTANT.search(x.text)
    )
    if reading.stance is not Stance.SUPPORTS or not small:
        return reading
    spans = tuple(dict.fromkeys((*(line.span for line in small), *reading.rationale)))[:3]
    return StanceReading(Stance.MIXED, "below-important-difference",
                         "the difference is not clinically important", spans, reading.direction)  # fmt: skip


def _lasting(facts: ReportFacts, lines: Sequence[Line]) -> StanceReading:
    spans = tuple(dict.fromkeys(line.span for line in lines))
    if facts.is_uncontrolled:
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
