"""Runs that never came to their end: found by the name they left behind, kept until they were told of.

A run writes its name into a file that it holds by a kernel lock, and empties it at its end. A
name in a file that nobody holds is that of a run that was killed or lost its machine. It is
kept in `broken_runs.json` until a run report tells it and an alert was sent.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from evidence.errors import EvidenceError
from evidence.pipeline.publications import newest

#: Held while a run changes the data folder, and while a night lasts until it has told its end.
LOCK, NIGHT = "lock", "night"
_FILE: Final = "broken_runs.json"
_GUARD: Final = "broken_runs.lock"
_MOST_KEPT: Final = 50


@dataclass(frozen=True, slots=True)
class BrokenRun:
    """A run that never ended. `published` is the publication it had made, None for none;
    `standing` what readers saw when it was found, None before a first publication."""

    pid: int
    host: str
    began_at: str
    published: str | None
    standing: str | None
    is_alerted: bool = False
    is_reported: bool = False

    @property
    def line(self) -> str:
        """The same in a sentence."""
        began = f"{datetime.fromisoformat(self.began_at).astimezone(UTC):%Y-%m-%d %H:%M}"
        who = f"the run that began at {began} UTC (process {self.pid} on {self.host}) never ended; "
        if self.published:
            return who + f"it had published {self.published}, and may have told nobody"
        if self.standing:
            return who + f"nothing was published; the publication is still that of {self.standing}"
        return who + "nothing was published, and nothing had been before"

    def as_json(self) -> dict[str, Any]:
        """For a program: what is known of it, and the sentence."""
        kept = ("pid", "host", "began_at", "published", "standing")
        return {**{name: getattr(self, name) for name in kept}, "line": self.line}


def own_name(now: datetime) -> bytes:
    """What a run writes into a file that it holds."""
    owner = {"pid": os.getpid(), "host": socket.gethostname(), "since": now.isoformat()}
    return json.dumps(owner).encode()


def write_name(handle: int, name: bytes) -> None:
    """Write a name, or empty the file at the end of a run; on disk when it returns."""
    os.truncate(handle, 0)
    os.pwrite(handle, name, 0)
    os.fsync(handle)


@contextmanager
def night(data_dir: Path, now: Callable[[], datetime]) -> Iterator[None]:
    """A night, from its start until it has told how it ended; a failure that is told is an end.

    Two at once do not hinder each other here: the lock parts them.
    """
    handle, is_ours = None, False
    with contextlib.suppress(OSError):
        data_dir.mkdir(parents=True, exist_ok=True)
        handle = os.open(data_dir / NIGHT, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        is_ours = handle is not None and _is_free(handle)
        if is_ours and handle is not None:
            with contextlib.suppress(OSError):
                write_name(handle, own_name(now()))
        yield
    finally:
        if handle is not None:
            with contextlib.suppress(OSError):
                if is_ours:
                    write_name(handle, b"")
            os.close(handle)


def note_broken_runs(data_dir: Path) -> None:
    """Take the names that dead runs left into the list. Where nothing is left, nothing is written."""
    if not any(_is_named(data_dir / name) for name in (LOCK, NIGHT)):
        return
    with contextlib.suppress(OSError), _guarded(data_dir), contextlib.ExitStack() as held:
        left = [found for name in (LOCK, NIGHT) if (found := _left(held, data_dir / name))]
        for broken in _each_once(data_dir, [owner for _, owner in left]):
            _write(data_dir, [*broken_runs(data_dir), broken])
        for handle, _ in left:
            write_name(handle, b"")


def broken_runs(data_dir: Path) -> list[BrokenRun]:
    """Runs not yet told of in a report and by alert, the oldest first; none where none can be read."""
    try:
        held = json.loads((data_dir / _FILE).read_text(encoding="utf-8"))
        return [BrokenRun(**row) for row in held]
    except (OSError, ValueError, TypeError):
        return []


def alert_once(data_dir: Path, send: Callable[[list[BrokenRun]], bool]) -> None:
    """Have `send` tell of the runs nobody was alerted of; it says whether anybody was told."""
    if all(run.is_alerted for run in broken_runs(data_dir)):
        return
    with contextlib.suppress(OSError), _guarded(data_dir):
        held = broken_runs(data_dir)
        untold = [run for run in held if not run.is_alerted]
        if untold and send(untold):
            _write(data_dir, [replace(run, is_alerted=True) for run in held])


def reported(data_dir: Path, told: Iterable[BrokenRun], *, is_alert_wanted: bool) -> None:
    """A published report tells of `told`; they are dropped once an alert was sent or none is wanted."""
    names = {(run.pid, run.host, run.began_at) for run in told}
    if not names:
        return
    with contextlib.suppress(OSError), _guarded(data_dir):
        held = [replace(run, is_reported=True) if (run.pid, run.host, run.began_at) in names else run
                for run in broken_runs(data_dir)]  # fmt: skip
        _write(data_dir, [r for r in held if not (r.is_reported and (r.is_alerted or not is_alert_wanted))])


def _each_once(data_dir: Path, owners: list[dict[str, Any]]) -> Iterator[BrokenRun]:
    """One run left its name in two files: the earlier one tells when it began."""
    known = {(run.pid, run.host, run.began_at) for run in broken_runs(data_dir)}
    began: dict[tuple[int, str], str] = {}
    for owner in owners:
        who = (owner["pid"], owner["host"])
        began[who] = min(began.get(who, owner["since"]), owner["since"], key=datetime.fromisoformat)
    standing = None
    with contextlib.suppress(EvidenceError):
        standing = newest(data_dir)
    for (pid, host), since in began.items():
        if (pid, host, since) in known:
            continue
        name = standing.publication_id if standing else None
        is_its_own = standing is not None and standing.published_at >= datetime.fromisoformat(since)
        yield BrokenRun(pid, host, since, name if is_its_own else None, name)


def _is_named(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _left(held: contextlib.ExitStack, path: Path) -> tuple[int, dict[str, Any]] | None:
    """(the file, held till the end of `held`; the name in it) where its run is dead."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return None
    held.callback(os.close, handle)
    if not _is_free(handle):
        return None
    try:
        owner = json.loads(os.pread(handle, 4096, 0))
        datetime.fromisoformat(owner["since"])
        return handle, {"pid": int(owner["pid"]), "host": str(owner["host"]), "since": owner["since"]}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_free(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def _guarded(data_dir: Path) -> Iterator[None]:
    """One process at a time reads and writes the list."""
    with (data_dir / _GUARD).open("a") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        yield


def _write(data_dir: Path, runs: list[BrokenRun]) -> None:
    """Whole or not at all. The caller holds the guard, so that one name for the new file does."""
    fresh = data_dir / (_FILE + ".new")
    with fresh.open("w", encoding="utf-8") as out:
        json.dump([asdict(run) for run in runs[-_MOST_KEPT:]], out, ensure_ascii=False, indent=1)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(data_dir / _FILE)
