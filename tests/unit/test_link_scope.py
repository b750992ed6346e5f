"""Which claims a report bears on, and whether it counts, on sentences of our own."""

from __future__ import annotations

import pytest

from evidence.appraise.link import evidence_items
from evidence.extract.report import read_report
from evidence.models import (
    Anchor,
    Claim,
    ClaimKind,
    ItemStatus,
    MeshHeading,
    Notice,
    Scope,
    Stance,
    Topic,
)
from tests.unit.link_topic import CONCEPTS, MATCHER, TOPIC, items_of, report_of

TRIAL = (
    (
        "METHODS",
        "Sixty patients with gout were randomized to willow bark or placebo for four weeks.",
    ),
    ("RESULTS", "Pain fell more with willow bark than with placebo (P = 0.01)."),
)


def trial(title: str = "Willow bark for gout: a randomized trial", *more, **known):
    return items_of(report_of(title, *TRIAL, *more, **known))


def test_a_trial_bears_on_its_condition_and_counts():
    items = trial()
    assert items["gout"].status is ItemStatus.COUNTED
    assert items["gout"].stance is Stance.SUPPORTS
    assert {match.concept_id for match in items["gout"].matches} >= {"willow", "gout", "pain"}
    assert "arthritis" not in items


def test_links_say_where_each_concept_stands():
    report = report_of("Willow bark for gout: a randomized trial", *TRIAL)
    for item in items_of(report).values():
        for match in item.matches:
            assert match.span is None or report.quote(match.span) == match.term


def test_conditions_keep_their_place():
    items = items_of(report_of(
        "Willow bark for hip arthritis: a randomized trial",
        ("RESULTS", "Pain fell more with willow bark than with placebo (P = 0.01). Gout was rare."),
    ))  # fmt: skip
    assert "gout" not in items
    assert "arthritis" not in items


def test_a_family_name_gives_way_to_the_narrower_condition():
    items = items_of(report_of(
        "Willow bark for hip arthritis",
        ("RESULTS", "Arthritis pain fell more with willow bark than with placebo."),
    ))  # fmt: skip
    assert "arthritis" not in items


def test_a_passing_mention_of_the_treatment_is_no_link():
    items = items_of(report_of(
        "Colchicine for gout: a randomized trial",
        ("BACKGROUND", "Some people use willow bark."),
        ("RESULTS", "Pain fell more with colchicine than with placebo (P = 0.01)."),
    ))  # fmt: skip
    assert not items


def test_another_technique_is_shown_and_not_counted():
    items = items_of(report_of(
        "Willow cream for gout: a randomized trial",
        ("RESULTS", "Pain fell more with willow cream than with placebo (P = 0.01)."),
    ))  # fmt: skip
    assert items["gout"].status is ItemStatus.INDIRECT
    assert "willow cream" in items["gout"].reason.lower()


def test_prevention_is_not_treatment():
    items = trial("Willow bark to prevent gout: a randomized trial")
    assert items["gout"].status is ItemStatus.INDIRECT
    assert "prevention" in items["gout"].reason


def test_a_plan_is_ongoing_without_stance():
    items = items_of(report_of(
        "Willow bark for gout: protocol of a randomized trial",
        ("METHODS", "Sixty patients with gout will be randomized. Pain will be the primary outcome."),
    ))  # fmt: skip
    assert items["gout"].status is ItemStatus.ONGOING
    assert items["gout"].stance is None


def test_a_plan_with_a_tested_result_is_no_plan():
    items = items_of(report_of(
        "Willow bark for gout: protocol and results of a randomized trial",
        ("RESULTS", "Pain fell more with willow bark than with placebo (P = 0.01). A larger trial is planned."),
    ))  # fmt: skip
    assert items["gout"].status is ItemStatus.COUNTED


@pytest.mark.parametrize(
    ("known", "status"),
    [
        ({"publication_types": ("Retracted Publication",)}, ItemStatus.RETRACTED),
        ({"notices": (Notice("retraction", "on", "RetractionIn"),)}, ItemStatus.RETRACTED),
        ({"notices": (Notice("expression_of_concern", "on", "ExpressionOfConcernIn"),)}, ItemStatus.COUNTED),
        ({"notices": (Notice("correction", "on", "ErratumIn"),)}, ItemStatus.COUNTED),
        # NLM: the first version stays retracted, its replacement is a record of its own.
        ({"notices": (Notice("retraction_and_replacement", "on", "RetractedandRepublishedIn"),)},
         ItemStatus.RETRACTED),
        ({"notices": (Notice("retraction", "on", "RetractionIn"), Notice("reinstatement", "on", "RetractionIn"))},
         ItemStatus.COUNTED),
    ],
)  # fmt: skip
def test_only_a_retraction_retracts(known, status):
    assert trial(**known)["gout"].status is status


def test_a_notice_bears_on_nothing():
    assert not trial(notices=(Notice("retraction", "of", "RetractionOf"),))


def test_animals_bear_on_mechanism_only():
    items = items_of(report_of(
        "Willow bark in rats with gout",
        ("RESULTS", "Uric acid fell in rats given willow bark compared with untreated rats (P < 0.05)."),
    ))  # fmt: skip
    assert set(items) == {"urate"}
    assert items["urate"].stance is Stance.SUPPORTS


def test_a_part_of_a_claim_needs_its_own_outcome():
    items = items_of(report_of(
        "Willow bark for gout: a randomized trial",
        ("RESULTS", "Swelling fell more with willow bark than with placebo (P = 0.01)."),
    ))  # fmt: skip
    assert "gout" in items
    assert "gout-pain" not in items


