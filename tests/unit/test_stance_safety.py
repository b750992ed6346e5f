"""What reports say of harm: no votes, on sentences of our own."""

from __future__ import annotations

import pytest

from evidence.appraise.stance_safety import caution_stance, safety_stance
from evidence.models import Stance
from tests.unit.stance_facts import facts_of


def stance(*written: tuple[str, str], is_case: bool = False, **known):
    facts = facts_of(*written, **{"design": "rct", "population": "human", **known})
    return safety_stance(facts, facts.body("results"), is_case)


def caution(*written: tuple[str, str], **known):
    facts = facts_of(*written, **{"design": "cohort", "population": "human", **known})
    return caution_stance(facts, facts.body("results"))


@pytest.mark.parametrize(
    "sentence",
    ["No serious adverse events occurred.", "Adverse events were mild and transient.",
     "Bruising was seen in 8%.", "Serious events numbered 1.01 in 10 000 patients.", "No safety concerns arose."],
)  # fmt: skip
def test_harm_looked_for_and_few_supports(sentence):
    assert stance(("results", sentence)).stance is Stance.SUPPORTS


@pytest.mark.parametrize(
    "sentence",
    ["Adverse events were not reported in any trial.", "Its safety could not be shown.",
     "Auricular needling caused more adverse events."],
)  # fmt: skip
def test_silence_is_inconclusive(sentence):
    assert stance(("results", sentence)).stance is Stance.INCONCLUSIVE


def test_a_case_is_a_signal_not_a_rate():
    found = stance(("results", "A pneumothorax was found."), design="case_report")
    assert (found.stance, found.rule) == (Stance.INCONCLUSIVE, "harm-signal")


def test_an_outbreak_of_untold_design_is_a_signal_too():
    found = stance(("results", "Six people had hepatitis."), design=None, is_case=True)
    assert found.rule == "harm-signal"


def test_deaths_collected_by_a_review_are_mixed():
    found = stance(("results", "Of 95 cases five were fatal."), design="overview_of_reviews")
    assert found.stance is Stance.MIXED


def test_a_raised_risk_supports_asking_first():
    found = caution(("results", "With warfarin the odds of bleeding were higher (OR 4.95)."))
    assert found.stance is Stance.SUPPORTS


def test_reassurance_alone_does_not_contradict_it():
    found = caution(("results", "No bleeding was seen in 98 visits."))
    assert (found.stance, found.rule) == (Stance.INCONCLUSIVE, "reassurance-only")


def test_events_beside_reassurance_are_mixed():
    found = caution(
        ("results", "A large hip haematoma occurred after needling."),
        ("results", "It seems safe in general."),
    )
    assert found.stance is Stance.MIXED


def test_a_case_of_bleeding_supports_asking_first():
    found = caution(("results", "A compartment syndrome developed."), design="case_report")
    assert found.stance is Stance.SUPPORTS


@pytest.mark.parametrize(
    "told", ["No study described a severe adverse event.", "No participant had side effects."]
)
def test_that_nobody_had_one_is_no_harm(told):
    facts = facts_of(("results", told), design="meta_analysis", population="human")
    assert safety_stance(facts, facts.body("results")).stance is Stance.SUPPORTS


def test_those_who_advise_caution_support_it():
    facts = facts_of(("results", "Caution is advised below 50,000 platelets."), design="guideline")
    found = caution_stance(facts, facts.body("results"))
    assert (found.stance, found.rule) == (Stance.SUPPORTS, "advises-caution")


def test_a_case_of_harm_supports_caution_whatever_its_design():
    facts = facts_of(("title", "Haematoma after willow in a woman on rivaroxaban"),
                     ("results", "She needed surgery."))  # fmt: skip
    told = facts.body("title")
    assert caution_stance(facts, told, is_case=True).stance is Stance.SUPPORTS
    assert caution_stance(facts, told).stance is Stance.INCONCLUSIVE
