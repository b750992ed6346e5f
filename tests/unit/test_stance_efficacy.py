"""Stance on "it works": rules of the issue, on sentences of our own."""

from __future__ import annotations

import re

import pytest

from evidence.appraise.stance_efficacy import efficacy_stance
from evidence.appraise.stance_tally import comparisons
from evidence.appraise.stance_withheld import withholds
from evidence.models import Stance
from tests.unit.stance_facts import facts_of

NEEDLES = re.compile(r"acupuncture|needling|\bEA\b", re.IGNORECASE)


def stance(*written: tuple[str, str], size: bool = False, **known: object):
    facts = facts_of(*written, **{"design": "rct", "population": "human", **known})
    return efficacy_stance(
        facts, facts.body("results"), facts.body("conclusion"), size, NEEDLES
    )


def test_a_significant_difference_supports():
    found = stance(("results", "Pain fell more with acupuncture than with sham (P < .01)."))
    assert (found.stance, found.direction, found.significance) == (
        Stance.SUPPORTS, "better", "significant")  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "Pain did not differ significantly between groups (P = 0.4).",
        "There was no significant difference in pain.",
        "Scores were similar in both arms.",
        "The mean difference was -0.3 (95% CI -1.1 to 0.5).",
        "Neither pain nor sleep improved more with acupuncture.",
    ],
)
def test_no_significant_difference_is_inconclusive(sentence):
    found = stance(("results", sentence))
    assert found.stance is Stance.INCONCLUSIVE
    assert found.significance == "not_significant"


def test_null_and_authors_say_no_contradicts():
    found = stance(
        ("results", "Pain did not differ between groups (P = 0.8)."),
        ("conclusion", "Acupuncture is not effective for this pain."),
    )
    assert found.stance is Stance.CONTRADICTS
    assert found.rule == "null-and-authors-say-no"


def test_an_interval_that_excludes_a_worthwhile_effect_contradicts():
    found = stance(
        ("results", "Scores differed by 0.3 (95% CI -0.3 to 1.0)."),
        ("results", "The interval excludes the prespecified minimum clinically important difference."),
        ("conclusion", "The technique is unlikely to have effects larger than placebo."),
    )
    assert found.stance is Stance.CONTRADICTS


def test_a_hopeful_last_sentence_after_a_null_result_does_not_count():
    found = stance(
        ("results", "Pain scores did not differ (P = 0.5)."),
        ("conclusion", "Acupuncture shows promise and may be beneficial; larger trials are needed."),
    )
    assert found.stance is Stance.INCONCLUSIVE


@pytest.mark.parametrize("design", ["single_arm", "case_series", "case_report"])
def test_uncontrolled_work_is_inconclusive(design):
    found = stance(
        ("results", "Pain fell significantly from baseline (p < 0.001)."),
        ("conclusion", "Acupuncture is effective."), design=design,
    )  # fmt: skip
    assert found.stance is Stance.INCONCLUSIVE


def test_a_narrative_review_is_inconclusive():
    found = stance(("conclusion", "Acupuncture is effective."), design="narrative_review")
    assert found.stance is Stance.INCONCLUSIVE


def test_change_within_both_groups_is_no_effect():
    found = stance(("results", "Pain improved from baseline in both groups."))
    assert found.stance is Stance.INCONCLUSIVE


def test_the_control_doing_better_contradicts():
    found = stance(("results", "Ibuprofen relieved pain more than acupuncture did (P = 0.01)."))
    assert found.stance is Stance.CONTRADICTS


def test_a_review_that_calls_its_evidence_insufficient_is_inconclusive():
    found = stance(
        ("results", "Pooled pain was lower with acupuncture (MD -1.2, 95% CI -2.0 to -0.4)."),
        ("conclusion", "The evidence is insufficient to draw conclusions."), design="meta_analysis",
    )  # fmt: skip
    assert found.stance is Stance.INCONCLUSIVE
    assert found.rule == "review-insufficient"


