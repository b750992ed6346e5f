"""Significance of an outcome between two arms: direction follows the subject, silence is no result."""

from __future__ import annotations

import pytest

from evidence.extract.significance import LABELS, significance_of_sentence, significance_of_text
from evidence.extract.significance_clauses import all_features, subject_arm

UP, DOWN, NONE = LABELS


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Pain was significantly lower in the needle group than in the sham group (P = 0.01).", DOWN),
        ("Pain was significantly higher in the needle group than in the sham group (P = 0.01).", UP),
        ("There was no significant difference in pain between needle and sham groups (P = 0.64).", NONE),
        ("Pain did not differ between the groups.", NONE),
    ],
)
def test_one_sentence(sentence: str, label: str) -> None:
    assert significance_of_sentence(sentence, "pain", "needle", "sham").label == label


def test_an_abstract_rests_on_the_sentence_that_names_the_outcome() -> None:
    told = [
        "Needles or sham for heel pain.",
        "Forty adults received needles or sham needles.",
        "Sleep quality did not differ between needles and sham (P = 0.70).",
        "Heel pain was significantly lower with needles than with sham (P = 0.01).",
    ]
    found = significance_of_text(told, "heel pain", "needles", "sham")
    assert (found.sentence_no, found.label) == (3, DOWN)
    assert 0 < found.probability <= 1


def test_no_text_and_no_outcome_raise_nothing() -> None:
    assert significance_of_text([], "pain", "needles", "sham").sentence_no is None
    assert significance_of_text(["."], "", "", "").label in LABELS
    assert list(all_features("", "", "", ""))


@pytest.mark.parametrize(
    ("text", "subject"),
    [("lower with needles than sham", "I"), ("compared with sham needles lowered pain", "I"), ("pain fell", "0")],
)
def test_subject_arm(text: str, subject: str) -> None:
    assert subject_arm(text.split(), frozenset(["needle"]), frozenset(["sham"])) == subject
