from __future__ import annotations

import copy
import tomllib
from typing import Any

import pytest

from evidence.appraise.rules import rules_from
from evidence.errors import QueriesError
from tests.unit.appraisal_cases import RULES_FILE, rules


def _mapping() -> dict[str, Any]:
    return copy.deepcopy(tomllib.loads(RULES_FILE.read_text(encoding="utf-8")))


def test_every_threshold_in_force_has_a_value_and_a_source() -> None:
    held = rules()
    assert held.efficacy_supported_participants_min == 400
    assert held.safety_rare_harm_patients_min == 10_000
    assert all(len(source) > 10 for source in held.sources.values())
    assert not held.is_reviewed


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda m: m["efficacy"].pop("supported_sham_rcts_min"), "is missing"),
        (lambda m: m["efficacy"].update(typo={"value": 1, "source": "a paper"}), "is not known"),
        (lambda m: m["mid"]["smd"].pop("source"), "has no source"),
        (lambda m: m["mid"]["smd"].update(value="half"), "write a number"),
        (lambda m: m["mid"]["smd"].update(value=-1), "not negative"),
        (lambda m: m["mid"]["smd"].update(value=True), "write a number"),
        (lambda m: m["efficacy"]["supported_sham_rcts_min"].update(value=1.5), "write a number"),
        (lambda m: m["certainty"]["rct_start"].update(value="great"), "use one of"),
        (lambda m: m["mechanism"]["marker_outcomes"].update(value="one"), "no list"),
        (lambda m: m.pop("version"), "version is missing"),
        (lambda m: m.update(extra={}), "no table of rules"),
    ],
)
def test_a_mistake_is_one_clear_line(change: Any, told: str) -> None:
    mapping = _mapping()
    change(mapping)
    with pytest.raises(QueriesError, match=told):
        rules_from(mapping)


def test_without_the_file_the_first_missing_threshold_is_named() -> None:
    with pytest.raises(QueriesError, match=r"efficacy\.supported_sham_rcts_min is missing"):
        rules_from({})
