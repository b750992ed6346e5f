"""The raw store: content-addressed batches and the manifests that name them.

A batch is stored once, under the SHA-256 of its uncompressed bytes. A manifest is
written last, in one step; a run killed before that leaves batches that the next
run finds and uses again. Nothing here is ever changed or deleted.

Snapshots follow each other by number, not by clock: a clock that is set back, or a
machine restored to an earlier day, must not make an older answer the newer one.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from isal import igzip, igzip_lib

from evidence.errors import SourceError, UsageError

FORMAT = 2
"""Of a manifest. 1 had no `sequence`: such snapshots came before all that have one, by their instant."""

_UNREADABLE: Any = (OSError, EOFError, ValueError, igzip_lib.IsalError)
_ENDINGS = {"pubmed-xml": ".xml.gz", "nbib": ".nbib.gz"}


@dataclass(frozen=True, slots=True)
class Batch:
    """One stored batch: its content hash, what it is and where it came from.

    `stamp` is path, size and modification time of the file it was read from, so
    that an unchanged file is not read twice; None for an answer of a service.
    """

    sha256: str
    format: str
    origin: str
    n_bytes: int
    file_no: int | None = None
    stamp: str | None = None
    note: str | None = None
    promised_pmids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one run brought in. `created_at` is UTC; timestamps in data come from here.

    `sequence` counts the snapshots of a data folder from 1; 0 stands in those that were
    written before snapshots were numbered.
    """

    snapshot_id: str
    source: str
    created_at: datetime
    topics: tuple[str, ...]
    batches: tuple[Batch, ...]
    search_runs: tuple[dict[str, Any], ...] = ()
    withdrawn_pmids: tuple[int, ...] = ()
    verified_pmids: tuple[int, ...] = ()
    skipped: tuple[dict[str, str], ...] = ()
    problems: tuple[str, ...] = ()
    assurance: tuple[str, ...] = ()
    lost_sha256s: tuple[str, ...] = ()
    code_version: str = ""
    queries_sha256: str = ""
    n_requests: int = 0
    n_bytes_received: int = 0
    waited_seconds: float = 0.0
    sequence: int = 0
    format: int = field(default=FORMAT)

    @property
    def is_sample(self) -> bool:
        """Whether this is the embedded demonstration sample."""
        return self.source == "sample"


@dataclass(frozen=True, slots=True)
class RawStore:
    """The folders `raw/` and `manifests/` of a data folder."""

    data_dir: Path

    def path_of(self, batch: Batch) -> Path:
        """Where a batch's compressed bytes are."""
        return self.data_dir / "raw" / batch.sha256[:2] / (batch.sha256 + _ENDINGS[batch.format])

    def store(self, content: bytes, origin: str, format: str, **facts: Any) -> Batch:
        """Store uncompressed `content` unless it is held; the batch that names it."""
        digest = hashlib.sha256(content).hexdigest()
        batch = Batch(digest, format, origin, len(content), **facts)
        path = self.path_of(batch)
        if not path.exists():
            write_whole(path, igzip.compress(content, 3, mtime=0))
        return batch

    def store_file(self, source: Path, format: str, **facts: Any) -> Batch:
        """Store a file as a batch, in a stream, so that memory stays flat."""
        raw_dir = self.data_dir / "raw"
        raw_dir.mkdir(parents=True, exist_ok=True)
        digest, n_bytes = hashlib.sha256(), 0
        handle, partial = tempfile.mkstemp(dir=raw_dir, prefix=".part-")
        try:
            with os.fdopen(handle, "wb") as out:
                for chunk, packed in _packed(source):
                    digest.update(chunk)
                    n_bytes += len(chunk)
                    out.write(packed)
                out.flush()
                os.fsync(out.fileno())
            batch = Batch(digest.hexdigest(), format, source.name, n_bytes, **facts)
            target = self.path_of(batch)
            target.parent.mkdir(parents=True, exist_ok=True)
            Path(partial).replace(target)
        finally:
            Path(partial).unlink(missing_ok=True)
        return batch

    def load(self, batch: Batch) -> bytes:
        """The uncompressed bytes of a batch, verified. Raises SourceError if damaged."""
        path = self.path_of(batch)
        try:
            content = bytes(igzip.decompress(path.read_bytes()))
        except _UNREADABLE as error:
            raise SourceError(f"raw batch {path.name} ({batch.origin}) is unreadable: {error}. Mend: "
                              "restore it from a backup, or delete it and fetch again") from error  # fmt: skip
        if hashlib.sha256(content).hexdigest() != batch.sha256:
            raise SourceError(f"raw batch {path.name} ({batch.origin}) is damaged: its content no "
                              "longer has its hash. Mend: delete it and fetch again")  # fmt: skip
        return content

    def write_manifest(self, manifest: Manifest) -> Path:
        """Write a manifest whole; from this moment the snapshot exists."""
        path = self.data_dir / "manifests" / f"{manifest.snapshot_id}.json"
        record = asdict(manifest)
        record["created_at"] = manifest.created_at.isoformat()
        text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True, default=str)
        write_whole(path, text.encode())
        return path

    def manifests(self, as_of: date | None = None) -> tuple[Manifest, ...]:
        """All manifests in the order they were made, up to the last one of the UTC day `as_of`.

        A snapshot never comes without those before it, whatever its clock said. Raises
        UsageError, naming the file, for a manifest written by a newer version or one that
        is not understood.
        """
        paths = (self.data_dir / "manifests").glob("*.json")
        made = tuple(sorted((_manifest(path) for path in paths), key=_by_sequence))
        if as_of is None:
            return made
        of_then = [n for n, manifest in enumerate(made, 1) if manifest.created_at.date() <= as_of]
        return made[: max(of_then, default=0)]

    def next_sequence(self) -> int:
        """The number of the snapshot that is made next."""
        return max((manifest.sequence for manifest in self.manifests()), default=0) + 1

    def damage(self, batch: Batch) -> str | None:
        """What is wrong with a stored batch, and the mend; None where it has its hash."""
        try:
            self.load(batch)
        except SourceError as error:
            return str(error)
        return None


