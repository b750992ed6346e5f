"""A run killed at any moment loses nothing; hundreds of kills: ``python -m tests.faults.kill``."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from tests.faults.killing import Moment, Night, night_with_news, survives

N_INSTANTS = 4


@pytest.fixture(scope="module")
def night(tmp_path_factory) -> Iterator[Night]:
    with night_with_news(tmp_path_factory.mktemp("kill")) as made:
        yield made


def test_a_run_killed_at_any_checkpoint_ends_in_the_same_publication(night):
    names = [moment.checkpoint for moment in night.checkpoints]
    assert {"night begins", "batch arrived", "before manifest", "after manifest", "built", "checked",
            "before swap", "moved", "swapped"} <= set(names)  # fmt: skip
    faults = [survives(night, [moment]) for moment in night.checkpoints]
    assert [fault for fault in faults if fault] == []


def test_a_run_killed_at_any_instant_ends_in_the_same_publication(night):
    chance = random.Random(20)
    moments = [[Moment(seconds=chance.uniform(0, night.seconds))] for _ in range(N_INSTANTS)]
    faults = [survives(night, some) for some in moments]
    assert [fault for fault in faults if fault] == []


def test_a_run_killed_again_and_again_ends_in_the_same_publication(night):
    every_other = list(night.checkpoints[::4])
    assert survives(night, every_other) is None
