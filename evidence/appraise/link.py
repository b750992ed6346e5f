"""From one report to its evidence items: which claims it bears on, and which way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from evidence.appraise.link_facts import ReportFacts
from evidence.appraise.link_plan import LinkPlan, link_plan
from evidence.appraise.link_read import report_facts
from evidence.appraise.link_scope import Link, link
from evidence.appraise.link_score import item_score
from evidence.appraise.stance import stance_reading
from evidence.extract.concepts import ConceptMatcher
from evidence.models import Claim, EvidenceItem, Finding, ReportText, Topic

_PLANS_MAX: Final = 8
_plans: dict[int, tuple[Topic, LinkPlan]] = {}


def plan_of(topic: Topic) -> LinkPlan:
    """The link plan of a topic, worked out once for each topic loaded."""
    held = _plans.get(id(topic))
    if held is None or held[0] is not topic:
        if len(_plans) >= _PLANS_MAX:
            _plans.clear()
        held = _plans[id(topic)] = (topic, link_plan(topic))
    return held[1]


def evidence_items(
    report: ReportText, findings: Sequence[Finding], topic: Topic, matcher: ConceptMatcher
) -> tuple[EvidenceItem, ...]:
    """The evidence items of one report for all claims of a topic, in claim order.

    Empty for a report that bears on none. `study_id` is left to normalization,
    `evidence_level` to the verdict, both of which need more than one report.
    """
    plan = plan_of(topic)
    facts = report_facts(report, findings, matcher, plan)
    if not facts.matches:
        return ()
    return tuple(
        _item(facts, claim, linked)
        for claim in plan.claims
        if (linked := link(facts, claim)) is not None
    )


def _item(facts: ReportFacts, claim: Claim, linked: Link) -> EvidenceItem:
    reading = stance_reading(facts, claim, linked)
    return EvidenceItem(
        claim_id=claim.claim_id,
        report_id=facts.report.report_id,
        status=linked.status,
        stance=reading.stance,
        rationale=reading.rationale,
        matches=linked.matches,
        reason=f"{linked.reason}; {reading.reason}" if reading.stance else linked.reason,
        direction=reading.direction,
        significance=reading.significance,
        design=facts.design,
        population=facts.population,
        n_participants=facts.n_participants,
        score=item_score(facts, linked),
        rule=reading.rule,
    )
