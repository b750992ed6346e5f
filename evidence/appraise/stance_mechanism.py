# ruff: noqa: E501 (a pattern is read whole)
"""Does a report show that the treatment acts in the way a claim says?

The way a claim expects (more of something, less, or merely a change) is read
from the claim's own verbs, so that a new topic needs no code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evidence.appraise.link_facts import RANDOMIZED_DESIGNS, UNCONTROLLED_DESIGNS, Line, ReportFacts
from evidence.appraise.stance_changes import NO_ROLE, change_of, expected_change, turned
from evidence.appraise.stance_cues import clause_reading, clauses
from evidence.appraise.stance_reading import LineReading, StanceReading, read_lines
from evidence.appraise.stance_withheld import withholds
from evidence.appraise.stance_words import INSUFFICIENT, NOT_WORKING, TWO_GROUPS
from evidence.models import Stance

_PROPOSES: Final = re.compile(
    r"\b(?:concept|framework|hypothes\w+|hypothetical|propos\w+|theory|offered as|regarded as|discuss\w*)\b",
    re.I,
)
_NOT_THE_TREATMENT: Final = re.compile(
    r"\bhad (?:\w+ )?(?:declined|fallen|dropped|decreased|risen|increased|been (?:lost|raised|lowered|reduced))\b[^.;]{0,20}\bin (?:the )?(?:\w+ )?(?:rats|mice|animals|rabbits)\b|"
    r"^\W*(?:(?:basal|baseline|initial|resting)\b|pre-?treatment (?:values?|levels?|scores?)\b|(?:CCI|SNL|injury|model|ligation|streptozotocin|the model|untreated|control)\w*\b)"
    r"|\b(?:in|of) (?:the )?(?:\w+ )?(?:diabetic|model|injured|lesioned|untreated|arthritic|obese|stressed|neuropathic) (?:rats|mice|animals|rabbits|group)\b"
    r"[^.;]*\bthan (?:(?:in|of|that in|that of) )?(?:the )?(?:\w+ )?(?:normal|healthy|controls?|naive|sham-operated|intact)\b",
    re.I,
)
_IN_CONTROLS: Final = re.compile(
    r"^(?!.*\b(?:than|versus|vs|between|differ\w*|groups|compared|as (?:well|much|good|often)|the same (?:as|effect|way|extent)|at the same|similarly|equally)\b).*\b(?:sham|placebo|controls?|no-needle|"
    r"non-?acupoints?|saline)\b",
    re.I | re.S,
)
#: A change since before, which any group may have had.
_SINCE_BEFORE: Final = re.compile(
    r"\bover time\b|\bacross (?:all )?(?:the )?(?:sessions|conditions)\b|\b(?:after|over|during|with|through|following) (?:the )?(?:\w+ ){0,2}?(?:treatments?|sessions?|courses?|weeks?|therapy)\b"
    r"|\bfrom (?:baseline|before)\b|\b(?:compared (?:with|to)|than|versus) (?:baseline|before)\b|\bpre-? ?(?:to|and) ?-?post",
    re.I,
)
_TOLD: Final = ("results", "conclusion", None)
_REVIEWS: Final = frozenset({"narrative_review", "guideline", "letter"})


def _change(item: LineReading) -> str | None:
    return change_of(item.text, item.reading.direction == "null")


_TWO_VERBS: Final = re.compile(r",? and (?=(?:\S+ ){0,4}?(?:rose|fell|went|came|was|were|had|showed|stayed|remained|did|increased|decreased|dropped|declined|lowered|raised|reduced)\b)|,? and (?=(?:equally|likewise|similarly) so\b)|,? and (?=(?:lowered|raised|reduced|increased|decreased|suppressed)\b)", re.I)


_SO_TOO: Final = re.compile(r"(?:equally|likewise|similarly)\b", re.I)


#: A verb without a subject goes on about the one before.
_NO_SUBJECT: Final = re.compile(r"(?:rose|fell|went|came|was|were|stayed|remained|dropped|declined)\b", re.I)


def _parts(item: LineReading, terms: frozenset[str]) -> Sequence[LineReading]:
    """A clause with two subjects or verbs told apart where each part tells a change.

    Of the parts those that name one of the terms are kept, where any does.
    """
    made: list[LineReading] = []
    start = 0
    for stop in (*(found.end() for found in _TWO_VERBS.finditer(item.text)), len(item.text)):
        text = item.text[start:stop]
        part = LineReading(item.line, clause_reading(text), text)
        if _change(part):  # a subject alone waits for its verb
            made.append(part)
            start = stop
    if start < len(item.text) or len(made) == 1:
        return (item,)
    is_one = all(_NO_SUBJECT.match(part.text) for part in made[1:])
    if is_one and not any(_change(part) == "null" for part in made):
        return (item,)  # one subject, first this and then that
    named: list[LineReading] = []
    for part in made:
        goes_on = _SO_TOO.match(part.text) or (named and _NO_SUBJECT.match(part.text))
        if goes_on or any(term in part.text.lower() for term in terms):
            named.append(part)
    return named or made


def _judged(
    changes: Sequence[str], expected: str | None, is_denied: bool
) -> tuple[Stance, str, str]:
    kinds = set(changes)
    n_null = sum(change == "null" for change in changes)
    if is_denied and (not kinds & {"up", "down"} or 2 * n_null > len(changes)):
        return Stance.CONTRADICTS, "no-role", "no such effect was found, and the authors say so"
    if "both" in kinds:
        return Stance.MIXED, "both-ways", "the change went both ways, by condition"
    if not kinds - {"null"}:
        if kinds:
            return Stance.INCONCLUSIVE, "null", "no significant change"
        return Stance.INCONCLUSIVE, "silent", "no change is reported"
    opposite = {"up": "down", "down": "up"}.get(expected or "")
    n_for = sum(c != "null" and c != opposite for c in changes)
    n_against = 0 if "needed" in kinds else sum(c == opposite for c in changes)
    if not n_for:
        return Stance.MIXED, "opposite", "changes run against what the claim expects"
    if n_null > n_for:
        return Stance.MIXED, "change-and-null", "some measures changed, others did not"
    if n_against * 2 >= n_for:
        return Stance.MIXED, "both-ways", "some measures run against what the claim expects"
    return Stance.SUPPORTS, "change", "the measure changed as the claim expects"


def mechanism_stance(
    facts: ReportFacts,
    results: Sequence[Line],
    conclusion: Sequence[Line],
    claim_text: str,
    terms: frozenset[str] = frozenset(),
) -> StanceReading:
    """The stance of one report on a claim about how a treatment acts.

    `terms` are the words by which the report names what the claim is about.
    """
    lines = tuple(dict.fromkeys((*results, *conclusion)))
    items = [
        part
        for item in read_lines(lines, terms=terms)
        for part in _parts(item, terms)
        if not _NOT_THE_TREATMENT.search(part.text)
    ]
    pairs = [(item, change) for item in items if (change := turned(_change(item), item.text, claim_text))
             and not (change == "null" and _IN_CONTROLS.search(item.text))]  # fmt: skip
    denied = [line for line in (*conclusion, *facts.body("title")) if
              NOT_WORKING.search(line.text) or NO_ROLE.search(line.text)]  # fmt: skip
    stance, rule, reason = _judged([c for _, c in pairs], expected_change(claim_text), bool(denied))
    if facts.design in _REVIEWS and (
        stance is not Stance.CONTRADICTS
        and (
            not pairs
            or any(
                _PROPOSES.search(line.text) or INSUFFICIENT.search(line.text)
                for line in facts.lines
            )
        )
    ):
        stance, rule, reason = Stance.INCONCLUSIVE, "narrative", "a narrative review that proposes"
    elif facts.is_review and any(_is_too_weak(facts, x) for x in (*conclusion, *facts.body(*_TOLD)[-1:])):
        stance, rule, reason = (
            Stance.INCONCLUSIVE, "review-insufficient", "the reviewers call the evidence insufficient",
        )  # fmt: skip
    if stance is Stance.SUPPORTS and _is_within_groups(facts, [i for i, c in pairs if c != "null"]):
        stance, rule, reason = (
            Stance.INCONCLUSIVE, "within-group", "a change since before, not compared between the groups",
        )  # fmt: skip
    if stance is Stance.SUPPORTS and _is_untreated_course(facts, terms):
        stance, rule, reason = Stance.INCONCLUSIVE, "uncontrolled", "no control group"
    first = denied if rule == "no-role" else []
    told = [item.line for item, change in pairs if change != "null"]
    ordered = [*first, *told, *(item.line for item, _ in pairs)] or list(lines)
    spans = tuple(dict.fromkeys(line.span for line in ordered))[:3]
    return StanceReading(stance, rule, reason, spans, _direction(pairs))


_FELT: Final = re.compile(r"pain|allodyni|hyperalg|hypersens|tender|numb|sensitivity", re.I)


def _is_untreated_course(facts: ReportFacts, terms: frozenset[str]) -> bool:
    """Whether what patients feel was followed without a control: symptoms have a course of their own."""
    if not any(_FELT.search(term) for term in terms):
        return False
    is_patients = facts.population in (None, "human") and "healthy" not in facts.conditions
    return is_patients and facts.design in UNCONTROLLED_DESIGNS and facts.is_uncontrolled


def _is_within_groups(facts: ReportFacts, changed: Sequence[LineReading]) -> bool:
    """Whether a trial in people tells its changes as since before alone, in no words of its groups."""
    if facts.population not in (None, "human") or facts.design not in RANDOMIZED_DESIGNS:
        return False
    return all(_SINCE_BEFORE.search(i.text) and not TWO_GROUPS.search(_from_here(i)) for i in changed)


def _from_here(item: LineReading) -> str:
    """A clause and what its sentence says after it: "fell with A, but not with sham"."""
    return item.line.text[max(0, item.line.text.find(item.text.strip())) :]


def _is_too_weak(facts: ReportFacts, line: Line) -> bool:
    """Whether reviewers call the evidence weak; that animals may not be people is no such call."""
    if facts.population in ("animal", "mixed") and re.search(
        r"\b(?:human|people|clinical|patients|translat)", line.text
    ):
        return False
    return any(
        (INSUFFICIENT.search(c) or withholds(c)) and "risk of bias" not in c.lower() for c in clauses(line.text)
    )


def _direction(pairs: Sequence[tuple[LineReading, str]]) -> str | None:
    kinds = {change for _, change in pairs}
    return kinds.pop() if len(kinds) == 1 else ("mixed" if kinds else None)
