"""Heterogeneity of estimates as printed, and what benchmark files are read to say."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.appraise.heterogeneity import heterogeneity
from evidence.door.measured import audits, benchmark_accuracy, reached


def estimate(value: float, half: float, measure: str = "MD", level: float | None = 95.0) -> dict:
    """A row of the view `effect`; for a ratio the interval is even on the logarithmic scale."""
    low, high = value - half, value + half
    if measure == "OR":
        value, low, high = math.exp(value), math.exp(low), math.exp(high)
    return {
        "measure": measure,
        "estimate": value,
        "ci_low": low,
        "ci_high": high,
        "ci_level_pct": level,
    }


POINTS = st.lists(st.tuples(st.floats(-3, 3), st.floats(0.2, 2)), min_size=2, max_size=8)


@settings(deadline=None)
@given(POINTS)
def test_ratios_differ_as_their_logarithms_do(points):
    plain = heterogeneity(estimate(*p) for p in points)
    ratios = heterogeneity(estimate(*p, measure="OR") for p in points)
    assert ratios.q == pytest.approx(plain.q, rel=1e-6, abs=1e-9)
    assert 0 <= plain.i_squared_pct <= 100
    assert 0 <= plain.p <= 1


def test_equal_estimates_do_not_differ():
    found = heterogeneity([estimate(1.0, 0.5), estimate(1.0, 2.0)])
    assert (round(found.q, 9), found.i_squared_pct, found.tau) == (0, 0, 0)


def test_a_97_5_interval_is_not_taken_for_a_95():
    narrow = heterogeneity([estimate(0, 1), estimate(2, 1)])
    wide = heterogeneity([estimate(0, 1, level=97.5), estimate(2, 1, level=97.5)])
    assert wide.q > narrow.q


@pytest.mark.parametrize("rows", [
    [],
    [estimate(1, 1)],
    [estimate(1, 1), {**estimate(1, 1), "ci_low": None}],
    [estimate(1, 1), {**estimate(1, 1), "ci_low": 2.0, "ci_high": 0.0}],
    [estimate(1, 1, "OR"), {**estimate(1, 1, "OR"), "ci_low": -1.0}],
])  # fmt: skip
def test_fewer_than_two_usable_estimates_have_no_heterogeneity(rows):
    assert heterogeneity(rows) is None


def test_the_newest_block_of_a_results_file_is_read(tmp_path):
    path = tmp_path / "corpus.md"
    path.write_text(
        'Old:\n\n```json\n{"n": {"n": 1, "exact": 0}}\n```\nNew:\n\n```json\n'
        '{"n": {"n": 20, "exact": 0.75, "abstained": 3}, "empty": {"n": 0, "exact": 0}}\n```\n',
        encoding="utf-8",
    )
    (row,) = benchmark_accuracy(path)
    assert (row["kind"], row["n_read"], row["right_pct"]) == ("participants", 20, 75.0)
    assert (row["abstained_pct"], row["wrong_pct"]) == (15.0, 10.0)
    assert row["low_pct"] < 75 < row["high_pct"]


def test_no_results_and_no_audits_are_empty_not_an_error(tmp_path):
    assert benchmark_accuracy(tmp_path / "none.md") == []
    assert audits(tmp_path, "topic") == []


def test_figures_are_told_beside_their_aims(tmp_path):
    from tests.benchmarks.summary import against_aims

    figures = {"f1": 0.9, "n": 8, "design": {"exact": 1.0, "n": 5}, "swap_share": 0.0}
    told = against_aims(figures, {"f1": 0.95, "design.exact": 0.95, "<swap_share": 0.01})
    assert [(t["figure"], t["n"], t["reached"]) for t in told] == [
        ("f1", 8, False), ("design.exact", 5, True), ("swap_share", 8, True)]  # fmt: skip
    path = tmp_path / "summary.json"
    assert reached(path) == []
    run = {"figures": figures, "aims": told, "data": "d", "text": "t", "on": "2026-11-25", "commit": "c"}
    path.write_text(json.dumps({"made": run}), encoding="utf-8")
    assert reached(path)[0] == {"benchmark": "made", "data": "d", "text": "t", "on": "2026-11-25",
                                "commit": "c", **told[0]}  # fmt: skip
