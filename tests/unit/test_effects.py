# ruff: noqa: E501 (a row is read whole)
"""Effects as abstracts print them: signs, intervals, levels, lists, and what is no effect."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.extract.effect_outcomes import outcomes_of
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
        ("Symptoms were lower than in controls (d=-0.71, 95% CI: -1.03 to -0.39).", ("SMD", -0.71, -1.03, -0.39, 95)),
        ("The pooled gain was not significant (g 0.24, 95% CI -0.05 to 0.53).", ("SMD", 0.24, -0.05, 0.53, 95)),
        ("Function was better (adjusted odds ratio [OR] 4.16, 95% CI 2.23–7.78).", ("OR", 4.16, 2.23, 7.78, 95)),
    ],
)  # fmt: skip
def test_an_estimate_is_read_with_its_interval(text: str, wanted: tuple[object, ...]) -> None:
    (found,) = effects_in(text)
    assert (found.measure, found.value, found.ci_low, found.ci_high, found.ci_level) == wanted


@pytest.mark.parametrize("text", ["Healing took longer (d 14, 95% CI 10 to 18).", "Intake rose (g 12.0, 95% CI 8.0 to 16.0).", "It lasted d = 28 (95% CI 20 to 36)."])
def test_days_and_grams_are_no_standardized_difference(text: str) -> None:
    assert all(found.measure != "SMD" for found in effects_in(text))


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


def test_estimates_told_together_take_their_own_intervals() -> None:
    found = effects_in("The MDs were -1.2 and -0.8 (95% CI -2.0 to -0.4 and -1.5 to -0.1, respectively).")
    assert [(e.measure, e.value, e.ci_low, e.ci_high) for e in found] == [("MD", -1.2, -2.0, -0.4), ("MD", -0.8, -1.5, -0.1)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("EA, compared with sham EA, lowered VAS (week 4: −2.2, 95% CI −2.9 to −1.5).", [("MD", -2.2)]),
        ("Needles and points differed by 0.01 (95% CI -0.11 to 0.12), drug and placebo by -0.07 (95% CI -0.22 to 0.08).",
         [("MD", 0.01), ("MD", -0.07)]),
        ("Pain fell by 27.8 mm (95% CI 20.0 to 35.6) against 12.2 mm (95% CI 4.4 to 20.0).",
         [("mean_change", 27.8), ("mean_change", 12.2)]),
        ("Mean decrease of pain was 1.06 (95% CI, 0.72-1.40) with needles and 0.34 (95% CI, 0.01-0.66) with placebo.",
         [("mean_change", 1.06), ("mean_change", 0.34)]),
        ("There was no difference at 6 months.", []),
        ("The mean difference was minus 0.6 (95% CI -0.9 to -0.3).", [("MD", -0.6)]),
        ("The benefit of needles over sham was 0.9 points (95% CI 0.2-1.6).", [("MD", 0.9)]),
        ("The adjusted hazard of dementia was 0.80 (95% CI 0.70-0.95).", [("HR", 0.8)]),
        ("Motor velocity rose (MD 3.5; 95% CI 2.1 to 4.9) and sensory by 2.8 (2.8; 1.2 to 4.6).", [("MD", 3.5), ("MD", 2.8)]),
        ("True needling exceeded sham by 1.1 attacks (95% CI, 0.4-1.9) and waiting by 1.8 (95% CI, 1.1-2.5).",
         [("MD", 1.1), ("MD", 1.8)]),
        ("Velocity was 4.2 m/s higher with needles (95% CI 1.0 to 7.4).", [("MD", 4.2)]),
        ("The gap between arms was 1.5 points [95% CI: 0.6, 2.4].", [("MD", 1.5)]),
        ("Pain fell from 6.1 (95% CI 5.5 to 6.7) to 3.2 (95% CI 2.6 to 3.8).", []),
        ("Pain fell (SMD -0.4; 95% CI -0.7, -0.1); function did not (-0.2; -0.5, 0.1).", [("SMD", -0.4), ("SMD", -0.2)]),
        ("Pain was 9.4 mm lower with needles (95% CI −21.7 to 2.9).", [("MD", -9.4)]),
        ("Needles and sham did not differ (0.0 days, 95% CI, -0.7 to 0.7 days).", [("MD", 0.0)]),
        ("The difference was 0.01 (95% CI, -0.11 to 0.12) at week 6 and -0.08 (95% CI, -0.21 to 0.06) at week 14.", [("MD", 0.01), ("MD", -0.08)]),
        ("Needles vs waiting list: 1.4 days (95% CI, 0.8 to 2.1).", [("MD", 1.4)]),
        ("The groups parted by -1.25 (95% CI, -1.79 to -0.70).", [("MD", -1.25)]),
        ("The score improved by 23.5 more with needles (95% CI 13.0 to 34.1) and the other by 21.5 (7.6 to 35.5).", [("MD", 23.5), ("MD", 21.5)]),
        ("It went up by 14.3 over the waiting list (95% CI 5.3 to 23.2).", [("MD", 14.3)]),
        ("Scores favoured needles by 14.8 (95% CI, 5.1 to 24.5).", [("MD", 14.8)]),
        ("Needles vs sham: difference 0.0 days (95% CI, -0.7 to 0.7).", [("MD", 0.0)]),
        ("Velocity was faster by 3.9 m/s (95% CI 2.1 to 5.7) than with tablets.", [("MD", 3.9)]),
        ("Scores stood 4.4 points apart (95% CI 1.0 to 7.8).", [("MD", 4.4)]),
        ("An advantage of 6.2 points (95% CI, 2.1-10.3) over usual care remained.", [("MD", 6.2)]),
        ("Pain declined by 2.4 (95% CI 1.9 to 2.9) with needles and by 1.1 (0.6 to 1.6) with sham.", [("mean_change", 2.4), ("mean_change", 1.1)]),
        ("Tablets had an NNT of 3.6 (95% CI 3.0-4.4).", [("other", 3.6)]),
        ("Against no needles the effect shrank by 0.011 SD per 3 months (95% CI -0.014 to 0.037).", [("other", 0.011)]),
    ],
)  # fmt: skip
def test_a_measure_that_is_not_named_is_told_by_its_clause(text: str, wanted: list[tuple[str, float]]) -> None:
    assert [(e.measure, e.value) for e in effects_in(text)] == wanted


def test_shares_and_numbers_needed_run_on_in_the_next_sentence() -> None:
    context = reading("Acupuncture", results="Needles minus sham: 3.4% (95% CI, -3.7% to 10.3%; P=.39). Needles minus drugs: 20.2% (13.4% to 26.7%; P<.001).")
    assert [(f.value, f.number) for f in result_findings(context) if f.kind == "effect"] == [("percent", 3.4), ("percent", 20.2)]


def test_a_difference_told_on_in_the_next_sentence_keeps_its_measure() -> None:
    context = reading("Acupuncture", results="Pain fell more than with sham (difference −1.3, 95% CI −2.0 to −0.7)."
                      " The advantage persisted at week 28 (−1.1, 95% CI −1.8 to −0.4).")  # fmt: skip
    assert [(f.value, f.number) for f in result_findings(context) if f.kind == "effect"] == [("MD", -1.3), ("MD", -1.1)]


_CI = "95% CI 1.0 to 3.0"


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        (f"EA lowered nerve pain (SMD 2, {_CI}) and CTCAE grade (MD 2, {_CI}), raised median motor velocity (MD 2, {_CI})"
         f" and tibial velocity (MD 2, {_CI}), but not sural velocity (MD 2, {_CI}).",
         ("nerve pain", "CTCAE", "median motor velocity", "tibial velocity", "sural velocity")),
        (f"Pain fell more with EA at 4 weeks (MD 2, {_CI}) and at 8 weeks (MD 2, {_CI}).", ("Pain", "Pain")),
        (f"At 6 months facial function was better with EA (OR 2, {_CI}).", ("facial function",)),
        (f"EA was better than sham (MD 2, {_CI}).", (None,)),
        (f"EA had a higher cure rate (RR 2, {_CI}).", ("cure rate",)),
        (f"For grip strength, EA exceeded sham (MD 2, {_CI}).", ("grip strength",)),
        (f"The SMDs were 2 ({_CI}) and 2 ({_CI}) for pain and sleep, respectively.", ("pain", "sleep")),
        (f"The pain difference was small and unimportant (MD 2, {_CI}).", ("pain",)),
        (f"EA was more effective in improving HAMD scores (MD 2, {_CI}).", ("HAMD scores",)),
        (f"Pain fell more than with usual care (MD 2, {_CI}), yet the benefit had gone (week 18: MD 2, {_CI}).", ("Pain", "Pain")),
    ],
)  # fmt: skip
def test_the_outcome_is_that_of_the_words_before_the_bracket(text: str, outcomes: tuple[str | None, ...]) -> None:
    assert outcomes_of(text, effects_in(text)) == outcomes


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
