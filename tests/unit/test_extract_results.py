# ruff: noqa: E501 (a row is read whole)
"""What came out and how it was compared, as a careful reader would take it: small made-up reports."""

from __future__ import annotations

import pytest

from evidence.extract.design import design_of
from evidence.extract.direction_clauses import clause_directions
from evidence.extract.directions import direction_findings
from evidence.extract.participants_review import kind_counts
from evidence.extract.pico import pico_findings
from evidence.extract.results import result_findings
from evidence.models import Finding, ReportText, Section
from tests.unit.result_reading import reading


def _overall(**parts: str) -> list[str | None]:
    context = reading("Acupuncture for pain", **parts)
    return [f.value for f in direction_findings(context) if f.kind == "direction_overall"]


def _effects(text: str, design: str | None = "rct") -> list[Finding]:
    return [f for f in result_findings(reading("Acupuncture", design, results=text)) if f.kind == "effect"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Pain scores were higher with acupuncture than with sham.", "worse"),
        ("The risk of zoster was increased compared with placebo.", "worse"),
        ("There was an increased risk of zoster compared with placebo.", "worse"),
        ("Pain thresholds were higher than with sham.", "better_with_intervention"),
        ("Nitric oxide rose with needling, but not with sham.", "better_with_intervention"),
        ("Ginger is more effective than acupuncture.", "worse"),
        ("There were no differences at baseline between the groups.", None),
        ("Acupuncture could not be shown to be better than placebo.", "no_significant_difference"),
        ("The primary outcome was not met.", "no_significant_difference"),
        ("Confidence intervals for pain crossed zero.", "no_significant_difference"),
        ("Whether needles went in made no difference.", "no_significant_difference"),
        ("There is no support for acupuncture beyond placebo.", "no_significant_difference"),
        ("Compared with waiting, acupuncture cut pain by 2 points.", "better_with_intervention"),
        ("Numbness receded more under needles.", "better_with_intervention"),
        ("Neuropathy developed in 12% with acupuncture and 30% without (p = 0.01).", "better_with_intervention"),
        ("Neuropathy developed in 22% with acupuncture and 25% without (p = 0.6).", None),
        ("Wrist splints outdid acupuncture on symptoms.", "worse"),
        ("The needle group did worse.", "worse"),
        ("Scores worsened more with acupuncture than with sham.", "worse"),
        ("Sham and verum gave equal relief.", "no_significant_difference"),
        ("There was nothing to choose between the two arms.", "no_significant_difference"),
        ("The group-by-time interaction was not significant.", "no_significant_difference"),
        ("A significant group-by-time interaction favoured electroacupuncture.", "better_with_intervention"),
        ("Acupuncture was non-inferior to carbamazepine.", "no_significant_difference"),
        ("Acupuncture was inferior to surgery.", "worse"),
        ("Adding acupuncture to drugs gave no further relief.", "no_significant_difference"),
        ("Adding acupuncture to drugs gave further relief.", "better_with_intervention"),
        ("Moxibustion plus drugs was more effective than drugs alone.", "better_with_intervention"),
        ("The two were equivalent in relieving pain.", "no_significant_difference"),
        ("Pain scores hardly differed between arms.", "no_significant_difference"),
        ("Gabapentin brought greater relief than acupuncture did.", "worse"),
        ("Pain relief was less with acupuncture than with nerve block.", "worse"),
        ("Scores favoured the drug.", "worse"),
        ("Acupuncture fared better on pain.", "better_with_intervention"),
        ("Acupuncture came out ahead of sham for pain.", "better_with_intervention"),
        ("Twice as many responded with acupuncture as with sham.", "better_with_intervention"),
        ("It may have little or no effect compared with sham.", "no_significant_difference"),
        ("A specific influence could not be demonstrated.", "no_significant_difference"),
        ("Findings at 6 weeks were the same.", "no_significant_difference"),
        ("Nerve conduction showed no change.", "no_significant_difference"),
        ("Pain had eased in both groups, more so with acupuncture (P < 0.01).", "better_with_intervention"),
        ("After treatment NRS had come down further with acupuncture.", "better_with_intervention"),
        ("Complaints fell significantly compared with routine care.", "better_with_intervention"),
        ("Complaints fell significantly compared with baseline.", None),
        ("Hospital stay was shorter with acupuncture than in the control group.", "better_with_intervention"),
        ("IgE fell with real acupuncture and not in the other arms.", "better_with_intervention"),
        ("The cortex changed with verum only, and greater gains predicted relief.", "better_with_intervention"),
        ("Scores went down in all arms, without difference among them.", "no_significant_difference"),
        ("None of the comparisons being significant.", "no_significant_difference"),
        ("Evidence that it beats sham for function was wanting.", "no_significant_difference"),
        ("Acupuncture was almost twice as effective as usual care.", "better_with_intervention"),
        ("Pain was 36% lower than at baseline after true needling, against a fall of 2% in patients who had placebo (P < .001).", "better_with_intervention"),
        ("Response was seen in 68% with acupuncture and 33% in controls.", "better_with_intervention"),
        ("Acupuncture had a higher response rate and fewer adverse events than drugs.", "better_with_intervention"),
        ("At 3 months the arms could not be separated (all P > .05).", "no_significant_difference"),
        ("Pain was 3.1 with acupuncture and 3.3 with sham (P = 0.41).", "no_significant_difference"),
        ("Sham did just as well as acupuncture.", "no_significant_difference"),
        ("Acupuncture failed to outdo sham.", "no_significant_difference"),
        ("Six small trials; none found acupuncture superior to sham.", "no_significant_difference"),
        ("Scores were better than at the start in both arms.", "within_group_only"),
        ("Acupuncture outdid the drug on pain.", "better_with_intervention"),
        ("Recovery came sooner under needles than under drugs.", "better_with_intervention"),
        ("The effective rate was 90% in the acupuncture group and 65% in the vitamin group (P<0.05).", "better_with_intervention"),
        ("Pain stood at 3.1 after acupuncture and 5.0 after usual care (P < .001).", "better_with_intervention"),
        ("Pain had fallen by 30 mm with acupuncture and 15 mm with sham (P < .001).", "better_with_intervention"),
        ("Pain fell in both arms (P=.005), by 66% with acupuncture and 43% with sham.", None),
        ("Symptom scores were lower with acupuncture at week 4 (p < 0.05).", "better_with_intervention"),
        ("EA outperformed drugs, and its benefit lasted 24 weeks after treatment.", "better_with_intervention"),
        ("Acupuncture had the advantage in VAS.", "better_with_intervention"),
        ("At no time was there a difference between the two.", "no_significant_difference"),
        ("No technique raised beta-endorphin.", "no_significant_difference"),
        ("The rating fell by 2.92 ± 2.11 points with acupuncture and by 1.13 ± 2.14 on the list (P = 0.02).", "better_with_intervention"),
        ("Stimulation at this and other points alike lowered cytokines compared with no stimulation.", "better_with_intervention"),
        ("Acupuncture is as effective as steroids.", "no_significant_difference"),
        ("The difference of 0.1 points lacked significance.", "no_significant_difference"),
        ("Pain was milder under fire needling (P<0.05).", "better_with_intervention"),
        ("Flow climbed by 60% with needling and not at rest.", "better_with_intervention"),
        ("Nausea struck 20% under TEAS against 45% under sham (P = .003).", "better_with_intervention"),
        ("Pain fell further in the needled arm (P<0.05).", "better_with_intervention"),
        ("Power rose during real needling only.", "better_with_intervention"),
        ("Heart rate slowed; the response was not point specific.", "no_significant_difference"),
        ("Neuropathy was commoner in the acupuncture arm (40% v 22%, P=0.03).", "worse"),
        ("NCS improved; among controls three were unchanged.", "better_with_intervention"),
        ("Pain relief was greater after nerve block than after acupuncture.", "worse"),
        ("Against prophylactic drugs acupuncture did better.", "better_with_intervention"),
        ("Larger trials are needed to compare acupuncture with sham.", None),
        ("Adding needles did no more than adding placebo.", "no_significant_difference"),
        ("The difference was 1.3 in favour of the drug (p = 0.03).", "worse"),
        ("Scores went down and no arm stood out.", "no_significant_difference"),
        ("Pain fell only in the acupuncture group (P = 0.01).", "better_with_intervention"),
        ("Either was nearly twice as good as standard care.", "better_with_intervention"),
        ("Leakage dropped from 18 g to 8 g with electroacupuncture and from 19 g to 17 g with sham (P < .001).", "better_with_intervention"),
        ("Leakage dropped from 18 g to 8 g with sham acupuncture and from 19 g to 17 g with usual care (P < .001).", None),
    ],
)  # fmt: skip
def test_direction_of_a_clause(text: str, value: str | None) -> None:
    found = {d.value for d in clause_directions(text)} - {"improved"}
    assert found == ({value} if value else set())


