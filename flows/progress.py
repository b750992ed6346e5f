"""How far a run is, as Prefect's page shows it: one bar, and the last line that was told."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact

KEY = "evidence-progress"
_LEAST_SECONDS = 1.0
_COUNTED = re.compile(r"^(\w+) .*?(\d+) of (\d+)")
# Per cent: where a counted stretch begins and ends, and where a checkpoint stands.
_STRETCHES = {"searched": (2.0, 20.0), "fetched": (20.0, 45.0), "stored": (2.0, 45.0)}
_CHECKPOINTS = {
    "night begins": 2.0, "batches stored": 45.0, "batches parsed": 50.0, "after manifest": 52.0,
    "batches prepared": 70.0, "records loaded": 78.0, "appraised": 84.0, "built": 88.0,
    "checked": 90.0, "exported": 92.0, "facts loaded": 94.0, "before swap": 98.0,
}  # fmt: skip


class Progress:
    """A progress artifact of the current flow run; it never goes back.

    `tell` and `checkpoint` are what a `Run` takes. That Prefect's server cannot be told
    ends no run: then it is not told any more.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell, self._line, self._per_cent = tell, "begun", 0.0
        self._artifact: UUID | None = None
        self._shown_at = float("-inf")
        self._is_off = False

    def tell(self, line: str) -> None:
        """A line of progress; one that counts (`fetched 400 of 900 records`) moves the bar."""
        self._tell(line)
        self._line = line
        counted = _COUNTED.match(line)
        if counted and counted[1] in _STRETCHES and int(counted[3]):
            first, last = _STRETCHES[counted[1]]
            self._move(first + (last - first) * min(1.0, int(counted[2]) / int(counted[3])))
        self._show()

    def checkpoint(self, name: str) -> None:
        """A step that is done."""
        self._move(_CHECKPOINTS.get(name, 0.0))
        self._show()

    def done(self, line: str) -> None:
        """The run ended well; `line` is what it came to."""
        self._line = line
        self._move(100.0)
        self._show(at_once=True)

    def stopped(self, line: str) -> None:
        """The run failed where the bar stands."""
        self._line = f"stopped: {line}"
        self._show(at_once=True)

    def _move(self, per_cent: float) -> None:
        self._per_cent = max(self._per_cent, per_cent)

    def _show(self, *, at_once: bool = False) -> None:
        now = time.monotonic()
        if self._is_off or (not at_once and now - self._shown_at < _LEAST_SECONDS):
            return
        self._shown_at = now
        try:
            if self._artifact is None:
                made = create_progress_artifact(self._per_cent, key=KEY, description=self._line)
                self._artifact = made if isinstance(made, UUID) else None
            else:
                update_progress_artifact(self._artifact, self._per_cent, description=self._line)
        except Exception:
            self._is_off = True
