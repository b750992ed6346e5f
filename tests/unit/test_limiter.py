"""The request limit: by a made-up clock, after a crash, a restart, a damaged file."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from evidence.errors import SourceError
from evidence.sources.pubmed.limiter import WITH_KEY, WITHOUT_KEY, Limit, Limiter

LIMIT = Limit(3, 1.0)


class SteadyClock:
    """A clock that goes on only when somebody sleeps."""

    def __init__(self, at: float = 1000.0) -> None:
        self.at = at

    def __call__(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.at += seconds


def limiter(folder: Path, clock: SteadyClock) -> Limiter:
    return Limiter(folder, LIMIT, clock, clock.sleep)


def state(folder: Path) -> Path:
    return folder / "eutils-limit-3.json"


def test_the_limits_are_ncbis():
    assert (Limit(3, 1.0), Limit(10, 1.0)) == (WITHOUT_KEY, WITH_KEY)


def test_no_window_holds_more_than_the_limit(tmp_path):
    clock, answered = SteadyClock(), []
    gate = limiter(tmp_path, clock)
    for _ in range(20):
        with gate.turn() as turn:
            clock.at += 0.01  # the request takes this long
            turn.answered()
            answered.append(clock.at)
    assert all(
        later - earlier >= 1.0 for earlier, later in zip(answered, answered[3:], strict=False)
    )
    assert answered[-1] - answered[0] < 8.0  # and hardly more is waited than must be


def test_a_turn_counts_from_its_answer(tmp_path):
    clock = SteadyClock()
    gate = limiter(tmp_path, clock)
    for _ in range(3):
        with gate.turn():
            clock.at += 5.0
    assert clock.at == 1015.0  # slow requests wait for nothing
    begun = clock.at
    for _ in range(3):
        with gate.turn() as turn:
            turn.answered()
    with gate.turn():
        assert clock.at - begun >= 1.0


def test_a_slot_is_given_back_after_an_error(tmp_path):
    clock = SteadyClock()
    gate = limiter(tmp_path, clock)
    for _ in range(7):
        with pytest.raises(ValueError, match="no"), gate.turn():
            raise ValueError("no")
    assert clock.at < 1004


def test_a_dead_holder_gives_its_slot_up(tmp_path):
    clock = SteadyClock()
    process = os.fork()
    if process == 0:
        os._exit(0)
    os.waitpid(process, 0)
    state(tmp_path).write_text(json.dumps({"slots": [[999.9, process]] * 3, "paused_until": 0}))
    with limiter(tmp_path, clock).turn():
        assert 1001.0 <= clock.at < 1001.2


def test_a_living_holder_is_waited_for_but_not_for_ever(tmp_path):
    clock = SteadyClock(10_000.0)
    slots = [[9_999.0, os.getpid()]] * 2 + [[9_000.0, os.getpid()]]
    state(tmp_path).write_text(json.dumps({"slots": slots, "paused_until": 0}))
    with limiter(tmp_path, clock).turn():
        assert clock.at >= 10_800.0


@pytest.mark.parametrize("slots", [[[5_000.0, 0]] * 3, [[5_000.0, 1]] * 3])
def test_a_restarted_machine_does_not_wait_for_its_old_clock(tmp_path, slots):
    clock = SteadyClock(20.0)
    state(tmp_path).write_text(json.dumps({"slots": slots, "paused_until": 9_000.0}))
    with limiter(tmp_path, clock).turn():
        assert 21.0 <= clock.at < 21.2


@pytest.mark.parametrize("text", ["{", "[]", '{"slots": [[1, 2]], "paused_until": 0}', "\x00" * 50])
def test_a_damaged_file_costs_one_period(tmp_path, text):
    clock = SteadyClock()
    state(tmp_path).write_text(text)
    with limiter(tmp_path, clock).turn():
        assert 1001.0 <= clock.at < 1001.2


def test_a_pause_holds_for_all_who_share_the_folder(tmp_path):
    clock = SteadyClock()
    limiter(tmp_path, clock).pause(7.0)
    with limiter(tmp_path, clock).turn():
        assert clock.at >= 1007.0


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path):
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(SourceError, match="request limit cannot be kept"),
        limiter(tmp_path / "file", SteadyClock()).turn(),
    ):
        pass
