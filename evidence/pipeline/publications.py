"""Publications: whole folders, swapped in by one link, kept by policy."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from evidence.database import Published, open_published
from evidence.errors import UsageError
from evidence.settings import Settings
from evidence.snapshots import write_whole

FORMAT = 1
"""Of a publication's manifest; raised when an older program could misread a publication."""


@dataclass(frozen=True, slots=True)
class Publication:
    """One published folder and its manifest."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def publication_id(self) -> str:
        """Its name: UTC time of publishing and the head of its content hash."""
        return self.folder.name

    @property
    def content_sha256(self) -> str:
        """The identity of its content."""
        return str(self.manifest["content_sha256"])

    @property
    def published_at(self) -> datetime:
        """When it was published, UTC."""
        return datetime.fromisoformat(self.manifest["published_at"])

    @property
    def sequence(self) -> int:
        """Its number among the publications of the data folder, from 1; 0 before they had one."""
        return int(self.manifest.get("sequence", 0))

    @property
    def database(self) -> Path:
        """Its database file."""
        return self.folder / "evidence.duckdb"


def newest(data_dir: Path) -> Publication | None:
    """What readers see now; None before the first publication."""
    link = data_dir / "published"
    if not link.exists():
        return None
    return _read(link.resolve())


def kept(data_dir: Path) -> list[Publication]:
    """Every publication that is kept, in the order they were made, whatever the clock said."""
    held = [_read(path.parent) for path in (data_dir / "publications").glob("*/manifest.json")]
    return sorted(held, key=lambda p: (p.sequence, p.publication_id))


def next_publication(data_dir: Path, name: str) -> tuple[str, int]:
    """The id and number of the publication made next, to be called `name`.

    A name that is taken, by one of the same second and content, is told apart by its number.
    """
    sequence = max((p.sequence for p in kept(data_dir)), default=0) + 1
    is_taken = (data_dir / "publications" / name).exists()
    return (f"{name}-{sequence}" if is_taken else name), sequence


def named(data_dir: Path, name: str) -> Publication:
    """The publication of that id, or the last one made of that UTC date or before it.

    Raises UsageError where none is kept.
    """
    held = kept(data_dir)
    for publication in held:
        if publication.publication_id == name:
            return publication
    try:
        day = date.fromisoformat(name)
    except ValueError:
        raise UsageError(f"no publication {name} is kept. Mend: see `evidence status`") from None
    earlier = [p for p in held if p.published_at.date() <= day]
    if not earlier:
        raise UsageError(
            f"no publication of {name} or before is kept. Mend: use --as-of to rebuild it"
        )
    return earlier[-1]


@contextmanager
def open_newest(settings: Settings) -> Iterator[Published]:
    """The published database, its link resolved first, so that a swap disturbs nobody."""
    publication = newest(settings.data_dir)
    if publication is None:
        raise UsageError(
            f"nothing is published in {settings.data_dir}. Mend: run `evidence refresh` first"
        )
    with open_published(publication.database) as published:
        yield published


def swap_in(data_dir: Path, folder: Path) -> None:
    """Make `folder` what readers see, in one step."""
    link = data_dir / "published"
    fresh = data_dir / ".published-new"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(Path("publications") / folder.name)
    fresh.replace(link)
    _sync(data_dir)


def prune(data_dir: Path, keep: int) -> list[str]:
    """Delete the oldest publications beyond `keep`; never the one readers see.

    Of publications with the same content in a row only the first is kept besides: it says
    since when it was so, and the others say nothing more. The queries a publication was
    built with are kept for good, by their hash, so that its date can be rebuilt.
    """
    current = newest(data_dir)
    held = kept(data_dir)
    before = [None, *(p.content_sha256 for p in held)]
    firsts = [p for p, last in zip(held, before, strict=False) if p.content_sha256 != last]
    keep_ids = {p.publication_id for p in firsts[-keep:]}
    if current is not None:
        keep_ids.add(current.publication_id)
    gone = [p for p in held if p.publication_id not in keep_ids]
    for publication in gone:
        _keep_queries(data_dir, publication)
        shutil.rmtree(publication.folder)
    return [p.publication_id for p in gone]


def kept_queries(data_dir: Path, sha256: str) -> Path:
    """Where the queries of that hash are kept, once a publication built with them was deleted."""
    return data_dir / "queries" / sha256


def _keep_queries(data_dir: Path, publication: Publication) -> None:
    target = kept_queries(data_dir, str(publication.manifest["queries_sha256"]))
    own = publication.folder / "queries"
    if own.is_dir() and not target.exists():
        target.parent.mkdir(exist_ok=True)
        own.replace(target)


def write_checksums(folder: Path) -> None:
    """Write SHA256SUMS over every file, in the form `sha256sum -c` reads."""
    lines = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "SHA256SUMS"):
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        lines.append(f"{digest}  {path.relative_to(folder)}\n")
    write_whole(folder / "SHA256SUMS", "".join(lines).encode())


def content_sha256(folder: Path) -> str:
    """One hash over the Parquet files of a folder: their names and bytes, in order."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.parquet")):
        digest.update(path.name.encode() + b"\0")
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def sync_tree(folder: Path) -> None:
    """Make sure a folder is on disk before it is published."""
    for path in folder.rglob("*"):
        if path.is_file():
            _sync(path)
    for path in [folder, *(p for p in folder.rglob("*") if p.is_dir())]:
        _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _read(folder: Path) -> Publication:
    path = folder / "manifest.json"
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        if manifest["format"] > FORMAT:
            raise UsageError(f"{path}: publication format {manifest['format']} is newer than this program "
                             f"(it knows up to {FORMAT}). Mend: update the program")  # fmt: skip
        return Publication(folder, manifest)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path} cannot be read ({error}). Mend: run `evidence refresh` again"
        ) from error
