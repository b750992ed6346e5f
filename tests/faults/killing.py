"""A night that is killed, and whether it was survived.

A night with news (a new record, a changed one, a retraction) is killed with SIGKILL, once to
three times in a row, then run undisturbed. It must publish the content of a night that was
never killed, and in between readers must see the publication of before or after, whole.
The run is `evidence.pipeline` itself, in a process of its own, without Prefect.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from evidence import pipeline
from evidence.database import open_published
from evidence.pipeline import Run
from evidence.pipeline.publications import newest
from evidence.settings import Settings
from tests.eutils.house import LONG_AGO, House, quick, trial

RETRACTED = ("Journal Article", "Randomized Controlled Trial", "Retracted Publication")
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    ["tests.faults.killing", "evidence.pipeline.live", "evidence.pipeline"]
)


@dataclass(frozen=True)
class Moment:
    """When to kill: at the `nth` time (from 1) of a checkpoint, or after so many seconds."""

    checkpoint: str | None = None
    nth: int = 1
    seconds: float | None = None

    def __str__(self) -> str:
        return f"{self.checkpoint} ({self.nth})" if self.checkpoint else f"{self.seconds:.3f} s"


@dataclass(frozen=True)
class Night:
    """A night that was never killed: what it starts from, its checkpoints, how long, what it publishes."""

    house: House
    start: Path
    checkpoints: tuple[Moment, ...]
    seconds: float
    before: str
    after: str


@contextmanager
def night_with_news(folder: Path) -> Iterator[Night]:
    """The second night of a household, with news; `start` is its data folder before it."""
    house = House(folder)
    try:
        with quick():
            before = house.night().content_sha256
        start = folder / "start"
        shutil.copytree(house.data_dir, start, symlinks=True)
        house.server.add_records(trial(140), modified_on=LONG_AGO)
        house.server.add_records(trial(105, arm="usual care"), modified_on=LONG_AGO)
        house.server.add_records(
            trial(101, types=RETRACTED, notices=(("RetractionIn", 901),)), modified_on=LONG_AGO
        )
        run_once(_settings(house, start, folder / "warm"), house.now(), None)  # imports, caches
        begun = time.monotonic()
        passed = run_once(_settings(house, start, folder / "undisturbed"), house.now(), None)
        seconds = time.monotonic() - begun
        after = published_content(folder / "undisturbed")
        assert passed is not None
        assert after not in (None, before)
        yield Night(house, start, passed, seconds, before, str(after))
    finally:
        house.close()


def survives(night: Night, moments: list[Moment], killed: list[Moment] | None = None) -> str | None:
    """What is wrong after a night was killed at each of `moments` in turn; None where nothing is.

    Where the night had ended before its moment came, nothing was killed; the moments at which
    it truly was are added to `killed`.
    """
    with tempfile.TemporaryDirectory(dir=night.start.parent) as name:
        settings = _settings(night.house, night.start, Path(name) / "data")
        data_dir = settings.data_dir
        for moment in moments:
            if run_once(settings, night.house.now(), moment) is None and killed is not None:
                killed.append(moment)
            fault = what_readers_see(data_dir, {night.before, night.after})
            if fault:
                return f"killed at {moment}: {fault}"
        if run_once(settings, night.house.now(), None) is None:
            return "the next run did not end well"
        content = published_content(data_dir)
        if content != night.after:
            return f"published {content}, not {night.after}"
        fault = what_readers_see(data_dir, {night.after})
        left = sorted(p.name for p in data_dir.rglob(".part-*"))
        return fault or (f"left behind: {left}" if left else None)


def run_once(settings: Settings, now: datetime, moment: Moment | None) -> tuple[Moment, ...] | None:
    """Run a night in a process of its own; its checkpoints, or None where it did not end well."""
    mine, theirs = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_night, args=(settings, now, moment, theirs))
    process.start()
    theirs.close()
    try:
        if moment is not None and moment.seconds is not None:
            process.join(moment.seconds)
            if process.is_alive() and process.pid is not None:
                os.kill(process.pid, signal.SIGKILL)
        process.join()
    except KeyboardInterrupt:  # whoever counts kills is stopped: its night must not write on
        process.kill()
        process.join()
        raise
    try:
        names = mine.recv() if process.exitcode == 0 else None
    except EOFError:
        names = None
    mine.close()
    if names is None:
        return None
    return tuple(Moment(name, names[: i + 1].count(name)) for i, name in enumerate(names))


def what_readers_see(data_dir: Path, allowed: set[str]) -> str | None:
    """What is wrong with what is published; None where it is one of `allowed`, whole."""
    publication = newest(data_dir)
    if publication is None:
        return "nothing is published"
    if publication.content_sha256 not in allowed:
        return f"readers see {publication.content_sha256}"
    for line in (publication.folder / "SHA256SUMS").read_text().splitlines():
        digest, _, name = line.partition("  ")
        if hashlib.sha256((publication.folder / name).read_bytes()).hexdigest() != digest:
            return f"{name} is damaged"
    with open_published(publication.database) as published:
        if not published.rows("claim_summary"):
            return "the database has no verdicts"
    return None


def published_content(data_dir: Path) -> str | None:
    """The identity of what readers see."""
    publication = newest(data_dir)
    return publication.content_sha256 if publication else None


def _settings(house: House, start: Path, data_dir: Path) -> Settings:
    shutil.copytree(start, data_dir, symlinks=True)
    return replace(house.settings, data_dir=data_dir)


def _night(settings: Settings, now: datetime, moment: Moment | None, told: Connection) -> None:
    passed: list[str] = []

    def checkpoint(name: str) -> None:
        passed.append(name)
        if moment and name == moment.checkpoint and passed.count(name) == moment.nth:
            os.kill(os.getpid(), signal.SIGKILL)

    with quick():
        pipeline.refresh(Run(settings, now=lambda: now, checkpoint=checkpoint))
    told.send(passed)
