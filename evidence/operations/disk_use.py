"""How much a data folder holds, how fast it grows, and when the disk is full."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from evidence.snapshots import Manifest, RawStore

FOLDERS = ("raw", "manifests", "parsed", "publications", "as-of", "logs")
"""raw and manifests are kept for good; parsed is bounded by raw, publications by policy."""
_WINDOW = timedelta(days=30)
_FEWEST_DAYS = 3


@dataclass(frozen=True, slots=True)
class DiskUse:
    """Bytes by folder, bytes free, bytes that a day adds (None before a few nights have shown it),
    and the days until the disk is full (None where it does not fill, or that is not known)."""

    folders: dict[str, int]
    free: int
    added_a_day: float | None
    full_in_days: int | None

    def line(self) -> str:
        """The same for a reader.

        >>> DiskUse({"raw": 2_000_000}, 9_000_000_000, 1_000_000.0, 9000).line()
        'raw 2.0 MB; 9.0 GB free; a night adds 1.0 MB: room for more than 10 years'
        """
        held = (
            ", ".join(f"{name} {n / 1e6:.1f} MB" for name, n in self.folders.items() if n)
            or "empty"
        )
        return f"{held}; {self.free / 1e9:.1f} GB free; {self._pace()}"

    def _pace(self) -> str:
        if self.added_a_day is None:
            return "how much a night adds is known after a few nights"
        pace = f"a night adds {self.added_a_day / 1e6:.1f} MB"
        if self.full_in_days is None or self.full_in_days > 3650:
            return f"{pace}: room for more than 10 years"
        return f"{pace}: full in about {self.full_in_days} days"


def disk_use(data_dir: Path, manifests: tuple[Manifest, ...], keep_publications: int) -> DiskUse:
    """What is held and how it grows, by the snapshots of the last 30 days but the first load."""
    folders = {name: _size(data_dir / name) for name in FOLDERS}
    place = next(p for p in (data_dir, *data_dir.absolute().parents) if p.exists())
    free = shutil.disk_usage(place).free
    added = _added_a_day(data_dir, manifests, folders)
    room = free - _room_for_publications(data_dir, folders["publications"], keep_publications)
    full = int(max(0, room) / added) if added else None
    return DiskUse(folders, free, added, full)


def _added_a_day(
    data_dir: Path, manifests: tuple[Manifest, ...], folders: dict[str, int]
) -> float | None:
    if len(manifests) < 2:
        return None
    newest = manifests[-1].created_at
    later = [m for m in manifests[1:] if newest - _WINDOW <= m.created_at <= newest]
    before = [m for m in manifests if m not in later]
    begun = max((m.created_at for m in before if m.created_at <= newest), default=newest)
    days = (newest - max(begun, newest - _WINDOW)) / timedelta(days=1)
    if days < _FEWEST_DAYS:
        return None
    held = {b.sha256 for m in before for b in m.batches}
    store = RawStore(data_dir)
    paths = {store.path_of(b) for m in later for b in m.batches if b.sha256 not in held}
    raw = _total(paths)
    parsed = raw * folders["parsed"] / folders["raw"] if folders["raw"] else 0.0
    written = _total(data_dir / "manifests" / f"{m.snapshot_id}.json" for m in later)
    return (raw + parsed + written) / days


def _room_for_publications(data_dir: Path, held: int, keep: int) -> int:
    """What is still to come until as many publications are kept as the policy allows."""
    n = sum(1 for _ in (data_dir / "publications").glob("*/manifest.json"))
    return held // n * max(0, keep - n) if n else 0


def _total(paths: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in paths if path.exists())


def _size(folder: Path) -> int:
    return _total(path for path in folder.rglob("*") if path.is_file())