def _judged(title: str, design: str, **parts: str) -> list[str | None]:
    return [f.value for f in direction_findings(reading(title, design, **parts)) if f.kind == "direction_overall"]


@pytest.mark.parametrize(
    ("design", "parts", "value"),
    [
        ("rct", {"results": "Pain fell by 2 with acupuncture. The groups did not differ (p = 0.2).", "conclusion": "Acupuncture improved pain."}, "no_difference"),
        ("rct", {"results": "There was no difference: 6 on placebo and 6 on acupuncture improved."}, "no_difference"),
        ("rct", {"results": "Pain eased with acupuncture. In the control session nothing changed."}, "favours_acupuncture"),
        ("rct", {"results": "Pain eased with acupuncture, whereas controls hardly moved."}, "favours_acupuncture"),
        ("rct", {"results": "The nerve shrank and pain decreased there, but did not change in controls."}, "favours_acupuncture"),
        ("rct", {"results": "Pain fell more than with placebo (p < 0.01). The two placebo groups did not differ."}, "favours_acupuncture"),
        ("rct", {"results": "Pain fell more than with sham (p < 0.01). The two acupuncture groups did not differ. Once and twice weekly sessions did not differ."}, "favours_acupuncture"),
        ("rct", {"results": "The two acupuncture groups did not differ."}, "no_difference"),
        ("rct", {"results": "Well-being was better with acupuncture than usual care. Interference did not differ. Sleep did not differ.", "conclusion": "Acupuncture may improve well-being."}, "favours_acupuncture"),
        ("rct", {"results": "Pain was better with acupuncture than massage. Sleep did not differ. Mood did not differ.", "conclusion": "Both may relieve pain."}, "mixed"),
        ("rct", {"results": "The effective rate was 90% with wrist-ankle acupuncture and 87% with body acupuncture, with no significant difference between them, and 63% with vitamins (P<0.05 versus either)."}, "favours_acupuncture"),
        ("network_meta_analysis", {"results": "Acupuncture versus usual care: SMD -1.01 (95% CI -1.43 to -0.61)."}, "favours_acupuncture"),
        ("animal", {"results": "Pain eased after acupuncture. IL-6 was decreased in treated animals. IL-10 was not affected."}, "favours_acupuncture"),
        ("rct", {"results": "Pain improved from 6 to 3 with acupuncture and from 6 to 5 with tablets. The difference between the groups was significant."}, "favours_acupuncture"),
        ("rct", {"results": "Verum minus sham: 3.4% (95% CI, -3.7% to 10.3%).", "conclusion": "Acupuncture was twice as effective as usual care."}, "mixed"),
        ("animal", {"results": "EA lowered TNF, and did not when the neurons had been ablated."}, "favours_acupuncture"),
        ("animal", {"results": "After ablation of these neurons EA no longer lowered TNF."}, "favours_acupuncture"),
        ("systematic_review", {"results": "Five trials found a difference to sham, the remainder found none."}, "mixed"),
        ("systematic_review", {"results": "None found a difference.", "conclusion": "Acupuncture did not differ from sham."}, "no_difference"),
        ("cohort", {"results": "Stroke was less frequent among users than non-users (HR 0.53, 95% CI 0.51 to 0.55)."}, "favours_acupuncture"),
        ("cohort", {"results": "Bruises were noted in 3% and none was serious."}, "not_applicable"),
    ],
)  # fmt: skip
def test_direction_overall(design: str, parts: dict[str, str], value: str) -> None:
    """Tested results before hopes; treatment against control before kinds of either; trials on both sides are mixed."""
    assert _judged("Acupuncture for pain", design, **parts) == [value]


