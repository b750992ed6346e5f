# ruff: noqa: E501 (a pattern is read whole)
"""The stance of one report on one claim, by the kind of claim.

Direction of the point estimate, statistical significance and stance are kept
apart (SWiM 2020, item 3; Cochrane Handbook 15.6.4).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from evidence.appraise.link_facts import Line, ReportFacts
from evidence.appraise.link_harms import claim_harm_lines, is_case_of_harm
from evidence.appraise.link_scope import Link
from evidence.appraise.stance_duration import duration_stance, follow_up_reported
from evidence.appraise.stance_efficacy import efficacy_stance
from evidence.appraise.stance_mechanism import mechanism_stance
from evidence.appraise.stance_reading import StanceReading
from evidence.appraise.stance_safety import caution_stance, safety_stance
from evidence.models import Claim, ClaimKind, ItemStatus, Scope, Span, Stance

_RESULTS: Final = ("results", None)
_GOES_ON: Final = re.compile(
    r"(?:two|three|four|five|most|some|several|it|they|these|this|those|both|neither|none|all|concentrations?|levels?|values?|changes|the (?:rise|fall|increase|decrease|drop|change|effect|difference|reduction|gain)s?(?! (?:of|in)\b))\b",
    re.IGNORECASE,
)
#: Results told of the treatment together with other care.
_COMBINED: Final = re.compile(r"\b(?:combin\w+|plus|add(?:ed|ing|ition|s)?|together|adjunct\w*|both treatments)\b", re.IGNORECASE)
_HELPS: Final = re.compile(r"\b(?:relie\w+|helps?|improv\w+|works?)\b", re.IGNORECASE)
_SHORT: Final = 4
_ONE_OR_TWO: Final = 2
_NO_STANCE: Final = frozenset({ItemStatus.ONGOING, ItemStatus.EXCLUDED})


def _about(
    facts: ReportFacts, lines: Sequence[Line], concept_ids: Sequence[str]
) -> tuple[Line, ...]:
    """Those of the sentences that name one of the concepts.

    A sentence that goes on about what the one before it names counts as naming it.
    """
    named = set(facts.lines_with(concept_ids, {line.role for line in facts.lines}))
    terms = {m.term.lower() for m in facts.matched(concept_ids) if m.span}
    words = frozenset(w for term in terms for w in term.split() if len(w) > _SHORT)
    held: list[Line] = []
    for number, line in enumerate(facts.lines):
        goes_on = number and facts.lines[number - 1] in named and _goes_on(line, words)
        if line in lines and (line in named or goes_on):
            held.append(line)
    return tuple(held)


def _by_head(lines: Sequence[Line], terms: frozenset[str]) -> tuple[Line, ...]:
    """Sentences that name a measure by its last word alone: flow, once blood flow was named."""
    heads = {term.split()[-1].rstrip("s") for term in terms if " " in term}
    wanted = [re.escape(head) for head in sorted(heads) if len(head) >= _SHORT]
    if not wanted:
        return ()
    named = re.compile(rf"\b(?:{'|'.join(wanted)})s?\b", re.IGNORECASE)
    return tuple(line for line in lines if named.search(line.text))


def _goes_on(line: Line, words: frozenset[str]) -> bool:
    """Whether a sentence goes on about the one before: by a pronoun, or by a word of its subject."""
    first = re.match(r"\w+", line.text)
    return bool(_GOES_ON.match(line.text)) or (first is not None and first[0].lower() in words)


def _only_about(
    facts: ReportFacts, lines: Sequence[Line], concept_ids: Sequence[str]
) -> tuple[Line, ...]:
    named = set(facts.lines_with(concept_ids, {line.role for line in lines}))
    return tuple(line for line in lines if line in named)


def _silent(facts: ReportFacts) -> StanceReading:
    """A report whose abstract is missing or tells only the plan."""
    title = facts.body("title")
    spans: tuple[Span, ...] = tuple(line.span for line in title[:1])
    return StanceReading(
        Stance.INCONCLUSIVE, "no-results", "no results are given in title or abstract", spans
    )


def _treatment(facts: ReportFacts, scope: Scope) -> re.Pattern[str] | None:
    """The treatment's names in this report: its matched terms, short forms it defines among them."""
    ids = (*scope.interventions, *scope.indirect_interventions)
    names = {match.term for match in facts.matched(ids) if match.span}
    if not names:
        return None
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)


