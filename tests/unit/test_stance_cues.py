"""How a clause of a result reads, on wordings met in reports of trials."""

from __future__ import annotations

import re

import pytest

from evidence.appraise.stance_cues import clause_reading, sentence_readings
from evidence.appraise.stance_numbers import p_significance


@pytest.mark.parametrize(
    "clause",
    [
        "VAS was 3.2 ± 1.1 in the acupuncture group and 5.6 ± 1.3 in the control group (p < 0.001)",
        "VAS scores were 5.6 ± 1.3 in the control group and 3.2 ± 1.1 with needling (P<0.05)",
        "Relief was reached by 30% of controls and 62% of the acupuncture group (p = 0.01)",
        "Relief was reached by 62% with needling and 30% with sham (p = 0.01)",
        "Pain was lesser with needling than with sham",
    ],
)
def test_the_treated_did_better_whichever_group_is_told_first(clause):
    assert clause_reading(clause).direction == "better"


@pytest.mark.parametrize(
    "clause",
    [
        "VAS was 5.6 ± 1.1 in the acupuncture group and 3.2 ± 1.3 in the control group (p < 0.001)",
        "Relief was reached by 62% of controls and 30% of the acupuncture group (p = 0.01)",
    ],
)
def test_the_treated_did_worse_whichever_group_is_told_first(clause):
    assert clause_reading(clause).direction == "worse"


@pytest.mark.parametrize(
    "clause",
    [
        "no statistically or clinically significant between-group differences were found",
        "all endpoints moved the same way, but none statistically differed between arms",
        "a difference in pain was not observed",
        "the differences in pain were insignificant",
        "a similar response rate was seen in both groups",
        "this was no longer statistically significant at 12 weeks",
        "relief was reached by 68% and 56% (P 0.51)",
    ],
)
def test_no_difference(clause):
    assert clause_reading(clause).direction == "null"


def test_a_p_value_at_the_limit_leaves_it_to_the_words():
    assert p_significance("p = 0.05") == frozenset()
    assert clause_reading("pain was reduced more than with sham (p = 0.05)").direction == "better"
    assert clause_reading("pain did not differ (p = 0.05)").direction == "null"


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("On none of these did the two groups part significantly.", "null"),
        ("For none of the scores was there a gain.", "null"),
        ("In this form acupuncture has no place in sciatica.", "null"),
        ("Symptoms were lower than in control groups (d = -0.71), and in subgroups acupuncture told.", "better"),
        ("Ginger was more effective than acupuncture.", "worse"),
        ("On the sleep item gabapentin did better too.", "worse"),
        ("Pain fell more with acupuncture than with gabapentin.", "better"),
    ],
)
def test_who_is_set_against_whom(text: str, direction: str) -> None:
    assert sentence_readings(text, re.compile("acupuncture"))[0].direction == direction
