"""Stance on how a treatment acts, on sentences of our own."""

from __future__ import annotations

import pytest

from evidence.appraise.stance_changes import expected_change
from evidence.appraise.stance_mechanism import mechanism_stance
from evidence.models import Stance
from tests.unit.stance_facts import facts_of

LOWERS = "Willow bark lowers inflammation"
RAISES = "Willow bark releases endorphins"


def stance(claim: str, *written: tuple[str, str], **known):
    facts = facts_of(*written, **{"design": "animal", "population": "animal", **known})
    return mechanism_stance(facts, facts.body("results"), facts.body("conclusion"), claim)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("Willow enhances circulation, ensuring that oxygen arrives", "up"),
        ("By modulating the immune response, willow can decrease inflammation", "down"),
        ("Willow may help regulate the nerves, reducing pain", None),
        ("improving nerve function", "up"),
    ],
)
def test_the_main_clause_tells_which_change_is_claimed(claim, expected):
    assert expected_change(claim) == expected


def test_a_change_as_claimed_supports():
    assert (
        stance(LOWERS, ("results", "Willow bark reduced TNF (P < .05).")).stance is Stance.SUPPORTS
    )


def test_a_change_against_the_claim_does_not():
    assert stance(LOWERS, ("results", "TNF rose after willow bark.")).stance is Stance.MIXED


def test_no_change_is_inconclusive():
    found = stance(LOWERS, ("results", "TNF did not change."))
    assert (found.stance, found.rule) == (Stance.INCONCLUSIVE, "null")


def test_no_change_and_the_authors_say_so_contradicts():
    found = stance(
        LOWERS,
        ("results", "TNF did not change."),
        ("conclusion", "Willow bark did not attenuate inflammation."),
    )
    assert found.stance is Stance.CONTRADICTS


def test_an_effect_gone_without_the_mechanism_supports_it():
    assert stance(RAISES, ("results", "Naloxone abolished the relief.")).stance is Stance.SUPPORTS


def test_an_effect_that_an_antagonist_leaves_contradicts():
    found = stance(
        RAISES, ("title", "Naloxone fails to reverse relief by willow bark"),
        ("results", "The raised thresholds did not come down with naloxone."),
    )  # fmt: skip
    assert found.stance is Stance.CONTRADICTS


def test_both_ways_is_mixed():
    text = "Weak doses were anti-inflammatory, strong ones anti- or pro-inflammatory by state."
    assert stance(LOWERS, ("results", text)).stance is Stance.MIXED


def test_controls_without_change_are_no_null():
    found = stance(
        LOWERS, ("results", "Willow bark reduced TNF."), ("results", "Saline had no effect.")
    )
    assert found.stance is Stance.SUPPORTS


def test_what_the_model_did_is_not_the_treatment():
    found = stance(
        LOWERS, ("results", "CCI increased TNF."), ("results", "Willow bark reduced TNF.")
    )
    assert found.stance is Stance.SUPPORTS


def test_a_narrative_review_that_proposes_is_inconclusive():
    found = stance(
        LOWERS,
        ("results", "Willow bark is proposed to reduce TNF."),
        design="narrative_review",
        population=None,
    )
    assert found.stance is Stance.INCONCLUSIVE


def test_a_review_that_calls_the_evidence_weak_is_inconclusive():
    written = (
        ("results", "Willow bark reduced TNF."),
        ("conclusion", "The evidence is insufficient."),
    )
    assert (
        stance(LOWERS, *written, design="meta_analysis", population="human").stance
        is Stance.INCONCLUSIVE
    )


def test_that_animals_are_not_people_is_no_weakness_of_animal_work():
    written = (
        ("results", "Willow bark reduced TNF."),
        ("conclusion", "Whether it does so in people is unknown."),
    )
    assert stance(LOWERS, *written, design="meta_analysis").stance is Stance.SUPPORTS


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("TNF fell significantly after the eight treatments.", Stance.INCONCLUSIVE),
        ("TNF fell from baseline.", Stance.INCONCLUSIVE),
        ("After eight weeks TNF had fallen with willow but not with placebo.", Stance.SUPPORTS),
        ("TNF fell more with willow than with placebo after the treatment.", Stance.SUPPORTS),
    ],
)
def test_a_change_since_before_is_no_effect_in_a_trial_in_people(sentence, expected):
    known = {"design": "rct", "population": "human"}
    assert stance(LOWERS, ("results", sentence), **known).stance is expected


def test_animals_treated_are_set_against_their_model():
    assert stance(LOWERS, ("results", "TNF fell after the treatment.")).stance is Stance.SUPPORTS


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("After their ablation willow no longer restrained TNF.", Stance.SUPPORTS),
        ("TNF was higher in arthritic rats than in controls; Willow brought it down.", Stance.SUPPORTS),
        ("Basal TNF was no different from controls; It fell after willow.", Stance.SUPPORTS),
        ("No dose raised TNF, and it has no part in the effect.", Stance.INCONCLUSIVE),
    ],
)
def test_the_model_the_basal_value_and_a_lesion_are_told_apart_from_the_effect(sentence, expected):
    told = tuple(("results", part) for part in sentence.split("; "))
    assert stance(LOWERS, *told).stance is expected


def test_what_resists_flow_falls_where_flow_rises():
    claim = "Willow bark increases blood flow"
    assert stance(claim, ("results", "Vascular resistance fell.")).stance is Stance.SUPPORTS


def test_what_patients_feel_has_a_course_of_its_own():
    known = {"design": "single_arm", "population": "human"}
    facts = facts_of(("results", "Allodynia was significantly reduced."), ("results", "TNF fell."), **known)
    told = facts.body("results")
    felt = mechanism_stance(facts, told[:1], (), "reducing hypersensitivity to pain", frozenset({"allodynia"}))
    assert (felt.stance, felt.rule) == (Stance.INCONCLUSIVE, "uncontrolled")
    assert mechanism_stance(facts, told[1:], (), LOWERS, frozenset({"tnf"})).stance is Stance.SUPPORTS


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("reducing hypersensitivity to pain", "Willow raised paw withdrawal thresholds."),
        ("reducing hypersensitivity to pain", "Willow reduced allodynia."),
        ("and improving nerve function", "Distal motor latency was shortened, lower than untreated."),
    ],
)
def test_a_threshold_that_rises_is_sensitivity_that_falls(claim, sentence):
    assert stance(claim, ("results", sentence)).stance is Stance.SUPPORTS


def test_one_subject_that_falls_and_then_rises_is_not_two_findings():
    claim = "Willow increases blood flow"
    told = "Skin temperature fell during rubbing and rose above baseline after 20 minutes."
    assert stance(claim, ("results", told)).stance is Stance.SUPPORTS
    other = "Skin temperature fell during rubbing and rose above baseline afterwards."
    assert stance(claim, ("results", other)).stance is Stance.MIXED
