"""How the last run ended, and whether one is going on: what an operator asks first."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from evidence.snapshots import write_whole

_FILE = "last_run.json"


@dataclass(frozen=True, slots=True)
class LastRun:
    """How a run ended: UTC in ISO 8601, exit code as in DESIGN.md, one line without secrets."""

    ended_at: str
    exit_code: int
    line: str


def write_last_run(data_dir: Path, last: LastRun) -> None:
    """Keep it for `evidence status`; a disk that cannot be written is complained of elsewhere."""
    with contextlib.suppress(OSError):
        write_whole(data_dir / _FILE, json.dumps(asdict(last), ensure_ascii=False).encode())


def last_run(data_dir: Path) -> LastRun | None:
    """How the last run ended; None where none has, or the file is not what was written."""
    try:
        return LastRun(**json.loads((data_dir / _FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