def snapshot_id(created_at: datetime, batches: tuple[Batch, ...], sequence: int) -> str:
    """A name that tells when, and tells two snapshots of one instant apart."""
    said = "".join(b.sha256 for b in batches) + f" {sequence}"
    digest = hashlib.sha256(said.encode()).hexdigest()
    return f"{created_at.astimezone(UTC):%Y%m%dT%H%M%S%fZ}-{digest[:8]}"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees all of it or none of it, even after a crash."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(partial).chmod(0o644)
        Path(partial).replace(path)
    finally:
        Path(partial).unlink(missing_ok=True)


def open_stream(path: Path) -> Any:
    """A binary stream of uncompressed bytes, whether or not `path` is gzipped."""
    with path.open("rb") as probe:
        is_gzip = probe.read(2) == b"\x1f\x8b"
    return igzip.open(path, "rb") if is_gzip else path.open("rb")


def _packed(source: Path) -> Iterator[tuple[bytes, bytes]]:
    """Chunks of a file uncompressed, each with the bytes to store for it.

    A gzipped file is stored as it came, so that nothing is compressed twice.
    """
    with source.open("rb") as probe:
        is_gzip = probe.read(2) == b"\x1f\x8b"
    try:
        with open_stream(source) as stream:
            while chunk := stream.read(1 << 22):
                yield chunk, b"" if is_gzip else igzip.compress(chunk, 3, mtime=0)
        if is_gzip:
            with source.open("rb") as stream:
                while packed := stream.read(1 << 22):
                    yield b"", packed
    except (EOFError, gzip.BadGzipFile, igzip.isal_zlib.error) as error:
        raise SourceError(
            f"{source} is cut off or not gzip: {error}. Mend: download it again"
        ) from error


def _by_sequence(manifest: Manifest) -> tuple[int, datetime, str]:
    return manifest.sequence, manifest.created_at, manifest.snapshot_id


def _manifest(path: Path) -> Manifest:
    """A manifest never changes, so one that was read is not read again by the same process."""
    stat = path.stat()
    return _read_manifest(path, stat.st_mtime_ns, stat.st_size)


_SAME_IDS: dict[tuple[int, ...], list[int]] = {}


def _shared_ids(pmids: list[int]) -> list[int]:
    """The same list for equal ids: most nights find what the night before found, for years."""
    return _SAME_IDS.setdefault(tuple(pmids), pmids)


@lru_cache(maxsize=8192)
def _read_manifest(path: Path, _changed_ns: int, _n_bytes: int) -> Manifest:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["format"] > FORMAT:
            raise UsageError(f"{path}: manifest format {record['format']} is newer than this program "
                             f"(it knows up to {FORMAT}). Mend: update the program")  # fmt: skip
        record["created_at"] = datetime.fromisoformat(record["created_at"])
        record["batches"] = tuple(
            Batch(**{**b, "promised_pmids": tuple(b.get("promised_pmids", ()))})
            for b in record["batches"]
        )
        for name in (
            "topics",
            "search_runs",
            "withdrawn_pmids",
            "verified_pmids",
            "skipped",
            "problems",
            "assurance",
            "lost_sha256s",
        ):
            record[name] = tuple(record.get(name, ()))
        for run in record["search_runs"]:
            run["pmids"] = _shared_ids(run.get("pmids", []))
        return Manifest(**record)
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{path}: not a manifest of this program ({error}). Mend: restore it "
                         "from a backup, or move it away to leave its snapshot out") from error  # fmt: skip
