"""Does relief last? Only what is told of a later time can say."""

from __future__ import annotations

import pytest

from evidence.appraise.stance_duration import (
    course_weeks,
    duration_stance,
    follow_up_reported,
    tells_of_gain,
)
from evidence.models import Stance
from tests.unit.stance_facts import facts_of

COURSE = ("methods", "Sessions were given over 8 weeks.")


def stance(*written: tuple[str, str], **known):
    facts = facts_of(COURSE, *written, **{"design": "rct", "population": "human", **known})
    lines = follow_up_reported(facts)
    return duration_stance(facts, lines) if lines else None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The difference was maintained at week 24.", Stance.SUPPORTS),
        ("At six months pain was still lower with willow than with sham.", Stance.SUPPORTS),
        ("The benefit had gone after treatment stopped.", Stance.CONTRADICTS),
        ("The gain seen at the end of treatment had worn off by month 6.", Stance.CONTRADICTS),
        ("At 22 weeks the groups were no longer different.", Stance.CONTRADICTS),
        (
            "At one year pain relief was maintained, but function was no longer better.",
            Stance.SUPPORTS,
        ),
    ],
)
def test_kept_supports_and_lost_contradicts(sentence, expected):
    assert stance(("results", sentence)).stance is expected


def test_kept_and_lost_in_two_sentences_is_mixed():
    found = stance(
        ("results", "Pain relief persisted at week 24."),
        ("results", "The gain in function was no longer evident at week 24."),
    )  # fmt: skip
    assert found.stance is Stance.MIXED


@pytest.mark.parametrize(
    "sentence",
    ["Pain fell more with willow at week 8.", "At week 12 the difference was still present.",
     "Nerve lesions lasted for 180 days in one patient.", "Follow-up was complete in 90%."],
)  # fmt: skip
def test_the_end_of_the_course_and_harm_say_nothing(sentence):
    assert stance(("results", sentence)) is None


def test_without_a_control_group_nothing_lasts():
    assert (
        stance(("results", "Relief persisted at one year."), design="case_series").stance
        is Stance.INCONCLUSIVE
    )


@pytest.mark.parametrize(
    ("sentence", "weeks"),
    [("Ten sessions over 10 weeks.", 10), ("Eight weekly sessions.", 8), ("An 8-week course.", 8),
     ("Twelve weeks of willow.", 12), ("Ten sessions.", 16)],
)  # fmt: skip
def test_the_course_is_read_from_the_methods(sentence, weeks):
    assert course_weeks(facts_of(("methods", sentence))) == weeks


def test_what_is_too_small_to_matter_is_no_relief_that_lasts():
    kept = ("results", "The difference was maintained at week 24.")
    small = ("conclusion", "The difference fell short of the minimal clinically important one.")
    assert stance(kept).stance is Stance.SUPPORTS
    found = stance(kept, small)
    assert (found.stance, found.rule) == (Stance.MIXED, "below-important-difference")
    assert len(found.rationale) == 2


def test_where_no_group_did_better_there_is_no_relief_to_last():
    null = ("results", "At 24 weeks the groups did not differ.")
    facts = facts_of(COURSE, null, design="rct")
    lines = follow_up_reported(facts)
    assert not tells_of_gain(facts, lines)
    gained = facts_of(COURSE, ("results", "Pain fell more than with placebo."), null, design="rct")
    assert tells_of_gain(gained, lines)


def test_people_lost_are_no_effect_lost():
    assert stance(("results", "One patient was lost to follow-up, and symptoms fell.")) is None
