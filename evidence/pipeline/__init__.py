"""The four verbs: snapshot, build, check, publish; and `refresh`, which is all of them.

This is where the parts are put together. Each verb but `snapshot` works on what the
data folder holds; one run at a time holds its lock.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from evidence.database import Answer, open_published
from evidence.errors import UsageError
from evidence.pipeline.asking import ask
from evidence.pipeline.building import CANDIDATE, build
from evidence.pipeline.changes import compared
from evidence.pipeline.checking import check
from evidence.pipeline.publications import named, newest, open_newest, swap_in
from evidence.pipeline.publishing import Outcome, publish
from evidence.pipeline.run import Run, chosen, locked
from evidence.pipeline.snapshotting import snapshot
from evidence.pipeline.tidying import clear_leftovers
from evidence.settings import Settings
from evidence.snapshots import Manifest
from evidence.topics import load_topics

__all__ = [
    "Answer", "Outcome", "Run", "ask", "build_candidate", "build_check_publish",
    "check_candidate", "differences", "locked", "open_newest", "publish_candidate", "refresh",
    "restore", "take_snapshot", "take_snapshot_locked",
]  # fmt: skip


def refresh(run: Run) -> Outcome:
    """All four verbs. With `as_of`, nothing new is brought in and the result lies beside."""
    with locked(run.data_dir, run.now):
        if run.as_of is None:
            take_snapshot_locked(run)
        return build_check_publish(run)


def take_snapshot(run: Run) -> Manifest:
    """The first verb, under the lock."""
    with locked(run.data_dir, run.now):
        return take_snapshot_locked(run)


def take_snapshot_locked(run: Run) -> Manifest:
    """The first verb, for a caller that holds the lock. Mistakes in `queries/` end it first."""
    clear_leftovers(run.data_dir)
    topics = load_topics(run.queries_dir)
    names = chosen((t.topic for t in topics), run.topics)
    unknown = set(run.topics) - set(names)
    if unknown:
        raise UsageError(f"--topic {sorted(unknown)[0]}: there is no such topic. "
                         f"Mend: use one of {', '.join(t.topic for t in topics)}")  # fmt: skip
    with _step(run, "snapshot"):
        return snapshot(run, tuple(t for t in topics if t.topic in names))


def build_check_publish(run: Run) -> Outcome:
    """The last three verbs, for a caller that holds the lock."""
    with _step(run, "build"):
        candidate = build(run)
    with _step(run, "check"):
        results = check(run, candidate)
    with _step(run, "publish"):
        return publish(run, candidate, results)


def build_candidate(run: Run) -> Path:
    """The second verb, under the lock; the candidate's folder."""
    with locked(run.data_dir, run.now):
        return build(run)


def check_candidate(run: Run) -> list[dict[str, Any]]:
    """The third verb, under the lock, on what was built last."""
    with locked(run.data_dir, run.now):
        return check(run, run.data_dir / CANDIDATE)


def publish_candidate(run: Run) -> Outcome:
    """The last verb, under the lock. What was built is checked once more: cheap, and sure."""
    with locked(run.data_dir, run.now):
        candidate = run.data_dir / CANDIDATE
        return publish(run, candidate, check(run, candidate))


def restore(run: Run, name: str) -> Path:
    """Let readers see a kept publication again; its folder. `name` is an id or a date."""
    with locked(run.data_dir, run.now):
        publication = named(run.data_dir, name)
        swap_in(run.data_dir, publication.folder)
        return publication.folder


def differences(settings: Settings, before: str, after: str | None) -> list[dict[str, Any]]:
    """What changed from one kept publication to another (the newest where None)."""
    old = named(settings.data_dir, before)
    new = named(settings.data_dir, after) if after else newest(settings.data_dir)
    if new is None:
        raise UsageError(f"nothing is published in {settings.data_dir}. Mend: run `evidence refresh`")
    with open_published(old.database) as one, open_published(new.database) as other:
        return compared(one, other)


@contextmanager
def _step(run: Run, name: str) -> Iterator[None]:
    """Time a step for the run report."""
    started = time.monotonic()
    yield
    steps: Mapping[str, float] = run.facts.get("steps", {})
    run.facts["steps"] = {**steps, name: round(time.monotonic() - started, 2)}