def test_a_difference_below_the_important_one_does_not_support_significant_relief():
    written = (
        ("results", "Pain was lower with acupuncture than with sham (P = 0.03)."),
        ("conclusion", "The difference fell short of the minimal clinically important one."),
    )
    assert stance(*written, size=True).stance is Stance.MIXED
    assert stance(*written, size=False).stance is Stance.SUPPORTS


def test_better_and_null_outcomes_are_mixed():
    found = stance(
        ("results", "Pain was lower with acupuncture than with splints."),
        ("results", "Symptom severity did not differ. Function was no better."),
        ("results", "Sleep did not differ between groups."),
    )
    assert found.stance is Stance.MIXED


def test_rates_of_a_good_outcome_are_compared():
    found = stance(("results", "Success was seen in 68% with acupuncture and 33% in controls."))
    assert found.stance is Stance.SUPPORTS


def test_harms_do_not_decide_efficacy():
    found = stance(
        ("results", "Adverse events were fewer with acupuncture (P < 0.05)."),
        ("results", "Pain did not differ between groups (P = 0.6)."),
    )
    assert found.stance is Stance.INCONCLUSIVE


def test_the_rationale_is_verbatim_and_short():
    sentence = "Pain fell more with acupuncture than with sham (P < .01)."
    facts = facts_of(("results", sentence), design="rct")
    found = efficacy_stance(facts, facts.body("results"), (), False, NEEDLES)
    assert [facts.report.quote(span) for span in found.rationale] == [sentence]


def test_why_arms_were_taken_together_answers_only_what_told_them_apart():
    told = "As once and twice weekly sessions did not differ, both arms were analysed together."
    facts = facts_of(
        ("results", told), ("results", "Pain fell more than with usual care."), design="rct"
    )
    lines = facts.body("results")
    assert efficacy_stance(facts, lines, (), True).stance is Stance.SUPPORTS
    asked = efficacy_stance(facts, lines[:1], (), True, terms=frozenset({"once and twice weekly"}))
    assert (asked.stance, asked.rule) == (Stance.INCONCLUSIVE, "null")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Both groups improved.", None),
        ("Scores were better than at the start in both arms.", None),
        ("Symptoms improved by 0.58 with willow and 0.81 with placebo.", "null"),
        ("Symptoms improved by 1.9 with willow and 0.8 with placebo.", "better"),
        ("At 3 months the arms still could not be separated (all P > .05).", "null"),
        ("Willow was not shown to be superior to placebo.", "null"),
        ("Improvement took place under willow and placebo alike.", "null"),
        ("At no time was there a difference between the two.", "null"),
        ("PRP and willow offered similar results.", "null"),
        ("Willow eased pain, as well as stiffness, more than placebo did.", "better"),
    ],
)
def test_wordings_of_change_within_groups_and_of_no_difference(sentence, expected):
    facts = facts_of(("results", sentence), design="rct")
    found = comparisons(facts.body("results"), re.compile("willow", re.I))
    assert found.first == expected


def test_a_first_outcome_without_difference_is_not_outdone_by_untested_ones():
    facts = facts_of(
        ("results", "Pain fell by 2.9 with willow and by 1.1 with waiting (P = 0.11)."),
        ("results", "More of the treated than of those who waited felt better."), design="rct",
    )  # fmt: skip
    found = efficacy_stance(facts, facts.body("results"), (), True)
    assert (found.stance, found.rule) == (Stance.INCONCLUSIVE, "null-first")


def test_a_gain_that_shows_late_is_a_gain():
    facts = facts_of(
        ("methods", "Treatment lasted 6 weeks."),
        ("results", "At week 6 the difference was not significant (P = 0.09)."),
        ("results", "At week 15 pain was lower with willow than with placebo (P = 0.02)."), design="rct",
    )  # fmt: skip
    assert efficacy_stance(facts, facts.body("results"), (), True).stance is not Stance.INCONCLUSIVE


