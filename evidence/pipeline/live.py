"""The first verb against PubMed itself: what a night brings, as the facts of a manifest."""

from __future__ import annotations

import io
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evidence.errors import SourceError, UsageError
from evidence.models import RawBatch, Topic
from evidence.pipeline.arriving import Arrivals
from evidence.pipeline.holdings import Holdings, holdings, record_contents
from evidence.pipeline.run import Run
from evidence.schema import load_schema
from evidence.settings import Settings
from evidence.snapshots import Manifest, RawStore, write_whole
from evidence.sources.pubmed.access import Clock, EutilsAccess, RequestLine
from evidence.sources.pubmed.eutils import Eutils
from evidence.sources.pubmed.fetch import BATCH_SIZE, SOURCE
from evidence.sources.pubmed.night import Failure, NightResult, fetch_night
from evidence.sources.pubmed.parse import parse_pubmed_xml
from evidence.sources.pubmed.runs import search_run_record
from evidence.sources.pubmed.slices import record_slices, set_prolog

_CLOCK_OFF_SECONDS = 300.0
_KEPT_LOGS = 60


def live_haul(run: Run, store: RawStore, topics: tuple[Topic, ...]) -> dict[str, Any]:
    """One night's batches, searches and what else its manifest says.

    Raises SourceError where PubMed cannot be reached or its answers cannot be believed;
    what had arrived by then is kept and not asked for again. A strategy that failed and
    casts no doubt on the others is among the `problems`.
    """
    if not any(s.source == SOURCE for t in topics for s in t.strategies):
        raise UsageError("no chosen topic has a search strategy for PubMed. Mend: write one under "
                         "strategies/, or name files with --source")  # fmt: skip
    client = client_of(run)
    manifests = store.manifests()
    before = holdings(run, manifests, topics)
    after = manifests[-1].snapshot_id if manifests else None
    arrivals = Arrivals(run.data_dir, after, run.now())
    run.checkpoint("night begins")
    try:
        night = fetch_night(
            client, topics, before.content, before.verified, before.earlier,
            gone_before=before.gone, arrived=arrivals.settled(),
            keep=lambda batch: _keep(run, before, arrivals, batch), tell=run.tell,
            waits_for_off_peak=run.wait_for_off_peak, batch_size=BATCH_SIZE,
        )  # fmt: skip
    finally:
        _write_request_log(run, client.log)
    _stop_where_not_believed(night.failures)
    batches = arrivals.store(store, BATCH_SIZE)
    run.checkpoint("batches stored")
    return {
        "batches": batches,
        "search_runs": tuple(search_run_record(found) for found in night.search_runs),
        "withdrawn_pmids": night.withdrawn,
        "verified_pmids": night.verified,
        "problems": (*(f.reason for f in night.failures), *_clock_problems(run, client, manifests)),
        "assurance": _assurance(night, batches),
        "n_requests": night.n_requests,
        "n_bytes_received": night.n_bytes,
        "waited_seconds": round(night.waited_seconds, 3),
    }


def client_of(run: Run) -> Eutils:
    """The E-utilities as the run's settings name them. Raises SourceError without an email address."""
    settings = run.settings
    access = EutilsAccess(
        base_url=settings.eutils_url,
        email=settings.ncbi_email,
        api_key=settings.ncbi_api_key,
        state_dir=_limit_dir(settings),
    )
    return Eutils(access, clock=Clock(now=run.now))


def _limit_dir(settings: Settings) -> Path:
    """Where the request limit is kept: NCBI counts by machine, so for all data folders together."""
    if settings.cache_dir is not None:
        try:
            settings.cache_dir.mkdir(parents=True, exist_ok=True)
        except OSError:
            return settings.data_dir
        if os.access(settings.cache_dir, os.W_OK):
            return settings.cache_dir
    return settings.data_dir


def _keep(run: Run, before: Holdings, arrivals: Arrivals, batch: RawBatch) -> None:
    """Keep of an answer the records that are not held as they are."""
    slices = record_slices(batch.content)
    hashes = _hashes(run, batch) if slices.keys() & before.content.keys() else {}
    kept = {
        pmid: text for pmid, text in slices.items()
        if pmid in before.gone or pmid not in hashes or hashes[pmid] != before.content.get(pmid)
    }  # fmt: skip
    arrivals.add(set_prolog(batch.content), tuple(slices), kept)
    run.checkpoint("batch arrived")


def _hashes(run: Run, batch: RawBatch) -> dict[int, str]:
    schema = load_schema(run.queries_dir / "schema")
    parsed = parse_pubmed_xml(io.BytesIO(batch.content), schema, batch.origin)
    return {pmid: content for tables in parsed for pmid, _, content in record_contents(tables)}


def _stop_where_not_believed(failures: tuple[Failure, ...]) -> None:
    doubts = [f.reason for f in failures if f.stops_publication]
    if doubts:
        more = f" (and {len(doubts) - 1} doubts more)" if len(doubts) > 1 else ""
        raise SourceError(f"not published: {doubts[0]}{more}")


def _assurance(night: NightResult, batches: list[Any]) -> tuple[str, ...]:
    n_kept = sum(len(batch.promised_pmids) for batch in batches)
    return (
        *night.assurance,
        f"{n_kept} of the records given differ from what was held" if n_kept
        else "every record given is, to the last character read, what was held",
    )  # fmt: skip


def _clock_problems(run: Run, client: Eutils, manifests: tuple[Manifest, ...]) -> tuple[str, ...]:
    """A clock that is off shifts no search, but every date that is published."""
    mend = "Mend: set it by NTP"
    lines = []
    ahead = client.clock_ahead_seconds
    if ahead is not None and abs(ahead) >= _CLOCK_OFF_SECONDS:
        way = "ahead of" if ahead > 0 else "behind"
        lines.append(f"this machine's clock is {abs(ahead):.0f} s {way} PubMed's. {mend}")
    if manifests and manifests[-1].created_at > run.now():
        lines.append(
            f"this machine's clock is behind the snapshot {manifests[-1].snapshot_id}. {mend}"
        )
    return tuple(lines)


def _write_request_log(run: Run, log: list[RequestLine]) -> None:
    """Every request of the run, one JSON object a line, without secrets; old logs are let go."""
    folder = run.data_dir / "logs"
    name = f"requests-{run.now():%Y%m%dT%H%M%SZ}.jsonl"
    lines = (json.dumps({**asdict(line), "asked_at": line.asked_at.isoformat()}) for line in log)
    try:
        write_whole(folder / name, "".join(line + "\n" for line in lines).encode())
        for old in sorted(folder.glob("requests-*.jsonl"))[:-_KEPT_LOGS]:
            old.unlink(missing_ok=True)
    except OSError:
        run.tell("the log of requests could not be written")