@pytest.mark.parametrize("title", ["Reporting quality of trials of acupuncture", "An outbreak of acupuncture-associated hepatitis"])
def test_a_report_on_reports_or_harms_has_no_direction(title: str) -> None:
    assert _judged(title, "systematic_review", results="Reporting improved with the year.") == ["not_applicable"]


def test_change_within_the_groups_is_no_direction_of_a_trial() -> None:
    assert _overall(results="Pain improved after treatment in both groups.") == []


def test_an_interval_that_holds_no_effect_outweighs_the_words() -> None:
    assert _overall(results="Pain was lower than with sham (MD -0.3, 95% CI -0.9 to 0.3).") == ["no_difference"]


def test_an_interval_tells_a_gain_where_no_words_do() -> None:
    assert _overall(results="For pain against sham the SMD was -0.4 (95% CI -0.6 to -0.2).") == ["favours_acupuncture"]
    assert _overall(results="Cure was 1.3 times as likely with acupuncture (RR 1.3, 95% CI 1.2 to 1.4).") == ["favours_acupuncture"]


def test_a_report_without_results_has_no_direction() -> None:
    assert _overall(methods="Adults were randomized to acupuncture or sham.") == ["not_applicable"]


def test_within_group_change_is_never_an_effect() -> None:
    text = "Both arms had within-group improvements (mean difference [MD] -1.2 [95% CI, -2.1 to -0.3])."
    assert _effects(text) == []


