"""Results that are told without a results section."""

from __future__ import annotations

import pytest

from evidence.appraise.link_facts import Line
from evidence.appraise.link_roles import tells_result, with_results
from evidence.models import Span


def lines(*told: tuple[str, str]) -> tuple[Line, ...]:
    return tuple(
        Line(Span("title" if role == "title" else "abstract", 0, 100 * n, 100 * n + len(text)), text, role)
        for n, (role, text) in enumerate(told)
    )  # fmt: skip


def roles(
    *told: tuple[str, str], headed: frozenset[int] = frozenset(), told_throughout: bool = False
):
    return [line.role for line in with_results(lines(*told), headed, told_throughout)]


@pytest.mark.parametrize(
    "sentence",
    ["Pain fell more with willow than with placebo (P = 0.01).", "Scores did not differ between groups.",
     "Velocity was faster in treated rats than in untreated ones.", "Three patients were worse (p<0.05)."],
)  # fmt: skip
def test_what_was_found_is_told(sentence):
    assert tells_result(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["Sixty patients were randomized to willow or placebo.", "Pain is common and hard to treat.",
     "Earlier trials found that pain fell.", "Pain at week 8 was the primary outcome."],
)  # fmt: skip
def test_what_was_done_or_known_is_not(sentence):
    assert not tells_result(sentence)


def test_results_after_the_method_are_results():
    assert roles(
        ("title", "Willow"), ("background", "Gout hurts."), ("methods", "Sixty people were randomized."),
        ("background", "Pain fell in treated people."),
    ) == ["title", "background", "methods", "results"]  # fmt: skip


def test_what_stands_before_the_method_is_background():
    found = roles(
        ("background", "Willow reduced pain in rats."), ("background", "It lowered swelling as well."),
        ("methods", "Sixty people were randomized."), ("results", "Nobody got better."),
    )  # fmt: skip
    assert found == ["background", "background", "methods", "results"]


def test_a_p_value_is_a_result_wherever_it_stands():
    found = roles(
        ("background", "Pain fell (P = 0.02)."), ("methods", "Sixty people were randomized.")
    )
    assert found == ["results", "methods"]


def test_a_last_judgement_is_a_conclusion():
    found = roles(
        ("methods", "Sixty people were randomized."), ("results", "Pain fell more with willow."),
        ("results", "Willow may be useful in gout."),
    )  # fmt: skip
    assert found[-1] == "conclusion"


def test_a_narrative_abstract_tells_in_its_later_half():
    found = roles(
        ("background", "Willow has a long history."),
        ("background", "It is thought to lower uric acid."),
    )
    assert found == ["background", None]


def test_headings_are_believed():
    told = (
        ("background", "Pain fell more (P = 0.01)."),
        ("methods", "Sixty people were randomized."),
    )
    assert roles(*told, headed=frozenset({0})) == ["background", "methods"]


def test_a_case_is_told_throughout():
    assert roles(
        ("background", "A man of 60 had gout."),
        ("methods", "Willow was given."),
        told_throughout=True,
    ) == [None, None]


def test_nothing_is_lost_or_moved():
    told = (("title", "Willow"), ("background", "Gout hurts."), ("methods", "Pain fell (P = 0.2)."))
    assert [line.text for line in with_results(lines(*told), frozenset())] == [
        text for _, text in told
    ]
    assert with_results((), frozenset()) == ()
