from __future__ import annotations

import math

import pytest

from evidence.appraise.synthesis import direction_rows
from evidence.appraise.synthesis_pooled import pooled_estimates, random_effects
from tests.unit.appraisal_cases import case, effect, finding, item, rules

# The BCG trials (Colditz 1994) as 2 x 2 tables; log risk ratios and variances follow.
BCG = ((4, 123, 11, 139), (6, 306, 29, 303), (3, 231, 11, 220), (62, 13598, 248, 12867), (33, 5069, 47, 5808),
       (180, 1541, 372, 1451), (8, 2545, 10, 629), (505, 88391, 499, 88391), (29, 7499, 45, 7277),
       (17, 1716, 65, 1665), (186, 50634, 141, 27338), (5, 2498, 3, 2341), (27, 16913, 29, 17854))  # fmt: skip


def test_the_pooled_estimate_agrees_with_a_published_worked_example() -> None:
    effects = [math.log((a / n1) / (c / n2)) for a, n1, c, n2 in BCG]
    variances = [1 / a - 1 / n1 + 1 / c - 1 / n2 for a, n1, c, n2 in BCG]
    estimate, low, high, _, tau2 = random_effects(effects, variances)
    assert tau2 == pytest.approx(0.318, abs=0.004)  # Paule-Mandel, as metafor prints it
    assert estimate == pytest.approx(-0.715, abs=0.003)
    assert (low, high) == (pytest.approx(-1.11, abs=0.01), pytest.approx(-0.32, abs=0.01))


def test_trials_without_differences_have_no_variance_between_them() -> None:
    estimate, low, high, around, tau2 = random_effects([-1.0] * 5, [0.1] * 5)
    assert (estimate, tau2) == (pytest.approx(-1.0), 0.0)
    assert low < -1 < high
    assert around > 0


def test_the_sign_test_waits_for_six_studies() -> None:
    five = direction_rows(case([item(n) for n in range(5)], dict.fromkeys(range(5), "sham")).studies, rules())
    assert (five[0].n_favouring, five[0].p, five[0].share_low) == (5, None, None)
    assert "too few" in five[0].sentence
    six = direction_rows(case([item(n) for n in range(6)], dict.fromkeys(range(6), "sham")).studies, rules())
    assert six[0].p == pytest.approx(2 / 64)
    assert six[0].share_low == pytest.approx(0.5407, abs=1e-3)


def test_comparators_stay_apart_and_missing_directions_are_shown() -> None:
    held = [item(1), item(2), item(3, direction=None, stance="inconclusive"), item(4, design="cohort")]
    rows = direction_rows(case(held, {1: "sham", 2: "waitlist", 3: "sham", 4: "sham"}).studies, rules())
    assert [(r.comparator, r.n_favouring, r.n_missing) for r in rows] == [("sham", 1, 1), ("usual_care", 1, 0)]


def test_a_trial_mixed_over_its_outcomes_points_as_its_stance_on_the_claim_says() -> None:
    held = [item(1, direction="mixed"), item(2, direction="mixed", stance="inconclusive")]
    rows = direction_rows(case(held, {1: "waitlist", 2: "waitlist"}).studies, rules())
    assert [(r.n_favouring, r.n_no_direction) for r in rows] == [(1, 1)]


def _five(**detail: object):  # type: ignore[no-untyped-def]
    given = {"comparator": "sham", "time_point": "8 weeks", **detail}
    return {f"pmid:{n}": [effect(-10 - n, -16 - n, -4 - n, **given)] for n in range(1, 6)}


def test_pooling_needs_five_trials_on_one_scale_comparator_and_time() -> None:
    held = [item(n) for n in range(1, 6)]
    pooled = pooled_estimates(case(held, findings=_five()).studies, rules())
    assert len(pooled) == 1
    assert pooled[0].low < pooled[0].estimate < pooled[0].high < 0
    assert "feeds no verdict" in pooled[0].sentence
    assert pooled_estimates(case(held[:4], findings=_five()).studies, rules()) == ()
    for change in ({"comparator": None}, {"outcome": None}, {"direction": None}, {"ci_low": None}):
        assert pooled_estimates(case(held, findings=_five(**change)).studies, rules()) == ()
    mixed = _five()
    mixed["pmid:5"] = [effect(-10, -16, -4, comparator="sham", time_point="52 weeks")]
    assert pooled_estimates(case(held, findings=mixed).studies, rules()) == ()


def test_signs_are_oriented_by_the_direction_read_and_the_level_is_respected() -> None:
    held = [item(n) for n in range(1, 6)]
    turned = _five()
    turned["pmid:5"] = [effect(15, 9, 21, comparator="sham", time_point="8 weeks")]
    same = pooled_estimates(case(held, findings=turned).studies, rules())[0]
    assert same.high < 0
    wide = pooled_estimates(case(held, findings=_five(ci_level=0.5)).studies, rules())[0]
    narrow = pooled_estimates(case(held, findings=_five()).studies, rules())[0]
    assert wide.high - wide.low > narrow.high - narrow.low


def test_one_trial_gives_one_effect_to_a_pool() -> None:
    read = _five()
    read["pmid:1"] = [*read["pmid:1"], *read["pmid:2"], finding("comparator", "sham")]
    held = case([item(n) for n in range(1, 6)], findings=read)
    assert pooled_estimates(held.studies, rules())[0].n_trials == 5