def _measured(facts: ReportFacts, claim: Claim) -> StanceReading:
    """Efficacy and mechanism claims: what was measured, and which way it went."""
    scope = claim.scope
    results, conclusion = facts.body(*_RESULTS), facts.body("conclusion")
    text = claim.quote if claim.kind is ClaimKind.MECHANISM else claim.question
    if scope.follow_up_weeks_min is not None:
        return duration_stance(facts, follow_up_reported(facts))
    measures = scope.mechanisms or scope.outcomes
    terms = frozenset(match.term.lower() for match in facts.matched(measures) if match.span)
    is_any_effect = claim.kind is ClaimKind.EFFICACY and len(scope.outcomes) > _ONE_OR_TWO
    if is_any_effect:
        about = results
    else:
        concluded = _about(facts, conclusion, measures)
        about = _about(facts, results, measures) or _by_head(results, terms) or concluded or results
    is_patients = (
        (facts.population or "human") == "human" and bool(scope.outcomes) and not scope.mechanisms
    )
    if claim.kind is ClaimKind.EFFICACY or is_patients:
        narrow = frozenset() if is_any_effect else terms
        return efficacy_stance(
            facts, about, conclusion, not scope.comparators, _treatment(facts, scope), narrow,
            _COMBINED if scope.comparators else None,
        )  # fmt: skip
    return mechanism_stance(facts, about, concluded or conclusion, text, terms)


def stance_reading(facts: ReportFacts, claim: Claim, link: Link) -> StanceReading:
    """The stance of a linked report on a claim, with its rationale.

    The stance is None for plans, for reports without findings of their own, and
    for traditions and value words, of which a study can say nothing. Where no sentence
    tells more than another, the rationale is the title.
    """
    if link.status in _NO_STANCE or claim.kind is ClaimKind.TRADITION:
        return StanceReading(None, "no-stance", link.reason)
    reading = _read(facts, claim, link.status)
    if reading.rationale or not facts.lines:
        return reading
    return replace(reading, rationale=(facts.lines[0].span,))


def _read(facts: ReportFacts, claim: Claim, status: ItemStatus) -> StanceReading:
    lines = facts.body(*_RESULTS, "conclusion")
    if not lines and not facts.body("title"):
        return _silent(facts)
    if claim.scope.harms:
        return _harms(facts, claim)
    if claim.kind in (ClaimKind.EFFICACY, ClaimKind.MECHANISM, ClaimKind.NAMED_STUDY):
        return _measured(facts, claim) if lines else _silent(facts)
    return _stated(facts, claim, lines, status is ItemStatus.COUNTED)


def _harms(facts: ReportFacts, claim: Claim) -> StanceReading:
    about = claim_harm_lines(facts, claim) or facts.lines_with(claim.scope.harms, ("title",))
    if claim.kind is ClaimKind.ADVICE:
        return caution_stance(facts, about, is_case_of_harm(facts, claim))
    return safety_stance(facts, about, is_case_of_harm(facts, claim))


def _stated(
    facts: ReportFacts, claim: Claim, lines: Sequence[Line], is_direct: bool
) -> StanceReading:
    """Background and advice: the sentences that speak of it; a person judges which way.

    That a treatment relieves is judged as such a claim is anywhere else, in reports that
    are about that treatment.
    """
    scope = claim.scope
    says_it_helps = bool(_HELPS.search(f"{claim.quote} {claim.question}"))
    if is_direct and scope.interventions and scope.outcomes and says_it_helps and lines:
        results, conclusion = facts.body(*_RESULTS), facts.body("conclusion")
        about = _about(facts, results, scope.outcomes) or results
        return efficacy_stance(facts, about, conclusion, False, _treatment(facts, scope))
    spans = tuple(line.span for line in _telling_most(facts, scope, lines))[:3]
    return StanceReading(
        Stance.INCONCLUSIVE,
        "for-a-person",
        "bears on the statement; which way is for a person",
        spans,
    )


def _telling_most(facts: ReportFacts, scope: Scope, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Sentences that name something of the scope, those first that name most of its slots."""
    slots = (scope.outcomes, scope.conditions, scope.interventions, scope.mechanisms)
    named = [set(_only_about(facts, lines, slot)) for slot in slots if slot]
    n_named = {line: sum(line in held for held in named) for line in lines}
    return tuple(sorted((x for x in lines if n_named[x]), key=lambda x: -n_named[x]))
