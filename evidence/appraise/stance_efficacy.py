# ruff: noqa: E501 (a pattern is read whole)
"""Does a report show that the treatment works? Rules for efficacy claims.

Sources of the rules: Cochrane Handbook 15.6.4 (absence of a significant
difference is not evidence of absence), 12.2 (direction of effect by outcome),
24.2 (uncontrolled designs cannot show an effect).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from evidence.appraise.link_facts import RANDOMIZED_DESIGNS, Line, ReportFacts
from evidence.appraise.stance_duration import course_weeks, is_about_later
from evidence.appraise.stance_reading import LineReading, StanceReading, read_lines
from evidence.appraise.stance_words import HOPE, INSUFFICIENT, NOT_WORKING, TWO_GROUPS, UNIMPORTANT
from evidence.models import Stance

_ABOUT_HARM: Final = re.compile(
    r"\b(?:adverse|side[- ]effects?|safe(?:ty|ly)?|harms?|toler\w+|events?|withdr\w+|dropouts?)\b",
    re.I,
)
_ABOUT_CONTROLS: Final = re.compile(
    r"^\W*(?:among|in|with|for|under) (?:the )?(?:controls?|sham|placebo|usual care|comparison)\b",
    re.I,
)
_SHAM: Final = re.compile(
    r"\b(?:from|than|versus|vs\.?|over|with|to|against|and|between \w+ and) (?:the )?(?:sham|placebo)\b",
    re.I,
)
_NULL_IN_CONTROLS: Final = re.compile(
    r"\bnone of the (?:\w+ )?(?:controls?|sham|untreated|others?)\b|^(?!.*\b(?:than|versus|vs|between|differ\w*|groups|compared|against|superior\w*|as \w+ as|similar\w*)\b)"
    r".*\b(?:with|in|after|under|for|by|the) (?:the )?(?:sham|placebo|controls?|usual care|waiting list|wait-?list)\b",
    re.I | re.S,
)
_ABOUT_OTHERS: Final = re.compile(
    r"\bdid not differ (?:from that in|by (?:age|sex)|between (?:men|women|subgroups))", re.I
)
_ABOUT_STUDIES: Final = re.compile(
    r"\b(?:[Rr]isks? of bias|[Qq]uality(?! of life)|[Hh]eterogene\w+|AMSTAR|ROBIS|GRADE|RoB|[Vv]alidity|"
    r"[Cc]ertainty|[Ii]ncluded|[Ee]nrolled|[Cc]osts?|[Cc]ompleted|[Ss]earched|[Dd]ropped out|[Dd]iscontinu\w+)\b"
    r"|\b(?:at|in|of) baseline\b(?! to)|\b[Bb]aseline (?:\w+ )?(?:differences?|demographic|characteristic)|"
    r"\bbaseline (?:demographic|characteristic)\w*|\bdemographic\w*|\b(?:analy[sz]ed|pooled) together\b"
)
_NO_FINDINGS: Final = frozenset(
    {"narrative_review", "guideline", "letter", "survey", "qualitative"}
)


#: Words that name a second group beyond doubt.
_TWO_FOR_SURE: Final = re.compile(
    r"\b(?:(?:both|two|either|the other) (?:groups?|arms?)|between[- ](?:the )?groups?|controls?|control group|sham|placebo|"
    r"usual care|versus|untreated|alone|without (?!any|a\b))\b",
    re.I,
)
_ASSIGNED: Final = re.compile(
    r"\b(?:randomi[sz]\w*|assigned|allocated|allotted|controls?|controlled|compared|versus|against|sham|placebo|waiting|"
    r"two groups|both (?:groups|arms)|usual care|trials)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Tally:
    better: tuple[LineReading, ...]
    null: tuple[LineReading, ...]
    worse: tuple[LineReading, ...]
    ordered: tuple[LineReading, ...]

    @property
    def first(self) -> str | None:
        return self.ordered[0].reading.direction if self.ordered else None


def _is_comparison(item: LineReading) -> bool:
    """Whether the clause compares groups; a change within one group is no effect."""
    if item.reading.direction is None or _ABOUT_HARM.search(item.text):
        return False
    if any(p.search(item.text) for p in (_ABOUT_CONTROLS, _ABOUT_STUDIES, _ABOUT_OTHERS)):
        return False
    if item.reading.direction == "null" and _NULL_IN_CONTROLS.search(item.text):
        return False
    is_change = item.reading.is_within and not item.reading.is_between
    return not (is_change and item.reading.direction == "better")


def _tally(
    lines: Sequence[Line],
    treatment: re.Pattern[str] | None,
    terms: frozenset[str] = frozenset(),
    is_own: bool = True,
) -> _Tally:
    """Comparisons by direction. Where a review is not about the treatment alone (not
    `is_own`) clauses that name it are read apart, if any do."""
    kept = tuple(item for item in read_lines(lines, treatment, terms) if _is_comparison(item))
    if not is_own and treatment is not None:
        kept = tuple(item for item in kept if treatment.search(item.text)) or kept
    return _counted(kept)


def _counted(kept: tuple[LineReading, ...]) -> _Tally:
    by = {
        word: tuple(item for item in kept if item.reading.direction == word)
        for word in ("better", "null", "worse")
    }
    return _Tally(by["better"], by["null"], by["worse"], kept)


def _at_end(facts: ReportFacts, tally: _Tally) -> _Tally:
    """The tally without what is told of later times, where anything else is told.

    Whether relief lasts is another question than whether there was any.
    """
    end = course_weeks(facts)
    kept = tuple(item for item in tally.ordered if not is_about_later(item.text, end))
    return _counted(kept) if kept else tally


def _matching(pattern: re.Pattern[str], lines: Sequence[Line]) -> tuple[Line, ...]:
    """Sentences with a clause that the pattern fits and that is not about harms."""
    return tuple(
        dict.fromkeys(
            item.line
            for item in read_lines(lines)
            if pattern.search(item.text) and not _ABOUT_HARM.search(item.text)
        )
    )


def _result(
    stance: Stance, rule: str, reason: str, tally: _Tally, first: Sequence[Line]
) -> StanceReading:
    ordered = [*first, *(item.line for item in (*tally.ordered,))]
    spans = tuple(dict.fromkeys(line.span for line in ordered))[:3]
    directions = {item.reading.direction for item in tally.ordered}
    direction = directions.pop() if len(directions) == 1 else ("mixed" if directions else None)
    marks = {m for item in tally.ordered if (m := item.reading.significance)}
    return StanceReading(
        stance, rule, reason, spans, direction, marks.pop() if len(marks) == 1 else None
    )


def _lines_of(items: Sequence[LineReading]) -> tuple[Line, ...]:
    return tuple(dict.fromkeys(item.line for item in items))


def _weighed(
    tally: _Tally, judged: _Tally, is_size_claimed: bool, is_unimportant: bool
) -> tuple[Stance, str, str]:
    """Stance of a tally with at least one better reading."""
    if is_size_claimed and is_unimportant:
        return (
            Stance.MIXED,
            "below-important-difference",
            "the difference is not clinically important",
        )
    if any(_SHAM.search(x.text) for x in tally.null) and not any(
        _SHAM.search(x.text) for x in tally.better
    ):
        return Stance.MIXED, "not-beyond-sham", "better than no or usual care, not than sham"
    if tally.worse:
        return Stance.MIXED, "both-ways", "some outcomes are better, some worse"
    if not tally.null:
        return Stance.SUPPORTS, "better", "the treated group did better"
    n_better = len(tally.better) + len(judged.better) - len(judged.null)
    if tally.first == "better" and n_better >= len(tally.null):
        return (
            Stance.SUPPORTS,
            "better-first",
            "better on the first outcome, without difference on others",
        )
    return Stance.MIXED, "better-and-null", "better on some outcomes, no difference on others"


def _from_results(
    tally: _Tally,
    judged: _Tally,
    not_working: tuple[Line, ...],
    is_size_claimed: bool,
    is_small: bool,
) -> StanceReading:
    if tally.worse and not tally.better:
        return _result(Stance.CONTRADICTS, "control-better", "the control group did better",
                       tally, _lines_of(tally.worse))  # fmt: skip
    if judged.worse and not judged.better:
        stance = (
            Stance.MIXED
            if any(item.reading.is_between for item in tally.better)
            else Stance.CONTRADICTS
        )
        return _result(stance, "authors-prefer-control", "the authors conclude that the control did better",
                       tally, _lines_of(judged.worse))  # fmt: skip
    if tally.better:
        stance, rule, reason = _weighed(tally, judged, is_size_claimed, is_small)
        if not_working and not judged.better and stance is Stance.SUPPORTS:
            stance, rule, reason = (
                Stance.MIXED,
                "better-but-doubted",
                "the authors doubt the effect",
            )
        return _result(stance, rule, reason, tally, _lines_of(tally.better))
    if not_working:
        return _result(Stance.CONTRADICTS, "null-and-authors-say-no",
                       "no difference, and the authors conclude that it does not work",
                       tally, not_working)  # fmt: skip
    return _result(
        Stance.INCONCLUSIVE, "null", "no significant difference", tally, _lines_of(tally.null)
    )


def _from_conclusion(facts: ReportFacts, judged: _Tally, lines: Sequence[Line]) -> StanceReading:
    """Where no result sentence compares groups: the stated direction, else the conclusion."""
    by_direction = {
        "favours_acupuncture": (
            Stance.SUPPORTS,
            "stated-direction",
            "the treated group did better",
        ),
        "favours_control": (Stance.CONTRADICTS, "stated-direction", "the control group did better"),
        "mixed": (Stance.MIXED, "stated-direction", "better on some outcomes only"),
        "no_difference": (Stance.INCONCLUSIVE, "null", "no significant difference"),
    }
    if facts.direction in by_direction:
        return _result(*by_direction[facts.direction], judged, lines[:2])
    hopeful = {line for line in lines if HOPE.search(line.text)}
    firm = [item for item in judged.better if item.line not in hopeful]
    if firm and not judged.null and not judged.worse:
        return _result(Stance.SUPPORTS, "conclusion-better", "the authors conclude that it works",
                       judged, _lines_of(firm))  # fmt: skip
    return _result(Stance.INCONCLUSIVE, "no-comparison", "no comparison between groups is reported",
                   judged, lines[-2:])  # fmt: skip


def _is_uncontrolled(facts: ReportFacts, tally: _Tally) -> bool:
    """Whether nothing was compared: as facts tell, or because no result names two groups.

    A randomized design is believed unless the report says that there was no comparison.
    """
    if facts.is_review or facts.design in _NO_FINDINGS:
        return False
    if facts.design == "single_arm" and any(_TWO_FOR_SURE.search(x.text) for x in tally.ordered):
        return facts.says_uncontrolled
    if facts.is_uncontrolled:
        return True
    if any(TWO_GROUPS.search(item.text) for item in tally.ordered):
        return False
    if facts.comparators and facts.comparators != ("none",):
        return False
    if facts.comparators:
        return True
    return facts.design not in RANDOMIZED_DESIGNS and not any(
        _ASSIGNED.search(line.text) for line in facts.lines
    )


def efficacy_stance(
    facts: ReportFacts,
    results: Sequence[Line],
    conclusion: Sequence[Line],
    is_size_claimed: bool,
    treatment: re.Pattern[str] | None = None,
    terms: frozenset[str] = frozenset(),
) -> StanceReading:
    """The stance of one report on a claim that a treatment works.

    `results` and `conclusion` are the sentences that bear on the claim;
    `is_size_claimed` says that the claim speaks of a significant effect, so that
    one below the minimal important difference does not support it; `treatment`
    matches the treatment's names; `terms` are the words by which the report names the
    outcomes, where the claim is about one or two of them only.
    """
    titles = facts.body("title")
    is_own = (
        not facts.is_review or treatment is None or any(treatment.search(x.text) for x in titles)
    )
    tally = _at_end(facts, _tally(results, treatment, terms, is_own))
    judged = _tally(conclusion, treatment, terms, is_own)
    both = (*conclusion, *results)
    if _is_uncontrolled(facts, tally):
        return _result(Stance.INCONCLUSIVE, "uncontrolled", "no control group", tally, both[-1:])
    if facts.design in _NO_FINDINGS:
        return _result(Stance.INCONCLUSIVE, "no-findings-of-its-own",
                       "a review or statement without findings of its own", tally, both[:1])  # fmt: skip
    title = facts.body("title")
    not_working = _matching(NOT_WORKING, (*conclusion, *title))
    last = facts.body("results", "conclusion", None)[-3:]
    insufficient = _matching(INSUFFICIENT, tuple(dict.fromkeys((*conclusion, *last))))
    if facts.is_review and not_working and not tally.better:
        return _result(
            Stance.CONTRADICTS, "review-says-no", "the reviewers find no effect", tally, not_working
        )
    if facts.is_review and insufficient:
        return _result(Stance.INCONCLUSIVE, "review-insufficient",
                       "the reviewers call the evidence insufficient", tally, insufficient)  # fmt: skip
    if tally.ordered:
        is_small = any(UNIMPORTANT.search(line.text) for line in both)
        return _from_results(tally, judged, not_working, is_size_claimed, is_small)
    if not_working:
        return _result(Stance.CONTRADICTS, "authors-say-no",
                       "the authors conclude that it does not work", judged, not_working)  # fmt: skip
    return _from_conclusion(facts, judged, both)
