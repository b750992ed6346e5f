from __future__ import annotations

from dataclasses import replace
from datetime import date

from evidence.appraise.signoff import (
    EvidenceState,
    evidence_state,
    latest_by_claim,
    reopens,
    signoff_states,
)
from evidence.appraise.verdict import verdict
from evidence.appraise.verdict_case import fingerprint
from evidence.models import Notice, Signoff
from tests.unit.appraisal_cases import case, item, report, rules

BEFORE = EvidenceState("mixed", "f1", 400, {"pmid:1": 200, "pmid:2": 200}, frozenset({"pmid:9"}))
SIGNED = Signoff("t", "c", "Ann", "editor", date(2026, 1, 1), "f1", "")


def _why(**change: object) -> tuple[str, ...]:
    return reopens(SIGNED, BEFORE, replace(BEFORE, fingerprint="f2", **change), rules())


def test_small_news_waits_and_the_same_evidence_never_expires() -> None:
    assert reopens(SIGNED, BEFORE, BEFORE, rules()) == ()
    assert _why() == ()
    assert _why(trials={**BEFORE.trials, "pmid:3": 40}) == ()


def test_what_reopens_a_sign_off() -> None:
    assert "was retracted" in _why(noticed=frozenset({("pmid:1", "retraction")}))[0]
    assert "expression of concern" in _why(noticed=frozenset({("pmid:1", "expression_of_concern")}))[0]
    assert "new systematic review" in _why(reviews=frozenset({"pmid:9", "pmid:10"}))[0]
    assert "new guideline" in _why(guidelines=frozenset({"nice"}))[0]
    assert "100 people" in _why(trials={**BEFORE.trials, "pmid:3": 100})[0]
    assert "serious harm" in _why(harm_signal=True)[0]
    assert "from mixed to insufficient" in _why(verdict="insufficient")[0]


def test_a_quarter_of_the_participants_reopens_a_small_base() -> None:
    small = replace(BEFORE, n_participants=80)
    after = replace(small, fingerprint="f2", trials={**small.trials, "pmid:3": 20})
    assert len(reopens(SIGNED, small, after, rules())) == 1


def test_changes_from_rules_or_code_alone_are_told_apart() -> None:
    after = replace(BEFORE, verdict="insufficient", rules_version="2")
    assert "rules or code alone" in reopens(SIGNED, BEFORE, after, rules())[0]


def test_the_fingerprint_moves_with_counted_evidence_only() -> None:
    base = fingerprint(case([item(1), item(2)]))
    assert fingerprint(case([item(2), item(1)])) == base
    assert fingerprint(case([item(1), item(2), item(3, status="indirect")])) == base
    assert fingerprint(case([item(1), item(2, "inconclusive")])) != base
    assert fingerprint(case([item(1), item(2), item(3)])) != base
    assert fingerprint(case([item(1), item(2, status="retracted")])) != base
    concern = Notice("expression_of_concern", "on", "ExpressionOfConcernIn")
    assert fingerprint(case([item(1), item(2)], reports=[report(1, notices=(concern,))])) != base
    comment = Notice("comment", "on", "CommentIn")
    assert fingerprint(case([item(1), item(2)], reports=[report(1, notices=(comment,))])) == base


def test_the_state_of_a_case_holds_what_is_compared() -> None:
    concern = Notice("expression_of_concern", "on", "ExpressionOfConcernIn")
    held = case([item(1), item(2, design="meta_analysis"), item(3, status="retracted")],
                reports=[report(1, notices=(concern,))])  # fmt: skip
    state = evidence_state(held, verdict(held), "1")
    assert state.trials == {"pmid:1": 120}
    assert state.reviews == {"pmid:2"}
    assert state.noticed == {("pmid:1", "expression_of_concern"), ("pmid:3", "retraction")}


def test_the_newest_sign_off_of_a_claim_stands() -> None:
    newer = replace(SIGNED, signed_on=date(2026, 2, 1), by="Bea")
    assert latest_by_claim([newer, SIGNED])["c"].by == "Bea"


def test_each_sign_off_is_in_force_expired_or_superseded() -> None:
    newer = replace(SIGNED, signed_on=date(2026, 2, 1))
    changed = replace(BEFORE, fingerprint="f2", verdict="insufficient")
    waits = replace(BEFORE, fingerprint="f2")

    def states(before, after):  # type: ignore[no-untyped-def]
        return [s.state for s in signoff_states([SIGNED, newer], before, after, rules())]

    assert states({"c": BEFORE}, {"c": BEFORE}) == ["superseded", "in_force"]
    assert states({"c": BEFORE}, {"c": waits}) == ["superseded", "in_force"]
    assert states({"c": BEFORE}, {"c": changed}) == ["superseded", "expired"]
    assert states({}, {"c": BEFORE}) == ["superseded", "in_force"]
    assert states({}, {"c": waits}) == ["superseded", "expired"]
    assert states({"c": BEFORE}, {}) == ["superseded", "expired"]
