"""What is held before a night begins: records, searches, what is gone, and what something rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from evidence.database import open_published
from evidence.errors import UsageError
from evidence.models import SearchRun, Topic
from evidence.pipeline.batch_order import arrivals_in_order, known_batches
from evidence.pipeline.batches import parse_job
from evidence.pipeline.publications import newest
from evidence.pipeline.run import Run
from evidence.snapshots import Batch, Manifest, RawStore
from evidence.sources.parsing import parse_batch, parsed_folder
from evidence.sources.pubmed.runs import search_run_of

FIRST_DIGEST_PMID = 99_000_000
"""From here on PMIDs are those of digests written for a sample (Owner NOTNLM); PubMed has none."""

_REJECTED = "rejected: "
_COLUMNS = {
    "record": ["pmid", "source_record_no", "pmid_version", "date_revised", "content_hash"],
    "rejected_record": ["pmid", "reason"],
    "delete_citation": ["pmid"],
}
_RESTS_ON = ("evidence_item", "suggested_citation", "judgement")


@dataclass(frozen=True, slots=True)
class Holdings:
    """The state of the data folder.

    `content` maps each PMID held to the content hash of the version that stands; a record
    that could not be taken in has the reason in its place. `verified` are the PMIDs that an
    evidence item, citation or judgement rests on.
    """

    content: dict[int, str]
    earlier: tuple[SearchRun, ...]
    gone: frozenset[int]
    verified: frozenset[int]


def holdings(run: Run, manifests: Sequence[Manifest], topics: Sequence[Topic]) -> Holdings:
    """What is held, of real records alone. Raises SourceError for a damaged batch."""
    real = [m for m in manifests if not m.is_sample]
    runs = [search_run_of(record) for m in real for record in m.search_runs]
    return Holdings(
        content=_content(run, real),
        earlier=tuple(runs),
        gone=withdrawn_pmids(real),
        verified=frozenset(_verified(run.data_dir, topics)),
    )


def withdrawn_pmids(manifests: Iterable[Manifest]) -> frozenset[int]:
    """PMIDs that PubMed was asked for and did not give, and has not given since."""
    gone: set[int] = set()
    for manifest in manifests:
        back = {pmid for batch in manifest.batches for pmid in batch.promised_pmids}
        gone -= back | set(manifest.verified_pmids)
        gone |= set(manifest.withdrawn_pmids)
    return frozenset(gone)


def record_contents(
    tables: Mapping[str, pa.Table],
) -> Iterator[tuple[int, tuple[int, str], str]]:
    """PMID, rank among its versions, and content hash of each record of a parsed batch."""
    columns = tables["record"].select(_COLUMNS["record"]).to_pydict().values()
    for pmid, number, version, revised, content in zip(*columns, strict=True):
        if pmid is None and str(number).isdigit():
            pmid = int(number)  # the number of a digest, which a service for tests may give too
        if pmid is not None:
            yield pmid, (version or 0, str(revised or "")), content
    for row in tables["rejected_record"].select(["pmid", "reason"]).to_pylist():
        if row["pmid"] is not None:
            yield row["pmid"], (0, ""), _REJECTED + row["reason"]


def _content(run: Run, manifests: list[Manifest]) -> dict[int, str]:
    """By the order in which the build ranks versions: PMID version, date revised, XML, arrival."""
    batches = [batch for batch, _, _ in known_batches(arrivals_in_order(manifests))]
    best: dict[int, tuple[tuple[Any, ...], str]] = {}
    for batch, folder in zip(batches, _parsed_folders(run, batches), strict=True):
        tables = {n: pq.read_table(folder / f"{n}.parquet", columns=c) for n, c in _COLUMNS.items()}
        for pmid, rank, content in record_contents(tables):
            ranked = (*rank, batch.format == "pubmed-xml")
            if pmid not in best or best[pmid][0] <= ranked:
                best[pmid] = ranked, content
        for pmid in tables["delete_citation"]["pmid"].to_pylist():
            best.pop(pmid, None)
    return {pmid: content for pmid, (_, content) in best.items()}


def _parsed_folders(run: Run, batches: Sequence[Batch]) -> list[Path]:
    """Where each batch is parsed; those that no build has parsed yet are parsed now."""
    store, schema_dir = RawStore(run.data_dir), run.queries_dir / "schema"
    jobs = [parse_job(store, batch, run.data_dir, schema_dir) for batch in batches]
    folders = [parsed_folder(job.folder) for job in jobs]
    missing = [job for job, folder in zip(jobs, folders, strict=True) if not folder.is_dir()]
    if missing:
        run.map_batches(parse_batch, missing, "held batch")
    return folders


def _verified(data_dir: Path, topics: Sequence[Topic]) -> set[int]:
    named = {topic.topic for topic in topics}
    report_ids = {d.report_id for topic in topics for d in topic.decisions}
    publication = newest(data_dir)
    if publication is not None:
        with open_published(publication.database) as published:
            for table in _RESTS_ON:
                try:
                    rows = published.query(f"SELECT DISTINCT topic, report_id FROM {table}").rows
                except UsageError:
                    continue  # published by an earlier version, which had no such table
                report_ids |= {report_id for topic, report_id in rows if topic in named}
    pmids = {int(i[5:]) for i in report_ids if i and i.startswith("pmid:") and i[5:].isdigit()}
    return {pmid for pmid in pmids if pmid < FIRST_DIGEST_PMID}
