from __future__ import annotations

from dataclasses import replace
from datetime import date

from evidence.appraise.judgements import decided_items, decided_verdict, judgements
from evidence.models import Certainty, Decision, ItemStatus, Stance, Verdict
from tests.unit.appraisal_cases import claim, item

CLAIMS = {"c": claim()}
STANCE = Decision("t", "c", "pmid:1", "stance", "inconclusive", "Ann", "editor", date(2026, 1, 1), None, "why", 1)
VERDICT = replace(STANCE, report_id=None, what="verdict", value="insufficient", fingerprint="f1", line=2)


def _states(*decisions: Decision) -> list[str]:
    return [j.state for j in judgements(decisions, [item(1)], CLAIMS)]


def test_a_decision_overrides_and_is_shown_as_such() -> None:
    judged = judgements([STANCE], [item(1)], CLAIMS)
    held = decided_items([item(1), item(2)], judged)
    assert [(i.stance, i.decided_by) for i in held] == [(Stance.INCONCLUSIVE, "Ann"), (Stance.SUPPORTS, "machine")]


def test_the_last_word_stands_and_contradictions_are_reported() -> None:
    later = replace(STANCE, value="contradicts", by="Bea", decided_on=date(2026, 2, 1))
    assert _states(STANCE, later) == ["superseded", "in_force"]
    assert _states(later, STANCE) == ["in_force", "superseded"]
    why = judgements([STANCE, later], [item(1)], CLAIMS)[0].why
    assert why == "contradicted by Bea on 2026-02-01"


def test_who_contradicts_is_named_and_a_change_of_mind_or_a_repetition_is_none() -> None:
    day = date(2026, 2, 1)
    bea = replace(STANCE, value="contradicts", by="Bea", decided_on=day)
    own, same = replace(bea, by=STANCE.by), replace(bea, value=STANCE.value)
    for later, name in ((bea, "Bea"), (own, None), (same, None)):
        held = judgements([STANCE, later], [item(1)], CLAIMS)
        assert [j.contradicted_by for j in held] == [name, None]


def test_unused_decisions_are_reported() -> None:
    assert _states(replace(STANCE, report_id="pmid:9")) == ["unused"]
    assert _states(replace(STANCE, claim_id="gone")) == ["unused"]
    assert _states(replace(STANCE, report_id=None)) == ["unused"]
    assert _states(replace(VERDICT, value="belief_documented")) == ["unused"]
    assert _states(replace(STANCE, value="perhaps")) == ["unused"]


def test_nobody_makes_a_retracted_report_count() -> None:
    gone = item(1, status="retracted")
    judged = judgements([replace(STANCE, what="status", value="counted")], [gone], CLAIMS)
    assert judged[0].state == "questioned"
    assert decided_items([gone], judged)[0].status is ItemStatus.RETRACTED


def test_a_decided_verdict_names_who_and_what_the_rules_suggest() -> None:
    shown, by, made = decided_verdict(Verdict("c", "mixed"), judgements([VERDICT], (), CLAIMS), "f1")
    assert (shown.verdict, by, made[0].state) == ("insufficient", "Ann", "in_force")
    assert "The rules suggest mixed." in shown.reasons
    _, _, stale = decided_verdict(Verdict("c", "mixed"), judgements([VERDICT], (), CLAIMS), "f2")
    assert stale[0].state == "questioned"


def test_only_a_person_raises_certainty_above_low() -> None:
    rated = replace(VERDICT, what="certainty", value="moderate")
    shown, by, _ = decided_verdict(Verdict("c", "mixed"), judgements([rated], (), CLAIMS), "f1")
    assert (shown.certainty, by) == (Certainty.MODERATE, "Ann")