def test_a_study_that_tells_no_effect_bears_on_no_efficacy_claim():
    items = items_of(report_of(
        "Doses of willow bark in gout: a data mining study",
        ("METHODS", "Doses were extracted from 80 trials."), ("RESULTS", "The dose of 240 mg led the list."),
    ))  # fmt: skip
    assert "gout" not in items


def test_added_to_care_is_told_by_the_arms():
    items = items_of(report_of(
        "Willow bark with colchicine against colchicine in gout: a randomized trial",
        ("RESULTS", "Pain fell more with the combination than with colchicine alone (P = 0.01)."),
    ))  # fmt: skip
    assert "added" in items
    assert "added" not in trial()


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("No serious adverse events occurred.", {"safe"}),
        ("Adverse events were mild and occurred in 8% of patients.", {"safe", "few"}),
        ("Serious adverse events were seen in two patients.", {"safe"}),
        ("No serious adverse events occurred; mild side effects were seen in 8%.", {"safe", "few"}),
    ],
)
def test_harm_is_told_or_it_bears_on_nothing(sentence, claims):
    items = trial("Willow bark for gout: a randomized trial", ("SAFETY", sentence))
    assert {"safe", "few"} & set(items) == claims


def test_silence_about_harm_is_no_link():
    assert not {"safe", "few"} & set(trial())


def test_the_title_alone_does_not_tell_harm():
    assert "safe" not in trial("Effect and safety of willow bark in gout: a randomized trial")


def test_mesh_tells_the_treatment():
    items = items_of(report_of(
        "A bark extract for gout: a randomized trial", *TRIAL[1:], mesh=(MeshHeading("Salix"),)
    ))  # fmt: skip
    assert any(match.by == "mesh" and match.span is None for match in items["gout"].matches)


def test_value_words_have_no_evidence():
    assert "lovely" not in trial()


def test_a_report_without_abstract_tells_nothing():
    items = items_of(report_of("Willow bark for gout relieves pain"))
    assert items["gout"].stance is Stance.INCONCLUSIVE
    assert items["gout"].rule == "no-results"


def test_a_place_of_the_treatment_is_not_the_treatment():
    # Points are where it was done; the reason names what was done.
    items = items_of(report_of(
        "Willow cream at willow bark points for gout: a randomized trial",
        ("METHODS", "Patients with gout had willow cream at local willow bark points (LP) "
                    "or at distal willow bark points (DP)."),
        ("RESULTS", "Pain fell more in the LP group than in the DP group (P = 0.01)."),
    ))  # fmt: skip
    assert items["gout"].status is ItemStatus.INDIRECT
    assert items["gout"].reason.startswith("another intervention: Willow cream")


def harm_trial(told: str, title: str = "Willow bark for gout: a randomized trial", methods: str = TRIAL[0][1]):
    return items_of(report_of(title, ("METHODS", methods), TRIAL[1], ("RESULTS", told)))


@pytest.mark.parametrize(
    ("told", "is_safe", "is_few"),
    [
        ("Two mild side effects were seen, both rashes.", False, True),
        ("Side effects were mild.", True, True),
        ("No serious adverse event occurred.", True, False),
        ("Adverse events were not pooled.", False, False),
        ("Only two reports mentioned side effects.", True, False),
    ],
)
def test_minor_events_alone_say_how_often_and_not_how_safe(told, is_safe, is_few):
    items = harm_trial(told)
    assert ("safe" in items, "few" in items) == (is_safe, is_few)


def test_gathered_cases_are_no_rate():
    items = items_of(report_of(
        "Adverse events of willow bark: a systematic review of case reports",
        ("METHODS", "Databases were searched for case reports."),
        ("RESULTS", "In 115 articles 479 cases of adverse events were described, 14 of them fatal."),
    ))  # fmt: skip
    assert "safe" in items
    assert "few" not in items


def test_a_case_whose_title_says_what_did_it_is_a_case_of_harm():
    told = ("After the dose was stopped the fits did not come back.",)
    harmed = items_of(report_of("Willow bark triggering fits: a case report", *told))
    assert harmed["safe"].stance is Stance.INCONCLUSIVE
    assert "safe" not in items_of(report_of("Relief of gout caused by willow bark: a case report", *told))


def test_lasting_relief_without_controls_is_shown_and_settles_nothing():
    items = items_of(report_of(
        "Willow bark for gout: a long-term study without controls",
        ("METHODS", "Forty patients with gout had willow bark for ten weeks. There was no control group."),
        ("RESULTS", "Pain fell in 30, and at one year relief was maintained."),
    ))  # fmt: skip
    assert items["lasting"].stance is Stance.INCONCLUSIVE


def test_a_trial_records_no_teaching():
    taught = Claim("taught", ClaimKind.TRADITION, "Willow cools", "", "", "Willow cools", Scope(
        interventions=("willow",), outcomes=("pain",)), Anchor(0, 1))  # fmt: skip
    topic = Topic("willow", TOPIC.article, (taught,), CONCEPTS, ())
    title = "Willow bark for gout and the pain of old: a randomized trial"
    for heading, held in (("", ["taught"]), ("METHODS", [])):
        body = TRIAL if heading else (("", "What willow bark was held to do for pain is told from old books."),)
        report = report_of(title if heading else "Willow bark and pain in old books", *body)
        made = evidence_items(report, read_report(report, MATCHER), topic, MATCHER)
        assert [i.claim_id for i in made] == held
