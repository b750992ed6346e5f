"""Effects as abstracts print them: signs, intervals, levels, lists, and what is no effect."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.extract.effects import effects_in
from evidence.extract.results import result_findings
from tests.unit.result_reading import reading


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Pain fell more (SMD = -0.67, 95% CI (-1.0, -0.3), P < 0.001).", ("SMD", -0.67, -1.0, -0.3, 95)),
        ("Response rose (RR 1·28; 95%CI 1·08–1·52).", ("RR", 1.28, 1.08, 1.52, 95)),
        ("The score was 1.9 points lower than usual care (97.5% CI, 1.4-2.4).", ("MD", -1.9, -2.4, -1.4, 97.5)),
        ("The mean difference, −16.0 [95% CI, −21.3 to −10.6].", ("MD", -16.0, -21.3, -10.6, 95)),
        ("Function was better (adjusted odds ratio [OR] 4.16, 95% CI 2.23–7.78).", ("OR", 4.16, 2.23, 7.78, 95)),
    ],
)  # fmt: skip
def test_an_estimate_is_read_with_its_interval(text: str, wanted: tuple[object, ...]) -> None:
    (found,) = effects_in(text)
    assert (found.measure, found.value, found.ci_low, found.ci_high, found.ci_level) == wanted


def test_a_change_within_a_group_is_no_effect() -> None:
    assert effects_in("VAS fell from 6.0 to 3.2 (95% CI 2.1 to 4.0) with acupuncture.") == ()


def test_what_does_not_add_up_is_flagged_and_kept_as_printed() -> None:
    (outside,) = effects_in("Pain fell (MD -3.0, 95% CI -2.8 to -1.4).")
    (against_p,) = effects_in("The score fell (MD -2.12, 95% CI -2.82 to 1.43, P < .00001).")
    assert outside.flag == "estimate outside its interval"
    assert (outside.value, outside.ci_low) == (-3.0, -2.8)
    assert against_p.flag == "p value contradicts the interval"


def test_a_list_takes_its_measure_from_the_first_member() -> None:
    found = effects_in("Velocity rose: motor MD 6.26 (95% CI 2.64-9.89), peroneal 6.45 (5.30-7.61, P < .001).")
    assert [(e.measure, e.value, e.ci_low) for e in found] == [("MD", 6.26, 2.64), ("MD", 6.45, 5.3)]


def test_predictors_are_no_effects_of_treatment() -> None:
    context = reading("Acupuncture", results="Independent factors were age (OR 1.44, 95% CI 1.28-1.62).")
    assert [f for f in result_findings(context) if f.kind == "effect"] == []


def test_every_effect_points_at_its_words() -> None:
    context = reading("Acupuncture", results="Pain fell more than with sham (MD -1.3, 95% CI -2.6 to -0.1).")
    (effect,) = (f for f in result_findings(context) if f.kind == "effect")
    assert effect.span is not None
    assert context.report.quote(effect.span) == "-1.3, 95% CI -2.6 to -0.1"


@given(st.text(max_size=200))
def test_any_text_is_read_without_failing(text: str) -> None:
    assert all(0 <= e.start < e.end <= len(text) for e in effects_in(text))
