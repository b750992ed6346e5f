"""What may be let go: half-written files of killed runs, and readings by earlier code or queries.

Nothing of `raw/` and `manifests/` is ever deleted; all that goes here is made again from them.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from evidence.sources.parsing import parsed_folder

KEPT_READINGS = 3
"""Sets of queries and code whose readings are kept: an edit that is taken back costs nothing."""

_LEFTOVERS = (".part-*", "raw/.part-*", "raw/*/.part-*", "manifests/.part-*", "parsed/.part-*",
              "parsed/*/.part-*", "arriving/.part-*", "logs/.part-*")  # fmt: skip


def clear_leftovers(data_dir: Path) -> int:
    """Delete what runs that were killed had half written; how much there was.

    The caller holds the lock, so nobody is writing them still.
    """
    found = [path for pattern in _LEFTOVERS for path in data_dir.glob(pattern)]
    for path in found:
        _delete(path)
    return len(found)


def forget_old_readings(data_dir: Path, reading_key: str) -> int:
    """Delete readings of batches made by neither `reading_key` nor the ones used last, and what
    earlier parsers made; how many folders. The caller holds the lock."""
    parsed = data_dir / "parsed"
    used = sorted(parsed.glob("read-*.topics"), key=lambda path: path.stat().st_mtime_ns)
    kept = {reading_key, *(path.stem for path in used[-KEPT_READINGS:])}
    kept.add(parsed_folder(Path()).name)
    gone = [path for path in parsed.glob("*/*") if path.is_dir() and path.name not in kept]
    for path in [*gone, *(path for path in used if path.stem not in kept)]:
        _delete(path)
    return len(gone)


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
