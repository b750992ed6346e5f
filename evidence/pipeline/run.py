"""One run: its settings, its clock, its folders, its lock, and whom it tells."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from evidence.errors import EvidenceError, LockedError
from evidence.pipeline.broken_runs import LOCK, note_broken_runs, own_name, write_name
from evidence.settings import Settings

Mapper = Callable[[Callable[[Any], Any], Sequence[Any], str], list[Any]]
Teller = Callable[[str], None]


def in_order(function: Callable[[Any], Any], items: Sequence[Any], _label: str) -> list[Any]:
    """Apply a function to each item, one after the other: the plainest mapper."""
    return [function(item) for item in items]


def in_threads(function: Callable[[Any], Any], items: Sequence[Any], _label: str) -> list[Any]:
    """Apply a function to the items on as many threads as there are cores."""
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        return list(pool.map(function, items))


def _now() -> datetime:
    return datetime.now(UTC)


def _silent(_line: str) -> None:
    return None


def _no_checkpoint(_name: str) -> None:
    return None


@dataclass(frozen=True)
class Run:
    """What every verb is given.

    `sources` are ``pubmed``, ``sample`` or paths; `topics` empty means all.
    `now` is the injected clock (UTC). `map_batches` applies a function to
    batches, one task a batch, on whatever runner was chosen. `tell` gets plain
    lines of progress. `checkpoint` is called by name between steps, so that a
    test can kill a run there.
    """

    settings: Settings
    sources: tuple[str, ...] = ("pubmed",)
    topics: tuple[str, ...] = ()
    as_of: date | None = None
    now: Callable[[], datetime] = _now
    map_batches: Mapper = in_order
    tell: Teller = _silent
    checkpoint: Callable[[str], None] = _no_checkpoint
    wait_for_off_peak: bool = False
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def data_dir(self) -> Path:
        """The data folder."""
        return self.settings.data_dir

    @property
    def queries_dir(self) -> Path:
        """The folder with what people wrote."""
        return self.settings.queries_dir

    @property
    def published(self) -> Path:
        """The link that readers follow."""
        return self.data_dir / "published"


@contextmanager
def locked(data_dir: Path, now: Callable[[], datetime] = _now) -> Iterator[None]:
    """Hold the data folder's lock; one run at a time.

    The kernel lets go of the lock when its owner dies, so a dead owner's lock is
    taken over, and that it never ended is kept (see `broken_runs`). Raises LockedError
    naming the living owner.
    """
    note_broken_runs(data_dir)
    handle = _opened(data_dir)
    try:
        if not _is_taken(handle):
            raise LockedError(_owner_line(data_dir, now()))
        try:
            write_name(handle, own_name(now()))
        except OSError as error:
            raise _cannot_write(data_dir, error) from error
        try:
            yield
        finally:
            write_name(handle, b"")  # a run that leaves its name here did not live to its end
    finally:
        os.close(handle)


def _opened(data_dir: Path) -> int:
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        return os.open(data_dir / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise _cannot_write(data_dir, error) from error


def _cannot_write(data_dir: Path, error: OSError) -> EvidenceError:
    return EvidenceError(
        f"the data folder {data_dir} cannot be written: {error.strerror}. "
        "Mend: free space there, or name another with --data-dir"
    )


def _is_taken(handle: int) -> bool:
    """Take the lock, if need be on the third try: `lock_owner` may hold it for a moment."""
    for pause in (0.05, 0.1, None):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if pause is not None:
                time.sleep(pause)
        else:
            return True
    return False


@dataclass(frozen=True, slots=True)
class LockOwner:
    """Whose name is in the lock; `is_alive` is False where that run was broken off."""

    pid: int
    host: str
    since: datetime
    is_alive: bool


def lock_owner(data_dir: Path) -> LockOwner | None:
    """Who holds the data folder, or held it and did not live to its end; None where nobody."""
    try:
        handle = os.open(data_dir / LOCK, os.O_RDONLY)
    except OSError:
        return None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            is_alive = False
        except BlockingIOError:
            is_alive = True
        told = json.loads(os.pread(handle, 4096, 0) or b"{}")
        return LockOwner(told["pid"], told["host"], datetime.fromisoformat(told["since"]), is_alive)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    finally:
        os.close(handle)


def _owner_line(data_dir: Path, now: datetime) -> str:
    try:
        owner = json.loads((data_dir / LOCK).read_text())
        since = datetime.fromisoformat(owner["since"])
        minutes = int((now - since).total_seconds() // 60)
        who = f"process {owner['pid']} on {owner['host']}, for {minutes} min"
    except (OSError, ValueError, KeyError):
        who = "another process"
    return f"another run holds {data_dir / 'lock'}: {who}. Mend: wait for it, or stop that process"


def chosen(topics: Iterable[str], wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The topics to work on: the wanted ones, or all."""
    return tuple(t for t in topics if not wanted or t in wanted)