def test_what_is_told_of_one_arm_alone_is_no_effect() -> None:
    text = "Pain fell more than with sham (MD -1.3, 95% CI -2.0 to -0.7). In the acupuncture group pain changed by -2.0 (95% CI -3.0 to -1.0)."
    assert [f.number for f in _effects(text)] == [-1.3]


def test_a_difference_of_one_group_is_a_change() -> None:
    text = "Mean arm difference went down by 0.90 cm (95% CI 0.72 to 1.07)."
    assert [f.value for f in _effects(text, "single_arm")] == ["mean_change"]


def test_factors_are_effects_only_where_factors_are_studied() -> None:
    text = "Age was an independent risk factor (OR 1.4, 95% CI 1.2 to 1.6)."
    assert _effects(text) == []
    assert len(_effects(text, "cross_sectional")) == 1


def test_two_controls_compared_are_no_effect_of_the_treatment() -> None:
    both = "Acupuncture beat sham (MD -2.0, 95% CI -3.0 to -1.0). Neither sham beat no treatment (MD -0.5, 95% CI -1.5 to 0.5)."
    assert [f.number for f in _effects(both)] == [-2.0]


def test_what_does_not_add_up_is_flagged_and_kept() -> None:
    (effect,) = _effects("The effective rate favoured acupuncture (RR 0.25, 95% CI 0.18 to 0.37).")
    assert (effect.number, effect.detail["flag"]) == (0.25, "ratio below one told as better")


