from __future__ import annotations

from evidence.appraise.certainty import certainty_rows
from evidence.appraise.verdict import verdict
from evidence.models import Certainty, ClaimKind
from tests.unit.appraisal_cases import case, claim, finding, item


def test_from_abstracts_certainty_is_at_most_low_and_provisional() -> None:
    rows = certainty_rows(case([item(n, n=5000) for n in range(6)], dict.fromkeys(range(6), "sham")))
    assert [(r.certainty, r.is_provisional, r.comparator) for r in rows] == [(Certainty.LOW, True, "sham")]
    told = " ".join(rows[0].reasons)
    assert "not assessable" in told
    assert "30,000 people" in told


def test_small_or_contradictory_trials_are_very_low() -> None:
    small = certainty_rows(case([item(1, n=45)], {1: "sham"}))
    assert small[0].certainty is Certainty.VERY_LOW
    split = [item(1, n=250), item(2, "contradicts", n=120)]
    assert certainty_rows(case(split, {1: "sham", 2: "sham"}))[0].certainty is Certainty.VERY_LOW


def test_one_row_per_comparator_and_the_least_certain_speaks() -> None:
    held = case([item(1, n=45), item(2, n=500)], {1: "sham", 2: "waitlist"})
    assert [(r.comparator, r.certainty) for r in certainty_rows(held)] == [
        ("sham", Certainty.VERY_LOW), ("usual_care", Certainty.LOW)]  # fmt: skip
    assert verdict(held).certainty is Certainty.VERY_LOW


def test_kinds_without_certainty_have_none() -> None:
    for kind in ClaimKind:
        rows = certainty_rows(case([item(1)], {1: "sham"}, of=claim(kind)))
        assert bool(rows) is (kind in (ClaimKind.EFFICACY, ClaimKind.SAFETY))


def test_harm_is_never_voted_on_and_a_few_healthy_people_are_no_indirectness() -> None:
    of = claim(ClaimKind.SAFETY, quote="is safe", harms=("serious_harm",))
    items = [item(1, design="cohort", n=50_000), *(item(n, "contradicts", "cohort", 50) for n in range(2, 9))]
    row = certainty_rows(case(items, of=of, findings={"pmid:8": [finding("condition", "healthy")]}))[0]
    assert row.certainty is Certainty.LOW
    told = " ".join(row.reasons)
    assert "not assessable from abstracts" in told
    assert "1 of 8 studies is in healthy people; not rated down" in told
    assert "contradicts" not in told
