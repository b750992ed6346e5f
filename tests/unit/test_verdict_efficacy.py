from __future__ import annotations

import pytest

from evidence.appraise.verdict import verdict
from evidence.appraise.verdict_efficacy import beyond_mid
from evidence.models import Concept, ConceptKind, Guideline
from tests.unit.appraisal_cases import (
    SOUND,
    case,
    claim,
    effect,
    finding,
    item,
    match,
    report,
    rules,
)


def _word(held) -> str:  # type: ignore[no-untyped-def]
    return verdict(held).verdict


def _strong(*numbers: int) -> dict:  # type: ignore[type-arg]
    return {f"pmid:{n}": [effect(-18, -24, -12), finding("comparator", "sham")] for n in numbers}


def test_nothing_found_is_told_from_nothing_that_counts() -> None:
    assert _word(case([])) == "not_found"
    for status in ("indirect", "ongoing", "retracted", "excluded"):
        assert _word(case([item(1, status=status)])) == "insufficient"


def test_supported_needs_two_sham_trials_of_400_beyond_what_matters() -> None:
    two = [item(1, n=210), item(2, n=200)]
    assert _word(case(two, findings=_strong(1, 2))) == "supported"
    assert _word(case([item(1, n=150), item(2, n=200)], findings=_strong(1, 2))) == "supported_with_limits"
    assert _word(case([item(1, n=500)], findings=_strong(1))) == "supported_with_limits"
    small = {k: [effect(-7, -9, -5), finding("comparator", "sham")] for k in ("pmid:1", "pmid:2")}
    assert _word(case(two, findings=small)) == "supported_with_limits"


def test_a_sound_review_that_doubts_stops_supported() -> None:
    two = [item(1, n=210), item(2, n=200), item(3, "inconclusive", "systematic_review", None)]
    held = case(two, findings=_strong(1, 2), reports=[report(3, "A review", SOUND)])
    assert _word(held) == "supported_with_limits"


def test_one_sham_trial_of_100_is_support_with_limits_unless_another_doubts() -> None:
    assert _word(case([item(1, n=100)], {1: "sham"})) == "supported_with_limits"
    assert _word(case([item(1, n=99)], {1: "sham"})) == "insufficient"
    doubted = [item(1, n=150), item(2, "inconclusive", n=150)]
    held = verdict(case(doubted, {1: "sham", 2: "sham"}))
    assert held.verdict == "insufficient"
    assert any("more sham-controlled trials" in text for text in held.reasons)
    both_ways = [item(1, n=150), item(2, "mixed", n=150)]
    held = verdict(case(both_ways, {1: "sham", 2: "sham"}))
    assert held.verdict == "supported_with_limits"
    assert any("did not show it clearly" in text for text in held.reasons)


def test_usual_care_trials_must_be_two_and_consistent_and_the_comparator_is_named() -> None:
    two = [item(1, n=60), item(2, n=62)]
    held = verdict(case(two, {1: "waitlist", 2: "usual_care"}))
    assert held.verdict == "supported_with_limits"
    assert "usual care" in held.reasons[0]
    assert any("No sham-controlled trial" in text for text in held.missing)
    assert _word(case(two[:1], {1: "waitlist"})) == "insufficient"
    doubt = [*two, item(3, "inconclusive"), item(4, "inconclusive")]
    assert _word(case(doubt, dict.fromkeys((1, 2, 3, 4), "usual_care"))) == "insufficient"
    assert _word(case(two, {1: "drug", 2: "drug"})) == "insufficient"
    assert _word(case(two)) == "insufficient"


def test_trials_or_reviews_on_both_sides_are_mixed() -> None:
    assert _word(case([item(1), item(2, "contradicts")], {1: "sham", 2: "sham"})) == "mixed"
    assert _word(case([item(1), item(2, "contradicts", "systematic_review")], {1: "sham"})) == "mixed"
    assert _word(case([item(1, "mixed"), item(2, "mixed")])) == "mixed"
    assert _word(case([item(1), item(2, "contradicts", "case_series")], {1: "sham"})) == "supported_with_limits"


@pytest.mark.parametrize(
    ("items", "word"),
    [
        ([item(1, "contradicts", n=120)], "contradicted"),
        ([item(1, "contradicts", n=16)], "insufficient"),
        ([item(1, "contradicts", n=16), item(2, "contradicts", n=20)], "insufficient"),
        ([item(1, "contradicts", n=60), item(2, "contradicts", n=62)], "contradicted"),
    ],
)
def test_contradiction_needs_size_or_replication(items, word) -> None:  # type: ignore[no-untyped-def]
    assert _word(case(items)) == word