def test_a_sign_that_follows_ci_is_read() -> None:
    (effect,) = _effects("Mobility did not differ (MD -1.9 points, 95%CI-6.9 to 3.2).")
    assert (effect.detail["ci_low"], effect.detail["ci_high"]) == (-6.9, 3.2)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Patients were randomly assigned to acupuncture or to carbamazepine.", {"drug"}),
        ("Patients on a waiting list for surgery were randomized to acupuncture or sham.", {"sham"}),
        ("Adults were randomized to manual acupuncture or to electroacupuncture.", {"other_acupuncture"}),
        ("Women not using hormones or other medication were randomized to acupuncture or usual care.", {"usual_care"}),
        ("Patients had acupuncture plus medication or medication alone.", {"add_on", "drug"}),
        ("The control group will receive massage.", {"other_active"}),
        ("Patients were randomized to acupuncture or to a device that did not pierce the skin.", {"sham"}),
        ("Laser acupuncture or the laser switched off was given at random.", {"sham"}),
        ("Women were allocated to acupuncture at once or after eight weeks.", {"waitlist"}),
        ("Patients were randomized; prednisolone served as control.", {"drug"}),
        ("Forty patients were randomized to acupuncture and forty ultrasound therapy.", {"other_active"}),
        ("Electroacupuncture at 2 Hz was compared with electroacupuncture at 100 Hz.", {"other_acupuncture"}),
        ("77 patients were randomly given either 2 weeks of prednisolone (n=39) or acupuncture (n=38).", {"drug"}),
        ("Patients were randomized to acupuncture, prednisolone or no specific treatment.", {"drug", "no_treatment"}),
        ("Participants were assigned, one to one, to electroacupuncture or medium-frequency electrotherapy.", {"other_active"}),
        ("The control needle touched the skin without entering it; allocation was random.", {"sham"}),
        ("Patients got electroacupuncture, manual acupuncture or diclofenac at random.", {"drug", "other_acupuncture"}),
        ("Patients were randomized to mecobalamin alone or mecobalamin with acupuncture.", {"add_on", "vitamin_b"}),
        ("Patients were randomized; deep needling was compared with shallow needling.", {"other_acupuncture"}),
        ("Patients were randomised to acupuncture or vitamin B1 plus gabapentin 300 mg daily.", {"drug", "vitamin_b"}),
        ("Patients were randomised to acupuncture or usual care, with a further 4 weeks without treatment.", {"usual_care"}),
        ("Patients entered a randomised comparison of auricular and body acupuncture against mock stimulation.", set()),
        ("Acupuncture was tested at random for noninferiority to gabapentin.", {"drug"}),
        ("Acupuncture and an exercise programme were compared at random.", {"other_active"}),
        ("All took pregabalin; a random half had acupuncture besides.", {"add_on"}),
        ("Patients were randomized to standard care with or without acupuncture.", {"add_on", "usual_care"}),
        ("Patients were randomized; controls were offered acupuncture after the last measurement.", {"waitlist"}),
        ("Patients were randomized; needles that retract served as control.", {"sham"}),
        ("Patients were randomized; local points were compared with distant points.", {"other_acupuncture"}),
        ("Patients were randomized between two styles of acupuncture.", {"other_acupuncture"}),
        ("Patients were randomized to needling or to superficial needling.", {"sham"}),
        ("Patients were randomized; controls were given vitamins B1 and B12.", {"vitamin_b"}),
        ("Patients were randomized to acupuncture or two weeks of prednisolone followed by two weeks of placebo.", {"drug"}),
        ("Patients were randomised to acupuncture or a sugar pill.", {"sham"}),
        ("Patients were randomised to laser or switched-off laser.", {"sham"}),
        ("Patients were randomised to acupuncture now or in eight weeks' time.", {"waitlist"}),
        ("Patients were randomised; half had acupuncture and half went without.", {"no_treatment"}),
        ("Patients were randomised to dry needling or stretching.", {"other_active"}),
        ("Patients were randomised to acupuncture or continued their current treatment.", {"usual_care"}),
        ("Seven were randomised to two styles of acupuncture. There was no untreated arm.", {"other_acupuncture"}),
        ("Patients were assigned to acupuncture or to vitamin B1 with gabapentin 900 mg daily.", {"vitamin_b", "drug"}),
        ("They were randomised to acupuncture besides usual care, or usual care alone.", {"usual_care", "add_on"}),
        ("Verum, sham or guideline-based conventional therapy of drugs and exercise was randomly given.", {"sham", "usual_care"}),
        ("Electroacupuncture, hydroelectric baths and placebo capsules were set side by side.", {"sham", "other_active"}),
        ("Manual acupuncture or electroacupuncture versus carbamazepine, at random.", {"drug"}),
        ("Patients were randomised to 12 sessions or to wait for 16 weeks.", {"waitlist"}),
        ("Patients were randomised to 10 sessions followed by a wait, or to the wait followed by 10 sessions.", {"waitlist"}),
        ("Twenty-six controls received the best medical care but no specific treatment.", {"usual_care"}),
        ("Acupuncture was compared with no acupuncture. Patients were randomised to needling or a waiting list.", {"waitlist"}),
        ("Patients were randomised to needling, a waiting list or no treatment.", {"waitlist", "no_treatment"}),
        ("Cases were randomized into deep, middle and shallow groups of 40 at one point.", {"other_acupuncture"}),
        ("At random 15 had manual acupuncture and 11 electroacupuncture.", {"other_acupuncture"}),
        ("Outpatients were allotted at random to acupuncture or to transcutaneous electrical neurostimulation.", {"other_active"}),
        ("Auricular acupuncture was compared at random with mock transcutaneous nerve stimulation.", {"sham"}),
        ("Children with migraine or tension-type headache were randomised to laser or to a switched-off device.", {"sham"}),
        ("Half were needled at random at classical points and half at points without traditional indication.", {"sham"}),
        ("Patients were randomised to needles or sham. No further acupuncture was given in the meantime.", {"sham"}),
        ("Patients were randomised to needles or sham. No additional treatment was allowed.", {"sham"}),
        ("They were randomised to usual care with acupuncture, or to usual care only (drugs, physiotherapy, education).", {"usual_care", "add_on"}),
        ("At random 44 were treated by electroacupuncture and 42 by traction.", {"other_active"}),
        ("Sciatica had not yielded to rest. Patients were randomised to needles or sham.", {"sham"}),
    ],
)  # fmt: skip
def test_comparators(text: str, values: set[str]) -> None:
    context = reading("Acupuncture for pain: a randomized trial", methods=text)
    assert {f.value for f in pico_findings(context) if f.kind == "comparator"} == values


