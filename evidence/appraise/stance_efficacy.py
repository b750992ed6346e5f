# ruff: noqa: E501 (a pattern is read whole)
"""Does a report show that the treatment works? Rules for efficacy claims.

Sources of the rules: Cochrane Handbook 15.6.4 (absence of a significant
difference is not evidence of absence), 12.2 (direction of effect by outcome),
24.2 (uncontrolled designs cannot show an effect).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evidence.appraise.link_facts import Line, ReportFacts
from evidence.appraise.stance_control import NO_FINDINGS, is_uncontrolled, one_group_told
from evidence.appraise.stance_numbers import p_significance
from evidence.appraise.stance_reading import LineReading, StanceReading
from evidence.appraise.stance_tally import Tally, at_end, comparisons, matching
from evidence.appraise.stance_withheld import withheld
from evidence.appraise.stance_words import HOPE, INSUFFICIENT, NOT_WORKING, UNIMPORTANT
from evidence.models import Stance

_SHAM: Final = re.compile(
    r"\b(?:from|than|versus|vs\.?|over|with|to|against|and|between \w+ and) (?:the )?(?:sham|placebo)\b",
    re.I,
)


#: What reviewers say by rule of an effect that does not matter (Cochrane's plain statements).
_HARDLY: Final = re.compile(r"\blittle (?:or|to) no (?:effect|difference|benefit)|\bmakes? little difference", re.I)
_UNTESTED: Final = re.compile(
    r"\btoo (?:small|few) (?:\w+ )?(?:for|to (?:test|compare))\b|"
    r"\b(?:not|no) (?:\w+ )?(?:powered|statistical tests?)\b|"
    r"\bwas not (?:statistically )?tested\b|\bunderpowered\b|\bno (?:formal|statistical|between-group) (?:statistical )?(?:comparisons?|tests?|testing|analys[ei]s)\b"
    r"|\b(?:was|were|could|can) not (?:be )?(?:formally |statistically )?compared\b",
    re.I,
)


def _result(
    stance: Stance, rule: str, reason: str, tally: Tally, first: Sequence[Line]
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


def marked(items: Sequence[LineReading]) -> bool:
    """Whether any of the readings is told as significant."""
    return any(item.reading.significance == "significant" for item in items)


def _weighed(
    tally: Tally, judged: Tally, is_size_claimed: bool, is_unimportant: bool, is_narrow: bool = False
) -> tuple[Stance, str, str]:
    """Stance of a tally with at least one better reading.

    Where a claim `is_narrow`, about one kind of measure, no measure of that kind comes first.
    """
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
    if is_narrow and len(tally.null) >= len(tally.better):
        return Stance.MIXED, "better-and-null", "better on some measures, no difference on others"
    if tally.first == "better" and n_better >= len(tally.null):
        return (
            Stance.SUPPORTS,
            "better-first",
            "better on the first outcome, without difference on others",
        )
    return Stance.MIXED, "better-and-null", "better on some outcomes, no difference on others"


def _from_results(
    tally: Tally,
    judged: Tally,
    not_working: tuple[Line, ...],
    is_size_claimed: bool,
    told: Sequence[Line],
    unjudged: Sequence[Line],
    is_narrow: bool,
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
    untested = (*matching(_UNTESTED, told), *unjudged)
    if tally.better and untested and not marked(tally.better):
        return _result(Stance.INCONCLUSIVE, "untested",
                       "a difference that was not tested, or too few people to test it",
                       tally, (*untested, *_lines_of(tally.better)))  # fmt: skip
    if _is_tested_null(tally, judged):
        return _result(Stance.INCONCLUSIVE, "null-first",
                       "no significant difference where it was tested, and none was tested on what looks better",
                       tally, _lines_of(tally.null))  # fmt: skip
    if tally.better:
        small = tuple(line for line in told if UNIMPORTANT.search(line.text))
        stance, rule, reason = _weighed(tally, judged, is_size_claimed, bool(small), is_narrow)
        if not_working and not judged.better and stance is Stance.SUPPORTS:
            stance, rule, reason = (
                Stance.MIXED,
                "better-but-doubted",
                "the authors doubt the effect",
            )
        first = small if rule == "below-important-difference" else ()
        return _result(stance, rule, reason, tally, (*first, *_lines_of(tally.better)))
    if not_working:
        return _result(Stance.CONTRADICTS, "null-and-authors-say-no",
                       "no difference, and the authors conclude that it does not work",
                       tally, not_working)  # fmt: skip
    return _result(
        Stance.INCONCLUSIVE, "null", "no significant difference", tally, _lines_of(tally.null)
    )


_SIGNIFICANT: Final = re.compile(r"\bsignifican", re.I)


def _is_tested_null(tally: Tally, judged: Tally) -> bool:
    """Whether an outcome was tested and did not differ, and no gain on others was tested.

    Where the authors conclude for the treatment without a hedge, that is weighed instead.
    """
    if not tally.null or not tally.better or marked(tally.better):
        return False
    is_tested = any(
        p_significance(x.text) == {"not_significant"} or _SIGNIFICANT.search(x.text) for x in tally.null
    )
    return is_tested and not any(not item.reading.is_hedged for item in judged.better)


def _is_told_first(
    facts: ReportFacts, treatment: re.Pattern[str] | None, terms: frozenset[str]
) -> bool:
    """Whether the first comparison of the whole report, its main outcome as a rule, is of these terms."""
    first = comparisons(facts.body("results", None), treatment).ordered[:1]
    return any(term in item.text.split(",")[0].lower() for item in first for term in terms)


def _names(line: Line, terms: frozenset[str]) -> bool:
    return any(term in line.text.lower() for term in terms)


def _closing(facts: ReportFacts, treatment: re.Pattern[str] | None) -> tuple[Line, ...]:
    """The last sentence, where it judges the treatment without figures and no other concludes."""
    last = facts.body("results", "conclusion", None)[-1:]
    if not last or treatment is None or facts.body("conclusion"):
        return ()
    text = last[0].text
    named, said = treatment.search(text), NOT_WORKING.search(text)
    is_judged = named is not None and said is not None and named.start() < said.start()
    return last if is_judged and not re.search(r"\d", text) else ()


def _from_conclusion(facts: ReportFacts, judged: Tally, lines: Sequence[Line]) -> StanceReading:
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
    if untested := matching(_UNTESTED, lines):
        return _result(Stance.INCONCLUSIVE, "untested", "no difference was tested", judged, untested)
    if facts.direction in by_direction:
        return _result(*by_direction[facts.direction], judged, lines[:2])
    hopeful = {line for line in lines if HOPE.search(line.text)}
    firm = [item for item in judged.better if item.line not in hopeful]
    if firm and not judged.null and not judged.worse:
        return _result(Stance.SUPPORTS, "conclusion-better", "the authors conclude that it works",
                       judged, _lines_of(firm))  # fmt: skip
    return _result(Stance.INCONCLUSIVE, "no-comparison", "no comparison between groups is reported",
                   judged, lines[-2:])  # fmt: skip


def efficacy_stance(
    facts: ReportFacts,
    results: Sequence[Line],
    conclusion: Sequence[Line],
    is_size_claimed: bool,
    treatment: re.Pattern[str] | None = None,
    terms: frozenset[str] = frozenset(),
    asked: re.Pattern[str] | None = None,
) -> StanceReading:
    """The stance of one report on a claim that a treatment works.

    `results` and `conclusion` are the sentences that bear on the claim;
    `is_size_claimed` says that the claim speaks of a significant effect, so that
    one below the minimal important difference does not support it; `treatment`
    matches the treatment's names; `terms` are the words by which the report names the
    outcomes, where the claim is about one or two of them only; `asked` the words for the
    comparison, where the claim is about one.
    """
    titles = facts.body("title")
    is_own = (
        not facts.is_review or treatment is None or any(treatment.search(x.text) for x in titles)
    )
    tally = at_end(facts, comparisons(results, treatment, terms, is_own, asked))
    judged = comparisons(conclusion, treatment, terms, is_own)
    both = (*conclusion, *results)
    if is_uncontrolled(facts, tally):
        told = (*_lines_of(tally.ordered)[:2], *one_group_told(facts)) or both[-1:]
        return _result(Stance.INCONCLUSIVE, "uncontrolled", "no control group", tally, told)
    if facts.design in NO_FINDINGS:
        return _result(Stance.INCONCLUSIVE, "no-findings-of-its-own",
                       "a review or statement without findings of its own", tally, both[:1])  # fmt: skip
    not_working = _said_not_to_work(facts, results, conclusion, treatment, terms)
    closing = tuple(dict.fromkeys((*conclusion, *facts.body("results", "conclusion", None)[-3:])))
    lacking, unjudged = matching(INSUFFICIENT, closing), withheld(closing)
    if facts.is_review and not_working and not tally.better:
        return _result(
            Stance.CONTRADICTS, "review-says-no", "the reviewers find no effect", tally, not_working
        )
    if facts.is_review and (lacking or unjudged):
        return _result(Stance.INCONCLUSIVE, "review-insufficient",
                       "the reviewers call the evidence insufficient", tally, lacking or unjudged)  # fmt: skip
    if tally.ordered:
        is_narrow = bool(terms) and not _is_told_first(facts, treatment, terms)
        return _from_results(tally, judged, not_working, is_size_claimed, both, (*lacking, *unjudged), is_narrow)
    if not_working:
        return _result(Stance.CONTRADICTS, "authors-say-no",
                       "the authors conclude that it does not work", judged, not_working)  # fmt: skip
    return _from_conclusion(facts, judged, both)


def _said_not_to_work(
    facts: ReportFacts,
    results: Sequence[Line],
    conclusion: Sequence[Line],
    treatment: re.Pattern[str] | None,
    terms: frozenset[str],
) -> tuple[Line, ...]:
    """Where title or conclusion says that it does not work; of a review without one, its results too."""
    said = (*conclusion, *_closing(facts, treatment), *facts.body("title"))
    found = tuple(x for x in matching(NOT_WORKING, said) if not terms or _names(x, terms))
    if facts.is_review and not conclusion:
        return (*found, *matching(_HARDLY, results))
    return found
