"""One batch at a time: parse what is raw, read what is in scope. Cached by content.

Each step's result is a folder named by what went in: the batch, and the versions
of code and concepts. A folder that exists is complete, so nothing is done twice
and a killed run loses at most the batches it was at.
"""

from __future__ import annotations

import hashlib
import json
import pickle
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from evidence.appraise import APPRAISE_VERSION
from evidence.appraise.link import evidence_items
from evidence.extract import EXTRACT_VERSION
from evidence.extract.concepts import ConceptMatcher
from evidence.extract.report import read_report
from evidence.models import EvidenceItem, Finding, Notice, ReportText, Span, Topic
from evidence.normalize import NORMALIZE_VERSION, TEXT_TABLES, notices_of, report_texts
from evidence.schema import Table, load_schema
from evidence.snapshots import Batch, RawStore
from evidence.sources.parsing import ParseJob, fill_whole, parse_batch, parsed_folder
from evidence.sources.pubmed.store import PARSER_VERSION

READ_TABLES = ("notice", "finding", "evidence_item", "rationale", "concept_match")


@dataclass(frozen=True, slots=True)
class BatchJob:
    """All that is needed to parse and read one batch in any process.

    `topics_path` is a pickle of the topics, written once for all jobs of a run.
    """

    sha256: str
    parse: ParseJob
    topics_path: Path
    reading_key: str


@dataclass(frozen=True, slots=True)
class PreparedBatch:
    """Where a batch's parsed and read tables are, and how many records it holds."""

    sha256: str
    parsed: Path
    read: Path
    n_records: int
    was_cached: bool


def reading_key(topics: Iterable[Topic]) -> str:
    """What the reading of a batch depends on, apart from the batch: code and topics."""
    content = repr([(t.topic, t.claims, sorted(t.concepts.items()), t.rules) for t in topics])
    digest = hashlib.sha256(json.dumps([*part_versions().values(), content]).encode()).hexdigest()
    return f"read-{digest[:16]}"


def part_versions() -> dict[str, str]:
    """The version of each part that makes what is derived from a batch."""
    versions = {"parser": PARSER_VERSION, "normalize": NORMALIZE_VERSION,
                "extract": EXTRACT_VERSION, "appraise": APPRAISE_VERSION}  # fmt: skip
    return {part: str(version) for part, version in versions.items()}


def parse_job(store: RawStore, batch: Batch, data_dir: Path, schema_dir: Path) -> ParseJob:
    """The job that parses one batch of a data folder."""
    folder = data_dir / "parsed" / batch.sha256
    return ParseJob(store.path_of(batch), batch.format, folder, schema_dir, batch.origin)


def prepare_batch(job: BatchJob) -> PreparedBatch:
    """Parse and read one batch, unless that is done already. Raises SourceError."""
    parsed, read = parsed_folder(job.parse.folder), job.parse.folder / job.reading_key
    was_cached = parsed.is_dir() and read.is_dir()
    tables = load_schema(job.parse.schema_dir)
    parse_batch(job.parse)
    if not read.is_dir():
        fill_whole(read, lambda out: _read_to_parquet(parsed, out, tables, job.topics_path))
    n_records = pq.read_metadata(parsed / "record.parquet").num_rows
    n_records += pq.read_metadata(parsed / "rejected_record.parquet").num_rows
    return PreparedBatch(job.sha256, parsed, read, n_records, was_cached)


@lru_cache(maxsize=2)
def _topics(path: Path) -> tuple[tuple[Topic, ConceptMatcher], ...]:
    topics: tuple[Topic, ...] = pickle.loads(path.read_bytes())
    return tuple((topic, ConceptMatcher(topic.concepts)) for topic in topics)


def _read_to_parquet(
    parsed: Path, out: Path, tables: Mapping[str, Table], topics_path: Path
) -> None:
    """Write the READ_TABLES of one parsed batch."""
    held = {name: pq.read_table(parsed / f"{name}.parquet") for name in ("record", *TEXT_TABLES)}
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in READ_TABLES}
    notices: dict[int, list[Notice]] = defaultdict(list)
    for record_no, notice in notices_of(held["comment_correction"], held["publication_type"]):
        notices[record_no].append(notice)
        rows["notice"].append({"record_no": record_no, "kind": notice.kind,
                               "direction": notice.direction, "ref_type": notice.ref_type,
                               "other_pmid": notice.other_pmid, "citation": notice.citation,
                               "seen_in": "own_record"})  # fmt: skip
    topics = _topics(topics_path)
    for record_no, report in report_texts(held, notices):
        _read_one(record_no, report, topics, rows)
    for name in READ_TABLES:
        table = pa.Table.from_pylist(rows[name], schema=_nullable(tables[name].parsed_schema))
        pq.write_table(table, out / f"{name}.parquet", compression="zstd")


def _read_one(
    record_no: int,
    report: ReportText,
    topics: tuple[tuple[Topic, ConceptMatcher], ...],
    rows: dict[str, list[dict[str, Any]]],
) -> None:
    """Findings once a report, evidence items once a topic, for a report in scope."""
    in_scope = [(topic, matcher) for topic, matcher in topics if matcher.is_in_scope(report)]
    if not in_scope:
        return
    findings: tuple[Finding, ...] = ()
    for topic, matcher in in_scope:
        found = read_report(report, matcher)
        items = evidence_items(report, found, topic, matcher)
        findings = findings or found
        for item in items:
            _item_rows(record_no, report, topic.topic, item, rows)
    rows["finding"] += [_finding_row(record_no, number, f) for number, f in enumerate(findings)]


def _finding_row(record_no: int, number: int, finding: Finding) -> dict[str, Any]:
    detail = json.dumps(dict(finding.detail), ensure_ascii=False, sort_keys=True, default=str)
    return {"record_no": record_no, "finding_no": number, "kind": finding.kind,
            "value": finding.value, "number": finding.number, "unit": finding.unit,
            "detail": detail if finding.detail else None, "source": finding.source,
            "rule": finding.rule, "version": finding.version, **place(finding.span)}  # fmt: skip


def _item_rows(
    record_no: int,
    report: ReportText,
    topic: str,
    item: EvidenceItem,
    rows: dict[str, list[dict[str, Any]]],
) -> None:
    key = {"record_no": record_no, "topic": topic, "claim_id": item.claim_id}
    rows["evidence_item"].append({
        **key, "status": item.status.value, "stance": item.stance and item.stance.value,
        "direction": item.direction, "significance": item.significance, "reason": item.reason,
        "evidence_level": item.evidence_level, "design": item.design,
        "population": item.population, "n_participants": item.n_participants,
        "study_id": None, "compared_with": None,
        "score": item.score, "decided_by": item.decided_by, "rule": item.rule,
    })  # fmt: skip
    rows["rationale"] += [
        {**key, "rationale_no": number, "quote": report.quote(span), **place(span)}
        for number, span in enumerate(item.rationale)
    ]
    rows["concept_match"] += [
        {**key, "match_no": number, "concept_id": m.concept_id, "matched_by": m.by, "term": m.term,
         **place(m.span)} for number, m in enumerate(item.matches)
    ]  # fmt: skip


def place(span: Span | None) -> dict[str, Any]:
    """The columns that say where a span stands; NULL without one."""
    if span is None:
        return {"field": None, "section_no": None, "start": None, "end": None}
    return {
        "field": span.field,
        "section_no": span.section_no,
        "start": span.start,
        "end": span.end,
    }


def _nullable(schema: pa.Schema) -> pa.Schema:
    """Some columns are filled only when all batches are together."""
    return pa.schema([field.with_nullable(True) for field in schema])
