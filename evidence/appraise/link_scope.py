"""Does a report bear on a claim? Concept match decides.

Conditions keep their place: a report bears on a claim only when the claim's own
condition is the report's subject. Whether it then counts, `link_status` says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.appraise.link_facts import CONTROLLED_DESIGNS, UNCONTROLLED_DESIGNS, ReportFacts
from evidence.appraise.link_harms import harm_matches
from evidence.appraise.link_measures import added_to_care, has_follow_up, measure_matches
from evidence.appraise.link_status import is_notice, is_prevention, status_of
from evidence.appraise.link_subject import is_subject, subject_matches
from evidence.models import Claim, ClaimKind, ItemStatus, Match, Scope


@dataclass(frozen=True, slots=True)
class Link:
    """That a report bears on a claim: how it counts, why, and which concepts matched."""

    status: ItemStatus
    reason: str
    matches: tuple[Match, ...]
    is_prevention: bool = False


#: Reports of a test record no teaching, though they may name one.
_TESTS = CONTROLLED_DESIGNS | UNCONTROLLED_DESIGNS | {"animal", "in_vitro", "protocol", "cross_sectional"}
Met = tuple[bool, tuple[Match, ...]]


def _intervention(facts: ReportFacts, scope: Scope) -> Met | None:
    """(is direct, matches), or None when no intervention of the scope is the subject.

    Where the techniques that were read are all others, or the direct one is named for its
    points only beside another, the report is not direct.
    """
    if not scope.interventions and not scope.indirect_interventions:
        return True, ()
    read = facts.named & set(facts.interventions)
    if matches := subject_matches(facts, scope.interventions):
        is_other = bool(read) and not read & set(scope.interventions)
        others = subject_matches(facts, scope.indirect_interventions)
        if is_other or (others and all(_is_place(facts, m) for m in matches)):
            # What was done comes first: the reason names it, not the points it was done at.
            return False, (*others, *(facts.matched(read) if is_other else ()), *matches)
        return True, matches
    if matches := subject_matches(facts, scope.indirect_interventions):
        return False, matches
    return None


def _is_place(facts: ReportFacts, match: Match) -> bool:
    """Whether a mention names a place on the body, not a procedure: acupuncture points."""
    if match.span is None:
        return True
    if match.term.lower().endswith(("point", "points")):
        return True
    line = facts.line_of(match.span)
    after = line.text[match.span.end - line.span.start :] if line else ""
    return after.lower().lstrip(" -").startswith("point")


def _condition(facts: ReportFacts, scope: Scope) -> Met | None:
    """The same for conditions, by what the report is about."""
    if not scope.conditions and not scope.indirect_conditions:
        return True, ()
    for is_direct, wanted in ((True, scope.conditions), (False, scope.indirect_conditions)):
        if held := facts.subjects & set(wanted):
            return is_direct, facts.matched(held)
    return None


def _population_status(facts: ReportFacts, scope: Scope) -> bool | None:
    """True direct, False indirect, None out of scope."""
    population = facts.population or "human"
    kinds = {"human", "animal"} if population == "mixed" else {population}
    if not scope.populations or kinds & set(scope.populations):
        return True
    return False if kinds & set(scope.indirect_populations) else None


def _in_journal(facts: ReportFacts, journals: Sequence[str]) -> bool:
    held = (facts.report.journal or "").casefold()
    return any(name.casefold() in held for name in journals)


def _is_out_of_scope(facts: ReportFacts, claim: Claim) -> bool:
    scope = claim.scope
    techniques = (*scope.interventions, *scope.indirect_interventions)
    return (
        claim.kind is ClaimKind.VALUE_WORD
        or (claim.kind is ClaimKind.TRADITION and facts.design in _TESTS)
        or is_notice(facts)
        or (bool(scope.designs) and facts.design not in scope.designs)
        or (bool(scope.excluded) and is_subject(facts, scope.excluded))
        or (bool(scope.journals) and not _in_journal(facts, scope.journals))
        or (bool(scope.comparators) and not added_to_care(facts, techniques))
        or (scope.follow_up_weeks_min is not None and not has_follow_up(facts))
        or _population_status(facts, scope) is None
    )


def link(facts: ReportFacts, claim: Claim) -> Link | None:
    """How a report bears on a claim (with its scope in leaf concepts), or None.

    Every slot of the scope must be met by what the report is about; a slot met
    only by its indirect concepts makes the link indirect.
    """
    if _is_out_of_scope(facts, claim):
        return None
    shortfalls: list[str] = []
    matches: list[Match] = []
    for name, met in (
        ("intervention", _intervention(facts, claim.scope)),
        ("condition", _condition(facts, claim.scope)),
    ):
        if met is None:
            return None
        matches += met[1]
        if not met[0]:
            shortfalls.append(f"another {name}: {met[1][0].term if met[1] else 'indirect'}")
    for found in (
        measure_matches(facts, claim),
        harm_matches(facts, claim) if claim.scope.harms else (),
    ):
        if found is None:
            return None
        matches += found
    if not _population_status(facts, claim.scope):
        shortfalls.append(f"another population: {facts.population}")
    prevents = claim.kind is ClaimKind.EFFICACY and is_prevention(facts)
    status, reason = status_of(facts, claim, shortfalls, prevents)
    return Link(status, reason, tuple(dict.fromkeys(matches)), prevents)
