"""What figures show, and what they refuse to lay side by side."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from evidence.publish.plots_direction import direction_plot, lanes
from evidence.publish.plots_flow import flow_boxes, flow_diagram
from evidence.publish.plots_forest import forest_plot, forests
from evidence.publish.plots_time import Stretch, evidence_timeline, verdict_timeline, years
from evidence.publish.word_diff import word_diff
from tests.unit.site_rows import HOSTILE, item


def shown(number: int, effects=(), **changed):
    """An item as cards have it."""
    return {**item(number, **changed), "label": f"Bao {number}", "effects": list(effects)}


def effect(**changed):
    row = {
        "measure": "MD",
        "estimate": -1.5,
        "unit": None,
        "ci_low": -2.5,
        "ci_high": -0.5,
        "outcome": "Pain",
        "comparator": "sham",
        "flag": None,
    }
    return {**row, **changed}


def test_lanes_go_by_design_and_the_strictest_comparator():
    held = lanes(
        [
            shown(1),
            shown(2, comparator="drug; sham"),
            shown(3, design="meta_analysis", comparator=None),
            shown(4, status="indirect"),
            shown(5, stance=None),
        ]
    )
    assert [(lane.design, lane.comparator, len(lane.items)) for lane in held] == [
        ("Systematic reviews", "none, or not stated", 1),
        ("Randomized trials", "sham", 2),
    ]


def test_a_trial_told_against_usual_care_stands_there_though_it_had_a_sham_arm():
    held = lanes([shown(1, comparator="sham; usual_care", compared_with="usual_care")])
    assert held[0].comparator == "usual care, waiting or the same care alone"


def test_names_too_long_for_the_figure_take_two_lines():
    long = lanes([shown(1, design="non_randomized_trial", comparator="usual_care")])
    texts = etree.fromstring(direction_plot(long).encode()).xpath(
        "//*[local-name() = 'text']/text()"
    )
    assert "Trials without randomization" in texts
    assert "against usual care, waiting or the same care alone" in texts


def test_people_of_a_lane_are_none_where_no_report_states_them():
    assert lanes([shown(1, n_participants=None)])[0].n_participants is None
    assert lanes([shown(1, n_participants=None), shown(2)])[0].n_participants == 40


@pytest.mark.parametrize("n", [1, 30, 400])
def test_the_direction_plot_tells_every_report_however_many(n):
    drawn = direction_plot(lanes([shown(k) for k in range(n)]))
    root = etree.fromstring(drawn.encode())
    assert f"{n} for, 0 against" in root.get("aria-label")
    if n == 400:
        assert "400 reports" in "".join(root.itertext())


def test_figures_without_data_are_empty():
    assert (
        direction_plot([])
        == evidence_timeline([])
        == verdict_timeline([])
        == flow_diagram([])
        == ""
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"flag": "outside its interval"},
        {"ci_low": None},
        {"estimate": -9.0},
        {"outcome": None},
        {"measure": "SMD"},
        {"unit": "%"},
        {"outcome": "function"},
        {"comparator": "drug"},
        {"measure": "OR", "estimate": 1.0, "ci_low": 0.0, "ci_high": 2.0},
    ],
)
def test_what_is_not_comparable_is_not_laid_side_by_side(changed):
    assert len(forests([shown(1, [effect()]), shown(2, [effect(outcome="pain")])])) == 1
    assert forests([shown(1, [effect()]), shown(2, [effect(**changed)])]) == []


def test_one_report_has_one_line_and_reviews_stand_apart_from_studies():
    twice = shown(1, [effect(), effect(estimate=-2.0)])
    assert forests([twice]) == []
    assert forests([twice, shown(2, [effect()], design="meta_analysis")]) == []
    assert forests([twice, shown(2, [effect()], status="indirect")]) == []


def test_two_reports_of_one_study_are_not_two_estimates():
    assert forests([shown(1, [effect()]), shown(2, [effect()], study_id="pmid:1")]) == []


@given(
    st.lists(st.tuples(st.floats(0.01, 100), st.floats(1.01, 50)), min_size=2, max_size=40),
    st.booleans(),
)
def test_every_estimate_lies_within_the_figure(drawn, is_ratio):
    rows = [
        effect(measure="RR" if is_ratio else "MD", estimate=e, ci_low=e / w, ci_high=e * w)
        for e, w in drawn
    ]
    forest = forests([shown(n, [row]) for n, row in enumerate(rows)])[0]
    root = etree.fromstring(forest_plot(forest).encode())
    width = float(root.get("viewBox").split()[2])
    texts = [float(t.get("x")) for t in root.iter("{*}text")]
    assert all(0 <= x <= width for x in texts)


def test_the_timeline_leaves_out_what_has_no_year_or_stance():
    held = years(
        [
            shown(1, year=2001),
            shown(2, year=None),
            shown(3, year=2001, stance="contradicts"),
            shown(4, year=1999, status="excluded"),
        ]
    )
    assert [(y.year, y.counts["supports"], y.counts["contradicts"]) for y in held] == [(2001, 1, 1)]
    assert "2001: 1 for, 1 against" in evidence_timeline(held)


def test_verdicts_are_drawn_once_one_has_moved():
    one = Stretch(date(2026, 1, 1), date(2026, 2, 1), "mixed", "low")
    assert verdict_timeline([one]) == ""
    two = Stretch(date(2026, 2, 1), date(2026, 2, 1), "supported", "low")
    assert "from 2026-02-01: Supported" in verdict_timeline([one, two])


@pytest.mark.parametrize(
    "draw",
    [
        lambda items: direction_plot(lanes(items)),
        lambda items: forest_plot(forests(items)[0]),
    ],
)
def test_figures_escape_what_they_are_told_in_texts_and_in_attributes(draw):
    items = [{**shown(n, [effect()]), "label": HOSTILE} for n in (1, 2)]
    drawn = draw(items)
    assert "<script" not in drawn
    assert "<img" not in drawn
    assert "\u202e" not in drawn
    root = etree.fromstring(drawn.encode())
    assert set(root.attrib) <= {"width", "height", "viewBox", "class", "role", "aria-label"}


def test_the_flow_says_whether_a_search_was_run():
    flow = {
        f"n_{n}": 1
        for n in (
            "records",
            "superseded",
            "deleted",
            "rejected",
            "screened",
            "not_linked",
            "linked",
            "indirect",
            "ongoing",
            "retracted",
            "excluded",
            "included",
        )
    }
    assert "no search was run" in flow_diagram(flow_boxes(flow, 1, 0))
    assert "strategies: 3" in flow_diagram(flow_boxes(flow, 1, 3))


@given(st.text(), st.text())
def test_a_diff_keeps_both_sentences_to_the_letter(before, after):
    left, right = word_diff(before, after)
    assert "".join(text for _, text in left) == before.lstrip()
    assert "".join(text for _, text in right) == after.lstrip()


def test_a_lone_common_word_is_no_anchor():
    _, after = word_diff(
        "Many find relief from pain.", "Nobody can say. This comes from one small trial."
    )
    assert [kind for kind, _ in after] == ["changed"]


def test_an_estimate_takes_the_comparator_of_its_report_only_where_there_is_one_group():
    bare = effect(comparator=None)
    assert len(forests([shown(1, [bare]), shown(2, [effect()])])) == 1
    for unclear in ("drug; sham", None, "none"):
        assert forests([shown(1, [bare], comparator=unclear), shown(2, [effect()])]) == []
    usual = forests(
        [
            shown(1, [bare], comparator="usual_care; waitlist"),
            shown(2, [effect(comparator="add_on")]),
        ]
    )
    assert usual[0].comparator == "usual care, waiting or the same care alone"
