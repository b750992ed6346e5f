"""The first verb: bring in what a source says, and name it in a manifest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from evidence.errors import UsageError
from evidence.models import Topic
from evidence.pipeline.arriving import forget_arrivals
from evidence.pipeline.batches import parse_job
from evidence.pipeline.run import Run
from evidence.snapshots import Batch, Manifest, RawStore, snapshot_id, write_whole
from evidence.sources.files import SourceFile, listed_files
from evidence.sources.parsing import parse_batch
from evidence.version import __version__

SAMPLE = "sample"
PUBMED = "pubmed"
FILES = "files"


def snapshot(run: Run, topics: tuple[Topic, ...]) -> Manifest:
    """Bring in what the run's sources hold and write the manifest, last and whole.

    Raises UsageError for sources that do not go together, SourceError where a
    source cannot be believed; then no manifest is written, and what was stored
    is found again by the next run.
    """
    store = RawStore(run.data_dir)
    kind = source_kind(run.sources)
    _refuse_sample_over_real(run, store, kind)
    if kind == PUBMED:
        from evidence.pipeline.live import live_haul

        facts = live_haul(run, store, topics)
    else:
        facts = _files_haul(run, store, _paths(run, kind, topics))
    created_at, sequence = run.now(), store.next_sequence()
    batches = tuple(facts.pop("batches"))
    _parse_all(run, store, batches)
    manifest = Manifest(
        snapshot_id=snapshot_id(created_at, batches, sequence),
        source=kind,
        created_at=created_at,
        topics=tuple(topic.topic for topic in topics),
        batches=batches,
        code_version=__version__,
        queries_sha256=queries_sha256(run.queries_dir),
        sequence=sequence,
        **facts,
    )
    run.checkpoint("before manifest")
    store.write_manifest(manifest)
    _journal_path(run).unlink(missing_ok=True)
    forget_arrivals(run.data_dir)
    run.checkpoint("after manifest")
    return manifest


def _parse_all(run: Run, store: RawStore, batches: tuple[Batch, ...]) -> None:
    """Read every batch through before the manifest names it, one task a batch.

    A batch that cannot be read must never be part of a snapshot: every later build would
    stumble over it. What is parsed here is not parsed again by the build.
    """
    schema_dir = run.queries_dir / "schema"
    jobs = [parse_job(store, batch, run.data_dir, schema_dir) for batch in batches]
    run.map_batches(parse_batch, jobs, "parse")
    run.checkpoint("batches parsed")


def source_kind(sources: tuple[str, ...]) -> str:
    """pubmed, sample or files. Raises UsageError for a mixture."""
    named = {s for s in sources if s in (PUBMED, SAMPLE)}
    if not sources or (named and len(sources) > 1):
        raise UsageError("--source takes pubmed, or sample, or one or more paths, not a mixture")
    return named.pop() if named else FILES


def sample_path(queries_dir: Path, topic: str) -> Path | None:
    """The embedded sample of a topic; None where it has none."""
    folder = queries_dir / "topics" / topic
    return next((p for p in sorted(folder.glob("sample.xml*"))), None)


def queries_sha256(queries_dir: Path) -> str:
    """One hash over everything people wrote: names and bytes, in order."""
    digest = hashlib.sha256()
    for path in queries_files(queries_dir):
        digest.update(str(path.relative_to(queries_dir)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def queries_files(queries_dir: Path) -> list[Path]:
    """Files under `queries/` that shape what is derived, in a fixed order."""
    return sorted(
        p
        for p in queries_dir.rglob("*")
        if p.is_file() and not p.name.startswith(".") and p.suffix != ".lock"
    )


def _paths(run: Run, kind: str, topics: tuple[Topic, ...]) -> list[Path]:
    if kind == FILES:
        return [Path(s) for s in run.sources]
    found = [p for t in topics if (p := sample_path(run.queries_dir, t.topic)) is not None]
    if not found:
        raise UsageError(
            "--source sample: no chosen topic ships a sample. Mend: name another topic"
        )
    return found


def _refuse_sample_over_real(run: Run, store: RawStore, kind: str) -> None:
    """The demonstration must never take the place of what is published from real records."""
    if kind == SAMPLE and any(not m.is_sample for m in store.manifests()):
        raise UsageError(
            f"{run.data_dir} holds real records; the sample would replace what is published. "
            "Mend: give the sample a folder of its own with --data-dir"
        )


def _files_haul(run: Run, store: RawStore, paths: list[Path]) -> dict[str, Any]:
    files, skipped = listed_files(paths)
    held = {b.stamp: b for m in store.manifests() for b in m.batches if b.stamp}
    journal = _Journal(_journal_path(run))
    held.update(journal.batches())
    batches = []
    for number, file in enumerate(files, 1):
        batch = held.get(file.stamp)
        if batch is None or not store.path_of(batch).exists():
            batch = _stored(store, file)
            journal.add(batch)
            run.tell(f"stored {file.path.name} ({number} of {len(files)})")
        batches.append(batch)
        run.checkpoint("batch stored")
    return {
        "batches": batches,
        "skipped": tuple({"path": str(s.path.name), "reason": s.reason} for s in skipped),
    }


def _journal_path(run: Run) -> Path:
    return run.data_dir / "manifests" / ".journal.jsonl"


def _stored(store: RawStore, file: SourceFile) -> Batch:
    return store.store_file(file.path, file.format, file_no=file.file_no, stamp=file.stamp,
                            note=file.note)  # fmt: skip


class _Journal:
    """Files already stored by a run that did not live to write its manifest."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def batches(self) -> dict[str, Batch]:
        """Stamp to batch; a line cut off by a crash is passed over."""
        found: dict[str, Batch] = {}
        if self._path.exists():
            for line in self._path.read_text(encoding="utf-8").splitlines():
                try:
                    record = json.loads(line)
                    found[record["stamp"]] = Batch(**{**record, "promised_pmids": ()})
                except (ValueError, KeyError, TypeError):
                    continue
        return found

    def add(self, batch: Batch) -> None:
        """Append one line; small enough to be written whole."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        record = {name: getattr(batch, name) for name in Batch.__slots__}
        with self._path.open("a", encoding="utf-8") as out:
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def copy_queries(queries_dir: Path, target: Path) -> None:
    """Keep the copy of `queries/` that a publication was built with."""
    for path in queries_files(queries_dir):
        write_whole(target / path.relative_to(queries_dir), path.read_bytes())
