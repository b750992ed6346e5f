"""NCBI's request limit, held over threads and processes of one machine.

There are as many slots as requests are allowed in a period. A slot is taken before
a request is sent and is free again one period after the server began to answer
it. The server saw that request before it answered, so no window of one period, as
the server counts, can ever hold more requests than there are slots, however
unevenly the network carries them.

The slots are in one small file under a kernel lock. Times are of the machine's
steady clock, so setting the clock, daylight saving or a leap second change
nothing. Limits: NCBI, "A General Introduction to the E-utilities", usage
guidelines: 3 requests a second, 10 with an API key.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.errors import SourceError


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `n_requests` in any `period_seconds`."""

    n_requests: int
    period_seconds: float = 1.0


# A holder's number may have passed to another process; a pause may be from before a restart.
_LONGEST_TURN_SECONDS = 1800.0
_LONGEST_PAUSE_SECONDS = 3600.0

WITHOUT_KEY, WITH_KEY = Limit(3), Limit(10)


class Turn:
    """A slot held for one request. Call `answered` when the server has begun to answer."""

    def __init__(self, limiter: Limiter, slot: int, waited_seconds: float) -> None:
        self._limiter, self._slot, self._is_open = limiter, slot, True
        self.waited_seconds = waited_seconds

    def answered(self) -> None:
        """Let the slot's period begin; only the first call counts."""
        if self._is_open:
            self._is_open = False
            self._limiter.release(self._slot)


class Limiter:
    """Hands out turns so that the limit holds for all who share `state_dir`.

    `steady` is a clock that never jumps and that all processes of the machine share.
    """

    def __init__(
        self,
        state_dir: Path,
        limit: Limit,
        steady: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._path = state_dir / f"eutils-limit-{limit.n_requests}.json"
        self._limit, self._steady, self._sleep = limit, steady, sleep

    @contextmanager
    def turn(self) -> Iterator[Turn]:
        """Wait for a slot and hold it; given back at the end, whatever happened."""
        begun = self._steady()
        while True:
            slot, wait = self._try_take()
            if slot is not None:
                break
            self._sleep(wait)
        turn = Turn(self, slot, max(0.0, self._steady() - begun))
        try:
            yield turn
        finally:
            turn.answered()

    def pause(self, seconds: float) -> None:
        """Let nobody send anything for so long: the server asked for it."""
        with self._state() as state:
            state["paused_until"] = max(state["paused_until"], self._steady() + seconds)

    def release(self, slot: int) -> None:
        """Let a slot be free one period from now."""
        with self._state() as state:
            state["slots"][slot] = [self._steady() + self._limit.period_seconds, 0]

    def _try_take(self) -> tuple[int | None, float]:
        """A free slot, or None and how long to wait before asking again."""
        with self._state() as state:
            now = self._steady()
            pause = state["paused_until"] - now
            if 0 < pause < _LONGEST_PAUSE_SECONDS:
                return None, min(pause, 1.0)
            waits = [self._wait_for(entry, now) for entry in state["slots"]]
            slot = min(range(len(waits)), key=waits.__getitem__)
            if waits[slot] <= 0:
                state["slots"][slot] = [now, os.getpid()]
                return slot, 0.0
            return None, waits[slot]

    def _wait_for(self, entry: list[Any], now: float) -> float:
        """Seconds until a slot may be free; 0 or less where it is.

        A slot whose holder died counts from the moment that is noticed, and so does
        one written before the machine was started anew, when the clock began at 0.
        """
        moment, holder = entry
        period = self._limit.period_seconds
        if holder and _is_alive(holder) and 0 <= now - moment <= _LONGEST_TURN_SECONDS:
            return min(0.02, period / 20)
        if holder or moment > now + period:
            entry[:] = [now + period, 0]
            return period
        return float(moment - now)

    @contextmanager
    def _state(self) -> Iterator[dict[str, Any]]:
        """The shared state under its lock; what the caller changed is written back."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise self._unwritable(error) from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            state = _read_state(handle, self._limit.n_requests)
            before = json.dumps(state)
            yield state
            after = json.dumps(state)
            if after != before:
                os.pwrite(handle, after.encode(), 0)
                os.ftruncate(handle, len(after))
        except OSError as error:
            raise self._unwritable(error) from None
        finally:
            os.close(handle)

    def _unwritable(self, error: OSError) -> SourceError:
        return SourceError(
            f"the request limit cannot be kept in {self._path.parent}: {error.strerror}. "
            "Mend: free space there or make it writable; without it nothing is asked"
        )


def _read_state(handle: int, n_slots: int) -> dict[str, Any]:
    """The state as written; a fresh one where the file is empty or damaged."""
    written = os.pread(handle, 1 << 16, 0)
    if not written:
        return {"slots": [[0.0, 0] for _ in range(n_slots)], "paused_until": 0.0}
    try:
        state = json.loads(written)
        slots = [[float(free_at), int(holder)] for free_at, holder in state["slots"]]
        if len(slots) == n_slots:
            return {"slots": slots, "paused_until": float(state["paused_until"])}
    except (ValueError, KeyError, TypeError):
        pass
    # Damaged: nobody knows what was asked just now, so every slot waits its period out.
    return {"slots": [[float("inf"), 0] for _ in range(n_slots)], "paused_until": 0.0}


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