def test_of_one_kind_of_measure_none_comes_first():
    lines = (("results", "Sensory velocity rose more than with placebo (P = 0.02)."),
             ("results", "Motor velocity did not differ."))  # fmt: skip
    terms = frozenset({"velocity"})
    main = facts_of(*lines, design="rct")
    assert efficacy_stance(main, main.body("results"), (), True, terms=terms).stance is Stance.SUPPORTS
    other = facts_of(("results", "Pain fell more than with placebo."), *lines, design="rct")
    told = other.body("results")[1:]
    assert efficacy_stance(other, told, (), True, terms=terms).stance is Stance.MIXED


def test_a_claim_on_a_combination_is_read_from_what_is_told_of_it():
    lines = (("results", "Willow alone did not differ from the drug."),
             ("results", "Willow combined with the drug relieved more pain than the drug alone."))  # fmt: skip
    facts = facts_of(*lines, design="rct")
    told = facts.body("results")
    assert efficacy_stance(facts, told, (), False).stance is Stance.MIXED
    asked = efficacy_stance(facts, told, (), False, asked=re.compile("combin"))
    assert asked.stance is Stance.SUPPORTS


@pytest.mark.parametrize(
    "said",
    [
        "No clear statement on efficacy can be made from such data.",
        "On present evidence it is not possible to say whether willow is superior.",
        "There is no convincing evidence that willow has an effect.",
    ],
)
def test_reviewers_who_cannot_say_are_inconclusive(said):
    facts = facts_of(("results", "Most trials reported less pain than with placebo."), ("conclusion", said),
                     design="systematic_review")  # fmt: skip
    found = efficacy_stance(facts, facts.body("results"), facts.body("conclusion"), True)
    assert found.stance is Stance.INCONCLUSIVE


@pytest.mark.parametrize(
    "words",
    [
        "In spite of these figures no clinically relevant conclusion on effect or safety can be drawn.",
        "For now acupuncture can be called neither effective nor ineffective.",
        "Because of defects in the reviews, firm conclusions are not warranted.",
        "The number and quality of the primary studies are too low for firm conclusions.",
        "Nothing definite was established.",
    ],
)
def test_a_judgement_withheld_is_known_by_its_shape(words):
    assert withholds(words)


@pytest.mark.parametrize(
    "words",
    [
        "Acupuncture eased pain, but larger trials are wanted.",
        "No serious adverse event occurred; the groups were compared by trained judges.",
        "Pain fell in neither group, and conclusions follow below.",
    ],
)
def test_other_denials_withhold_nothing(words):
    assert not withholds(words)


def test_untested_gains_beside_a_tested_null_are_inconclusive():
    found = stance(
        ("results", "Eight of 15 called themselves improved with acupuncture, against 5 of 15 with massage."),
        ("results", "Pain intensity did not differ significantly between the arms at any time."),
        ("conclusion", "Larger controlled studies are wanted."),
    )
    assert found.stance is Stance.INCONCLUSIVE


def test_an_untested_gain_that_its_authors_do_not_judge_is_inconclusive():
    found = stance(
        ("results", "Pain came down by 1.4 points with acupuncture and went up in the control group."),
        ("conclusion", "Effectiveness could not be determined; a larger trial is feasible."),
    )
    assert found.stance is Stance.INCONCLUSIVE


@pytest.mark.parametrize(
    "sentence",
    [
        "Pain was significantly lower with acupuncture than with sham, and the quality-of-life score was better.",
        "Pain was 36% lower than at baseline with acupuncture, against a fall of 2% with placebo (P < .001).",
    ],
)
def test_hyphens_and_the_start_hide_no_comparison(sentence):
    found = stance(("results", sentence), ("results", "The two placebo groups did not differ."))
    assert found.stance is Stance.SUPPORTS
