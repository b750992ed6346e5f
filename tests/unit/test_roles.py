"""Roles of sentences: what the words of one tell by themselves, and what the model is fed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.extract.hashing import tokens
from evidence.extract.role_features import N_SHOWN, SIZE, numbered, sentence_columns, shown
from evidence.extract.role_words import concludes, is_other, other_lines, second_roles
from evidence.extract.roles import ROLES, role_model, roles_of_texts

_STORY = [
    "Pain after nerve injury is common and hard to treat.",
    "We randomly assigned 60 adults to real or sham needling to assess pain.",
    "Pain fell more after real needling (p = 0.02), suggesting an effect beyond touch.",
    "In conclusion, needling may help.",
]


def test_a_sentence_that_opens_the_methods_with_the_aim_holds_both() -> None:
    roles = ["background", "methods", "results", "conclusion"]
    assert second_roles(_STORY, roles) == (None, "objective", "conclusion", None)


def test_methods_after_a_stated_aim_are_methods_alone() -> None:
    texts = ["To assess pain.", "We assigned 60 adults to assess pain."]
    assert second_roles(texts, ["objective", "methods"]) == (None, None)


def test_an_aim_that_tells_the_design_is_methods_too() -> None:
    assert second_roles(["We aimed to compare two needles in a randomized trial."], ["objective"]) == ("methods",)
    assert second_roles(["To assess pain."], ["objective"]) == (None,)


def test_the_title_before_it_does_not_hide_an_aim() -> None:
    texts = ["Needling for pain", "We assigned 60 adults to assess pain."]
    assert second_roles(texts, ["title", "methods"]) == (None, "objective")


@pytest.mark.parametrize(
    "line",
    [
        "Trial registrationISRCTN27581154.",
        "Electronic supplementary material is online.",
        "Hum Brain Mapp 38:3190-3209, 2017.",
        "The code is freely available at https://example.org/code.",
        "All rights reserved.",
    ],
)
def test_lines_apart_from_the_story(line: str) -> None:
    assert is_other(line)
    assert other_lines(["Pain fell.", line]) == {1}
    assert other_lines([line, "Pain fell."]) == frozenset()


def test_a_second_telling_for_other_readers_is_apart_to_its_end() -> None:
    texts = ["We gave needles.", "Pain fell.", "Plain language summary: needles.", "People felt better."]
    assert other_lines(texts) == {2, 3}


def test_concluding_words_decide_against_the_looks_of_a_result() -> None:
    assert concludes("These findings suggest a role for touch.")
    assert not concludes("The results were compared by t test.")
    assert roles_of_texts(_STORY)[-1] == "conclusion"


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_training_and_reading_see_the_same_columns(texts: list[str]) -> None:
    model = role_model()
    weights = np.concatenate([model.coef, model.shown])
    told = [weights[columns].sum(axis=0) + model.intercept for columns in sentence_columns(texts, model.classes)]
    assert np.allclose(model.scores(texts), np.array(told), atol=1e-3)
    assert set(roles_of_texts(texts)) <= {*ROLES, "other"}


def test_numbered_features_of_words_do_not_run_over_sentences() -> None:
    classes = role_model().classes
    alone = numbered([tokens("Pain fell")], classes)
    beside = numbered([tokens("Pain fell"), tokens("No harm")], classes)
    for one, two in zip(alone, beside, strict=True):
        assert np.array_equal(one.columns, two.columns[:, : one.columns.shape[1]])
        assert two.columns.max() < SIZE
    assert shown([tokens("Pain fell")]).shape == (1, N_SHOWN)
