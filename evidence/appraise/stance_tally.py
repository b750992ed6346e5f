# ruff: noqa: E501 (a pattern is read whole)
"""Comparisons that a report tells, counted by direction; what is no comparison is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from evidence.appraise.link_facts import Line, ReportFacts
from evidence.appraise.stance_duration import course_weeks, is_about_later
from evidence.appraise.stance_reading import LineReading, read_lines
from evidence.appraise.stance_words import Words

_ABOUT_HARM: Final = re.compile(
    r"\b(?:adverse|side[- ]effects?|safe(?:ty|ly)?|harms?|toler\w+|events?|withdr\w+|dropouts?)\b",
    re.I,
)
_ABOUT_CONTROLS: Final = re.compile(
    r"^\W*(?:among|in|with|for|under) (?:the )?(?:controls?|sham|placebo|usual care|comparison)\b",
    re.I,
)
#: Bias that is unclear is no evidence that is.
_OF_BIAS: Final = re.compile(
    r"\b(?:unclear|uncertain) risks? of (?:\w+ )?bias\b"
    r"|\brisks? of (?:\w+ )?bias (?:was|were|is|are|remained|remains) (?:\w+ ){0,3}?(?:unclear|uncertain|unknown)\b",
    re.I,
)
_NULL_IN_CONTROLS: Final = re.compile(
    r"\bnone of the (?:\w+ )?(?:controls?|sham|untreated|others?)\b|^(?!.*\b(?:than|versus|vs|between|differ\w*|groups|compared|against|superior\w*|identical\w*|did nothing|nothing|surpass\w*|exceed\w*|outperform\w*|outd\w+|beat\w*|match\w*|edge|tie|\d+%?\)? (?:with|in|for|under|after|among) [^.;]*?\b(?:and|against|but) (?:by )?\d|resembl\w*|nothing|as \w+ as|similar\w*)\b)"
    r".*\b(?:with|in|after|under|for|by|the) (?:the )?(?:sham|placebo|controls?|usual care|waiting list|wait-?list)\b",
    re.I | re.S,
)
_ABOUT_OTHERS: Final = re.compile(
    r"\bdid not differ (?:from that in|by (?:age|sex)|between (?:men|women|subgroups))"
    r"|\b(?:two|both|three) (?:placebo|sham|control|comparison) (?:groups|arms|conditions)\b",
    re.I,
)
_ABOUT_STUDIES: Final = re.compile(
    r"\b(?:[Rr]isks? of bias|[Qq]uality(?![ -]of[ -]life)|[Hh]eterogene\w+|AMSTAR|ROBIS|GRADE|RoB|[Vv]alidity|"
    r"[Cc]ertainty|[Ii]ncluded|[Ee]nrolled|[Cc]osts?|[Cc]ompleted|[Ss]earched|[Dd]ropped out|[Dd]iscontinu\w+)\b"
    r"|(?<!\bthan )\b(?:at|in|of) baseline\b(?! to)|\b[Bb]aseline (?:\w+ )?(?:differences?|demographic|characteristic)|"
    r"\bbaseline (?:demographic|characteristic)\w*|\bdemographic\w*|\b[Mm]ean age\b"
)
#: A wish for more research, whose "larger" compares nothing.
_CALLS_FOR_MORE: Final = re.compile(
    r"^\W*(?:\w+ ){0,4}?(?:larger|bigger|longer|better|further|more|future|additional|rigorous|definitive|confirmatory)\b[^.;,]{0,50}?"
    r"\b(?:trials?|stud(?:y|ies)|research|work|samples?)\b[^.;,]{0,30}?"
    r"\b(?:wanted|needed|warranted|required|feasible|justified|necessary|desirable|awaited|should|must|called for)\b",
    re.I,
)
#: Why arms were taken together: no result of the treatment, but one of what told the arms apart.
_TAKEN_TOGETHER: Final = re.compile(
    r"\b(?:analy[sz]ed|pooled|taken|combined) together\b|\b(?:arms|groups) were (?:combined|pooled|merged)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """Clauses that compare groups: the treated did better, no difference, worse; all in order."""

    better: tuple[LineReading, ...]
    null: tuple[LineReading, ...]
    worse: tuple[LineReading, ...]
    ordered: tuple[LineReading, ...]

    @property
    def first(self) -> str | None:
        """The direction of the first comparison; None where there is none."""
        return self.ordered[0].reading.direction if self.ordered else None


#: A change in one group that the other did not have.
_NOT_IN_OTHERS: Final = re.compile(
    r"\b(?:but|and|while|whereas|yet)\b(?=[^.;]*\b(?:not|no|nor|neither|none|nothing|unchanged|hardly|worse\w*)\b)"
    r"[^.;]*\b(?:sham|placebo|controls?|untreated|usual|wait\w*|others?|without|those)\b|\bonly\b",
    re.I,
)


def _is_comparison(item: LineReading, terms: frozenset[str] = frozenset()) -> bool:
    """Whether the clause compares groups; a change within one group is no effect.

    `terms` are the words for what is asked, where it is one thing only.
    """
    is_asked = any(term in item.text.lower() for term in terms)
    if _TAKEN_TOGETHER.search(item.text) and not is_asked:
        return False
    if item.reading.direction is None or _ABOUT_HARM.search(item.text) or _CALLS_FOR_MORE.search(item.text):
        return False
    if any(p.search(item.text) for p in (_ABOUT_CONTROLS, _ABOUT_STUDIES, _ABOUT_OTHERS)):
        return False
    if item.reading.direction == "null" and _NULL_IN_CONTROLS.search(item.text):
        return False
    is_change = item.reading.is_within and not item.reading.is_between
    if not is_change or item.reading.direction != "better":
        return True
    return bool(_NOT_IN_OTHERS.search(item.line.text))


def comparisons(
    lines: Sequence[Line],
    treatment: re.Pattern[str] | None,
    terms: frozenset[str] = frozenset(),
    is_own: bool = True,
    asked: re.Pattern[str] | None = None,
) -> Tally:
    """Comparisons by direction. Where a review is not about the treatment alone (not
    `is_own`) clauses that name it are read apart, if any do; likewise those that name the
    comparison `asked`."""
    readings = read_lines(lines, treatment, terms)
    kept = tuple(item for item in readings if _is_comparison(item, terms))
    if asked is not None:
        kept = tuple(item for item in kept if asked.search(item.text)) or kept
    if not is_own and treatment is not None:
        kept = tuple(item for item in kept if treatment.search(item.text)) or kept
    return counted(kept)


def counted(kept: tuple[LineReading, ...]) -> Tally:
    """Comparisons sorted by direction."""
    by = {
        word: tuple(item for item in kept if item.reading.direction == word)
        for word in ("better", "null", "worse")
    }
    return Tally(by["better"], by["null"], by["worse"], kept)


def at_end(facts: ReportFacts, tally: Tally) -> Tally:
    """The tally without what is told of later times, where anything else is told.

    Whether relief lasts is another question than whether there was any. A gain that only
    shows later is a gain.
    """
    end = course_weeks(facts)
    kept = tuple(item for item in tally.ordered if not is_about_later(item.text, end))
    gained = [item for item in tally.better if item.reading.significance == "significant"]
    is_late_gain = bool(gained) and not any(item in kept for item in gained)
    return counted(kept) if kept and not is_late_gain else tally


def matching(pattern: re.Pattern[str] | Words, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Sentences with a clause that the pattern fits, and that is about neither harms nor bias."""
    return tuple(
        dict.fromkeys(
            item.line
            for item in read_lines(lines)
            if pattern.search(_OF_BIAS.sub(" ", item.text)) and not _ABOUT_HARM.search(item.text)
        )
    )
