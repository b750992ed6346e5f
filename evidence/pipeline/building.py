"""The second verb: derive everything from the snapshots and `queries/`, in a new folder."""

from __future__ import annotations

import gzip
import json
import pickle
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evidence.database import Building
from evidence.errors import UsageError
from evidence.models import Topic
from evidence.pipeline.appraising import appraise_all
from evidence.pipeline.batch_order import Arrival, arrivals_in_order, known_batches
from evidence.pipeline.batches import (
    READ_TABLES,
    BatchJob,
    PreparedBatch,
    parse_job,
    part_versions,
    prepare_batch,
    reading_key,
)
from evidence.pipeline.holdings import withdrawn_pmids
from evidence.pipeline.past_queries import queries_of
from evidence.pipeline.run import Run
from evidence.pipeline.run_facts import arrival_rows, batch_rows, run_fact_rows
from evidence.pipeline.snapshotting import copy_queries, queries_sha256
from evidence.pipeline.tidying import forget_old_readings
from evidence.pipeline.topic_rows import topic_rows
from evidence.schema import Table, load_schema, schema_version
from evidence.snapshots import Manifest, RawStore, write_whole
from evidence.sources.parsing import ParseJob
from evidence.topics import load_topics
from evidence.version import __version__

CANDIDATE = "candidate"
_CHILD_EXCEPTIONS = frozenset({"record", "rejected_record", "delete_citation"})


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a build rests on: the queries in force, the topics, the manifests."""

    queries_dir: Path
    topics: tuple[Topic, ...]
    manifests: tuple[Manifest, ...]

    @property
    def arrivals(self) -> tuple[Arrival, ...]:
        """Every arrival of a batch, the newest content last."""
        return arrivals_in_order(self.manifests)

    @property
    def is_sample(self) -> bool:
        """Whether these are the demonstration records."""
        return self.manifests[-1].is_sample


def build(run: Run) -> Path:
    """Build a candidate for publication; its folder.

    Raises UsageError where there is nothing to build from, QueriesError for a
    mistake in `queries/`, SourceError for a raw batch that cannot be read.
    """
    inputs = build_inputs(run)
    folder = run.data_dir / CANDIDATE
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tables = load_schema(inputs.queries_dir / "schema")
    prepared = _prepared(run, inputs)
    run.checkpoint("batches prepared")
    run.tell(f"loading {sum(p.n_records for p in prepared)} records from {len(prepared)} batches")
    db = Building(folder / "evidence.duckdb", tables, inputs.queries_dir)
    try:
        _load_records(db, inputs, prepared, tables)
        run.checkpoint("records loaded")
        for table, rows in topic_rows(inputs.topics).items():
            db.insert_rows(table, rows)
        db.insert_rows("part_version", _part_rows(inputs.topics))
        for table, rows in run_fact_rows(inputs.manifests).items():
            db.insert_rows(table, rows)
        run.tell(f"appraising {len(inputs.topics)} topic(s)")
        appraise_all(db, inputs.topics, is_sample=inputs.is_sample)
        run.checkpoint("appraised")
        db.create_views(inputs.queries_dir / "views")
    finally:
        db.close()
    copy_queries(inputs.queries_dir, folder / "queries")
    _write_build_facts(folder, inputs, prepared)
    run.checkpoint("built")
    return folder


def build_inputs(run: Run) -> Inputs:
    """The manifests and queries a build of this run rests on."""
    manifests = RawStore(run.data_dir).manifests(run.as_of)
    real = tuple(m for m in manifests if not m.is_sample)
    chosen = real or manifests
    if not chosen:
        when = f" up to {run.as_of}" if run.as_of else ""
        raise UsageError(
            f"{run.data_dir} holds no snapshot{when}. Mend: run `evidence snapshot` first"
        )
    queries_dir = queries_of(run)
    topics = load_topics(queries_dir)
    unknown = set(run.topics) - {t.topic for t in topics}
    if unknown:
        names = ", ".join(t.topic for t in topics)
        raise UsageError(
            f"--topic {sorted(unknown)[0]}: there is no such topic. Mend: use one of {names}"
        )
    if not real:
        chosen = _same_sample(manifests)
        topics = tuple(t for t in topics if t.topic in chosen[-1].topics)
    return Inputs(queries_dir, topics, chosen)


def _same_sample(manifests: tuple[Manifest, ...]) -> tuple[Manifest, ...]:
    """The newest sample, and earlier manifests of the same one: they say when it was first seen."""
    held = {batch.sha256 for batch in manifests[-1].batches}
    return tuple(m for m in manifests if {batch.sha256 for batch in m.batches} <= held)


def _prepared(run: Run, inputs: Inputs) -> list[PreparedBatch]:
    """Every batch parsed and read, one task a batch."""
    store = RawStore(run.data_dir)
    key = reading_key(inputs.topics)
    topics_path = run.data_dir / "parsed" / f"{key}.topics"
    write_whole(topics_path, pickle.dumps(inputs.topics))
    schema_dir = inputs.queries_dir / "schema"
    jobs = [
        BatchJob(batch.sha256, parse_job(store, batch, run.data_dir, schema_dir), topics_path, key)
        for batch, _, _ in known_batches(inputs.arrivals)
    ]
    run.tell(f"reading {len(jobs)} batches")
    if not jobs:  # nothing was found: one empty batch, so that every table is there, empty
        jobs = [BatchJob("", _nothing(run.data_dir, schema_dir), topics_path, key)]
    prepared: list[PreparedBatch] = run.map_batches(prepare_batch, jobs, "batch")
    forget_old_readings(run.data_dir, key)
    n_cached = sum(p.was_cached for p in prepared)
    if n_cached:
        run.tell(f"{n_cached} of {len(prepared)} batches were read before")
    return prepared


def _nothing(data_dir: Path, schema_dir: Path) -> ParseJob:
    folder = data_dir / "parsed" / "nothing"
    content = gzip.compress(b"<PubmedArticleSet></PubmedArticleSet>", mtime=0)
    write_whole(folder / "nothing.xml.gz", content)
    return ParseJob(folder / "nothing.xml.gz", "pubmed-xml", folder, schema_dir, "nothing found")


def _load_records(
    db: Building, inputs: Inputs, prepared: list[PreparedBatch], tables: dict[str, Table]
) -> None:
    n_records = {p.sha256: p.n_records for p in prepared}
    db.insert_rows("batch", batch_rows(inputs.arrivals, n_records))
    db.insert_rows("arrival", arrival_rows(inputs.arrivals))
    parsed = [p.parsed for p in prepared]
    db.run(
        "010_current_record",
        record_paths=_files(parsed, "record"),
        delete_paths=_files(parsed, "delete_citation"),
        rejected_paths=_files(parsed, "rejected_record"),
    )
    for table in tables:
        if table not in _CHILD_EXCEPTIONS and (prepared[0].parsed / f"{table}.parquet").exists():
            db.load_children(table, [p / f"{table}.parquet" for p in parsed])
    for table in READ_TABLES:
        if table != "evidence_item":
            db.load_children(table, [p.read / f"{table}.parquet" for p in prepared])
    db.run("020_report_history", withdrawn=sorted(withdrawn_pmids(inputs.manifests)))
    db.run("030_notice")
    db.run("040_item_read", item_paths=_files([p.read for p in prepared], "evidence_item"))


def _part_rows(topics: tuple[Topic, ...]) -> list[dict[str, str]]:
    """What made the derived rows; the rules are the same file for all topics."""
    rules = {str(t.rules["version"]) for t in topics if "version" in t.rules}
    parts = {**part_versions(), **({"rules": ", ".join(sorted(rules))} if rules else {})}
    return [{"part": part, "version": version} for part, version in parts.items()]


def _files(folders: Iterable[Path], table: str) -> list[str]:
    return [str(folder / f"{table}.parquet") for folder in folders]


def _write_build_facts(folder: Path, inputs: Inputs, prepared: list[PreparedBatch]) -> None:
    facts = {
        "snapshot_ids": [m.snapshot_id for m in inputs.manifests],
        "is_sample": inputs.is_sample,
        "source_notes": sorted({a.batch.note for a in inputs.arrivals if a.batch.note}),
        "topics": [t.topic for t in inputs.topics],
        "queries_sha256": queries_sha256(inputs.queries_dir),
        "schema_version": schema_version(inputs.queries_dir),
        "code_version": __version__,
        "n_batches": sum(1 for p in prepared if p.sha256),
        "n_batches_cached": sum(p.was_cached for p in prepared if p.sha256),
    }
    write_whole(folder / "build.json", json.dumps(facts, indent=1).encode())