def test_what_a_review_compares_is_not_guessed() -> None:
    text = "Twenty trials were pooled. Velocity rose (MD 3.1, 95% CI 2.0 to 4.2)."
    untold = reading("Acupuncture for neuropathy: a meta-analysis", "meta_analysis", results=text)
    of_harm = reading("Safety of acupuncture: a systematic review", "systematic_review", results="Events were rare.")
    found = [[f.value for f in pico_findings(c) if f.kind == "comparator"] for c in (untold, of_harm)]
    assert found == [[], ["none"]]


@pytest.mark.parametrize(
    ("title", "text", "kind", "value"),
    [
        ("Acupuncture for nerve damage in diabetes", "Patients had needles.", "condition", "diabetic_neuropathy"),
        ("Acupuncture for neuropathy", "People living with HIV had acupuncture.", "condition", "hiv_neuropathy"),
        ("Acupuncture for neuropathy", "Patients after oxaliplatin had acupuncture.", "condition", "chemotherapy_neuropathy"),
        ("Acupuncture and skin temperature", "Twelve healthy students had acupuncture.", "condition", "healthy"),
        ("Acupuncture analgesia", "Rats had acupuncture.", "condition", "other_pain"),
        ("Adverse effects of acupuncture", "Adults were treated for chronic pain.", "condition", "other_pain"),
        ("Needles for root pain", "Patients with L5 root compression had needles.", "condition", "sciatica_radiculopathy"),
        ("Acupuncture in diabetic patients with numb feet", "Patients had acupuncture.", "condition", "diabetic_neuropathy"),
        ("Needles with 2 Hz current for sciatica", "Needles were set.", "intervention", "electroacupuncture"),
        ("Electroacupuncture at local acupuncture points", "Acupuncture points were stimulated.", "intervention", "electroacupuncture"),
        ("Pressing acupoints for nerve pain", "Acupoints were pressed.", "intervention", "acupressure"),
    ],
)  # fmt: skip
def test_conditions_and_techniques_in_other_words(title: str, text: str, kind: str, value: str) -> None:
    context = reading(title, methods=text)
    assert [f.value for f in pico_findings(context) if f.kind == kind] == [value]