def test_uncontrolled_work_and_opinion_support_no_efficacy() -> None:
    held = [item(1, design="single_arm"), item(2, design="case_series"), item(3, design="narrative_review")]
    assert _word(case(held)) == "insufficient"


def test_one_study_with_several_reports_counts_once() -> None:
    two = [item(1, n=60), item(2, n=60)]
    one = {"pmid:1": "pmid:1", "pmid:2": "pmid:1"}
    held = verdict(case(two, {1: "usual_care", 2: "usual_care"}, study_of=one))
    assert held.verdict == "insufficient"
    assert held.counts["n_studies"] == held.counts["n_rcts"] == held.counts["n_supports"] == 1
    assert held.counts["n_participants"] == 60


def test_reviews_and_their_trials_are_never_added() -> None:
    held = verdict(case([item(1, n=60), item(2, design="meta_analysis", n=900)]))
    assert held.counts["n_participants"] == 60
    assert held.counts["n_reviews"] == 1
    nobody = verdict(case([item(2, design="meta_analysis", n=900)]))
    assert "n_participants" not in nobody.counts


def test_harm_in_prevention_is_flagged_and_told() -> None:
    harm = item(9, "contradicts", status="indirect", reason="prevention, not treatment", direction="worse")
    held = verdict(case([item(1, n=150), harm], {1: "sham"}))
    assert held.harm_signal
    assert held.verdict == "supported_with_limits"
    assert any("prevent" in reason for reason in held.reasons)


def test_reasons_state_search_and_newest_review_with_newer_trials() -> None:
    reports = [report(3, "A review", SOUND, year=2017), report(1, year=2019)]
    items = [item(1, n=150), item(3, "inconclusive", "systematic_review")]
    held = verdict(case(items, {1: "sham"}, reports=reports))
    told = " ".join(held.reasons)
    assert "PubMed abstracts only; registries, Chinese databases and full texts not searched" in told
    assert "searched to 14 May 2016" in told
    assert "1 newer randomized trial" in told
    assert held.rules_version == rules().version


@pytest.mark.parametrize(
    ("made", "is_beyond"),
    [
        (effect(-16, -21.3, -10.6), True),
        (effect(-16, -21.3, -9.9), False),
        (effect(-1.5, -1.9, -1.1, outcome="pain NRS 0-10"), True),
        (effect(-0.8, -1.0, -0.6, measure="SMD"), True),
        (effect(-0.6, -0.95, -0.2, measure="SMD"), False),
        (effect(1.9, 1.3, 2.5, measure="RR", outcome="response"), True),
        (effect(1.3, 0.9, 1.8, measure="RR", outcome="response"), False),
        (effect(-9, -12, -6, outcome="a scale nobody knows"), False),
        (effect(-16, -21.3, -10.6, direction="worse"), False),
        (effect(-16, -21.3, -10.6, measure="mean_change"), False),
        (effect(-16, -21.3, -10.6, measure="WMD"), True),
        (effect(-16, -21.3, -10.6, flag="the estimate lies outside its interval"), False),
        (effect(-16, -21.3, -10.6, direction="favours_acupuncture", ci_level=95.0), True),
    ],
)
def test_an_interval_must_lie_beyond_what_matters(made, is_beyond) -> None:  # type: ignore[no-untyped-def]
    view = case([item(1)], findings={"pmid:1": [made]}).studies[0]
    assert beyond_mid(view, rules()) is is_beyond


def test_a_review_names_the_counted_trials_it_cites_and_what_was_retracted() -> None:
    review, gone = item(3, "inconclusive", "systematic_review"), item(4, status="retracted")
    items = [item(1, n=150), item(2, n=60), review, gone]
    cited = {"pmid:3": frozenset({1, 4, 77})}
    held = case(items, {1: "sham"}, reports=[report(3, "A review", SOUND)], cited=cited)
    told = " ".join(verdict(held).reasons)
    assert "It cites 1 of the 2 randomized trials counted here; they are not added together." in told
    assert "retracted: pmid:4." in told


def _three_arms(told: str):  # type: ignore[no-untyped-def]
    """A trial with a sham and an untreated arm whose strongest sentence is `told`."""
    made = report(1, "A trial", told)
    held = item(1, n=150, rationale=(made.abstract[0].span(0, len(told)),))
    arms = {"pmid:1": [finding("comparator", "sham"), finding("comparator", "usual_care")]}
    return case([held], findings=arms, reports=[made])