@pytest.mark.parametrize(
    ("design", "title", "text", "values"),
    [
        ("crossover_rct", "Gabapentin for neuropathy", "Patients with diabetic neuropathy or carpal tunnel syndrome took part.", {"diabetic_neuropathy", "carpal_tunnel"}),
        ("crossover_rct", "Gabapentin for neuropathy", "Of 57 people 35 had diabetic neuropathy (DN) and 22 had carpal tunnel syndrome.", {"diabetic_neuropathy", "carpal_tunnel"}),
        ("rct", "Acupuncture in carpal tunnel syndrome", "Patients with diabetic neuropathy were left out; carpal tunnel syndrome was proven.", {"carpal_tunnel"}),
        ("animal", "Acupuncture in neuropathy of rats", "The caudal trunk of the tail nerve was resected.", {"neuropathic_pain_unspecified", "nerve_injury"}),
        ("animal", "Acupuncture in neuropathy of rats", "Rats were given paclitaxel.", {"neuropathic_pain_unspecified"}),
    ],
)  # fmt: skip
def test_conditions_studied_side_by_side(design: str, title: str, text: str, values: set[str]) -> None:
    found = pico_findings(reading(title, design, methods=text))
    assert {f.value for f in found if f.kind == "condition"} == values


def test_manual_beside_electrical_is_a_technique_of_its_own() -> None:
    context = reading("Manual and electroacupuncture in volunteers", methods="Electroacupuncture was set at 2 Hz.")
    assert {f.value for f in pico_findings(context) if f.kind == "intervention"} == {"manual_acupuncture", "electroacupuncture"}


def test_a_short_form_stands_for_the_technique() -> None:
    context = reading(
        "A trial in primary care",
        methods="Therapeutic acupuncture (TA) was compared with usual care. TA was given weekly.",
        results="TA eased distress.",
    )
    assert "manual_acupuncture" in {f.value for f in pico_findings(context) if f.kind == "intervention"}


@pytest.mark.parametrize(
    ("design", "text", "kind", "number"),
    [
        ("systematic_review", "Nine databases were searched to March 2020.", "n_studies", None),
        ("systematic_review", "Of 627 screened studies, 6 were included.", "n_studies", 6),
        ("meta_analysis", "We retrieved 619 articles. Fifteen trials with 900 patients were included.", "n_studies", 15),
        ("survey", "Of 420 students, 176 (42%) answered.", "n_participants", 176),
        ("survey", "Of the 1,000 invited, 432 took part.", "n_participants", 432),
        ("survey", "Respondents aged between 50 and 70 filled them in.", "n_participants", None),
        ("case_report", "A 62-year-old woman had acupuncture.", "n_participants", 1),
        ("case_report", "A woman in her forties was brought in after needling.", "n_participants", 1),
        ("case_report", "The overall cohort was 14 years old.", "n_participants", None),
        ("case_series", "Three people with phantom limb pain are described.", "n_participants", 3),
    ],
)  # fmt: skip
def test_counts_of_a_kind_of_report(design: str, text: str, kind: str, number: int | None) -> None:
    found = [f.number for f in kind_counts(reading("Acupuncture", design, results=text)) if f.kind == kind]
    assert found == ([] if number is None else [number])


@pytest.mark.parametrize(
    ("title", "abstract", "design"),
    [
        ("Needles in practice", "A 35-year-old man had chest pain after acupuncture.", "case_report"),
        ("Needles for pain", "Charts of 40 patients were reviewed. Of these 24 improved.", "case_series"),
        ("Needles for pain", "Charts were reviewed; patients were grouped by drug and compared.", "cohort"),
        ("Needles for pain", "In a single arm, 20 patients were treated. Randomized trials are needed.", "single_arm"),
        ("Needles for pain", "Patients of a randomized trial had been followed. Twelve patients previously participating in a"
                             " randomized trial were offered needles and improved with treatment.", "single_arm"),
        ("Needles for pain", "Eight databases were searched and trials pooled by meta-analysis.", "meta_analysis"),
        ("Needles for pain", "PubMed and Embase were searched. No meta-analysis was possible.", "systematic_review"),
        ("Needles for pain", "Patients were allocated by time of visit to needles or drugs.", "non_randomized_trial"),
        ("Needles for pain", "Patients chose needles (n = 30) or drugs (n = 28).", "non_randomized_trial"),
        ("Needles for pain", "Sixty people with pain drew lots for needles or a dummy.", "rct"),
        ("Needles for pain", "Twelve clinics were randomly assigned to needles or usual care.", "cluster_rct"),
        ("Needles for pain", "Patients from two hospitals were randomly assigned to needles or usual care.", "rct"),
        ("Needles for pain", "All 25 participants had eight sessions. There was no control arm.", "single_arm"),
        ("Needles for pain", "Using health insurance data, users of needles were matched to non-users.", "cohort"),
        ("Needle left in the neck", "After a session a man of 54 felt numbness in one arm.", "case_report"),
        ("Living with pain and needles", "Interviews with 12 women were analysed for themes.", "qualitative"),
        ("Needles for pain", "Eighteen systematic reviews were assessed with AMSTAR 2.", "overview_of_reviews"),
        ("How needles may act", "An overview is given of experimental work on nerves.", "narrative_review"),
        ("Needles and pigs", "Six pigs were randomly divided into two groups.", "animal"),
        ("Needles for pain: an uncontrolled preliminary study", "Nine patients received needles. Scores fell.", "single_arm"),
        ("Needles and massage for pain", "Thirty people took part, allocated alternately; pain improved.", "non_randomized_trial"),
        ("Use of needles for pain", "Outpatients filled in a questionnaire on needles. Of 180 respondents 77 had used them.", "survey"),
        ("Needles for pain", "Ten women had needles. Swelling fell after treatment. A randomized trial is under way.", "single_arm"),
        ("Needles in cancer care: recommendations for safe practice", "A panel screened the literature.", "guideline"),
        ("Needles after injury: a narrative overview of preclinical studies", "In rats needles dampened inflammation.", "narrative_review"),
        ("Reminders and compliance with a clinical practice guideline", "Patients were randomly assigned to reminders.", "rct"),
        ("Needles for pain in 30 cases", "Ninety patients were divided at random into three equal groups.", "rct"),
        ("Needles for pain", "Chance assigned 42 patients to needles and 21 to a dummy.", "rct"),
        ("Needles for pain", "Fourteen women went through three kinds of needling in random order.", "crossover_rct"),
        ("Needles for pain: a prospective observational pilot", "Single-arm. Ten women were treated.", "single_arm"),
        ("Needles for pain", "Three people with phantom pain are described.", "case_series"),
        ("Managing pain: a society guideline update", "A panel reviewed trials.", "guideline"),
        ("Lung injury by needles", "Claims of the national insurance register were analysed for 400 patients.", "cohort"),
        ("Needles for pain", "Databases were searched. Flaws of the trials prevented pooling.", "systematic_review"),
        ("Needles for pain", "Databases were searched. Ten trials favoured needles (RR 1.31, 95% CI 1.21 to 1.42).", "meta_analysis"),
        ("Needles for pain", "Databases were searched. One trial favoured needles (RR 1.31, 95% CI 1.21 to 1.42).", "systematic_review"),
        ("Needles are theatre", "This editorial holds that trials should end.", "letter"),
        ("Allodynia eased by needles", "Needling was tested in animals with nerve ligation.", "animal"),
    ],
)  # fmt: skip
def test_design_of_real_wordings(title: str, abstract: str, design: str) -> None:
    read = design_of(ReportText("pmid:1", Section("title", 0, title), (Section("abstract", 0, abstract),)))
    assert read is not None
    assert read.value == design