def test_a_gain_over_usual_care_never_counts_as_one_over_sham() -> None:
    against_care = _three_arms("Against usual care, pain fell.")
    assert against_care.studies[0].comparator == "usual_care"
    judged = verdict(against_care)
    assert judged.verdict == "insufficient"
    assert any("had a sham group" in text for text in judged.missing)
    against_sham = _three_arms("Against sham and usual care, pain fell.")
    assert against_sham.studies[0].comparator == "sham"
    assert _word(against_sham) == "supported_with_limits"


def test_a_benefit_told_by_a_marker_alone_is_a_surrogate() -> None:
    of = claim(outcomes=("nerve_conduction", "pain"))
    trials = [item(n, n=150, matches=(match("nerve_conduction", "velocity"),)) for n in (1, 2)]
    held = verdict(case(trials, {1: "sham", 2: "sham"}, of=of))
    assert held.verdict == "surrogate_only"
    felt = [*trials, item(3, n=150, matches=(match("pain", "pain"),))]
    assert _word(case(felt, dict.fromkeys((1, 2, 3), "sham"), of=of)) == "supported_with_limits"


@pytest.mark.parametrize(
    "reason", ["the control group did better", "the authors conclude that the control did better"]
)
def test_harm_that_shows_late_in_a_trial_of_prevention_is_harm(reason: str) -> None:
    late = item(9, "contradicts", status="indirect", direction="mixed",
                reason=f"prevention, not treatment; {reason}")  # fmt: skip
    assert verdict(case([item(1, n=150), late], {1: "sham"})).harm_signal
    no_use = item(9, "contradicts", status="indirect", direction="null",
                  reason="prevention, not treatment; the authors conclude that it does not work")  # fmt: skip
    assert not verdict(case([item(1, n=150), no_use], {1: "sham"})).harm_signal


def test_a_guideline_heads_the_reasons_only_where_it_disagrees() -> None:
    def told(position: str, stance: str) -> int:
        body = Guideline("g", "A Body", 2020, "t", "adults", position, "says so", ("c",), "s")
        reasons = verdict(case([item(1, stance, n=150)], {1: "sham"}, guidelines=[body])).reasons
        return next(n for n, text in enumerate(reasons) if "A Body" in text)

    assert told("against", "supports") == told("none", "supports") == told("for", "contradicts") == 0
    assert told("for", "supports") == told("none", "contradicts") == 1


def test_a_small_figure_on_a_scale_not_told_is_no_proof() -> None:
    unknown, told = effect(-7, -9, -5, outcome="VAS"), effect(-1.6, -2, -1.2, outcome="VAS (0-10)")
    for made, is_beyond in ((unknown, False), (told, True)):
        assert beyond_mid(case([item(1)], findings={"pmid:1": [made]}).studies[0], rules()) is is_beyond


def test_an_effect_without_a_direction_goes_the_way_of_its_study() -> None:
    bare = effect(-16, -21.3, -10.6, direction=None)
    for stance, is_beyond in (("supports", True), ("contradicts", False), ("mixed", False)):
        view = case([item(1, stance)], findings={"pmid:1": [bare]}).studies[0]
        assert beyond_mid(view, rules()) is is_beyond


@pytest.mark.parametrize(
    ("concepts", "text", "word"),
    [
        ({"sham": Concept("sham", ConceptKind.COMPARATOR, "placebo pills")}, "", "placebo"),
        ({"sham": Concept("sham", ConceptKind.COMPARATOR, "sham or placebo")}, "Placebo pills.", "sham"),
        ({}, "Vitamin D or placebo was given.", "placebo"),
        ({}, "Real or sham surgery, then sham care.", "sham"),
        ({}, "It was done.", "placebo"),
    ],
)  # fmt: skip
def test_a_medicine_is_set_against_placebo_and_a_procedure_against_sham(
    concepts, text, word
) -> None:  # type: ignore[no-untyped-def]
    held = verdict(
        case([item(1, n=99)], {1: "sham"}, reports=[report(1, text=text)], concepts=concepts)
    )
    other = "sham" if word == "placebo" else "placebo"
    told = " ".join((*held.reasons, *held.would_change, *held.missing))
    assert f"A {word}-controlled trial of" in " ".join(held.would_change)
    assert f"Compared with {word}" in told
    assert other not in told


def test_how_much_treatment_is_compared_with_less_of_it() -> None:
    asked = claim(question="Does more or more regular treatment work better?")
    held = verdict(case([item(1, "inconclusive", n=40)], {1: "usual_care"}, of=asked))
    told = " ".join((*held.reasons, *held.missing, *held.would_change))
    assert "compares more treatment with less" in told
    assert "sham" not in told
    assert "usual care" not in told
