"""Damaged raw batches: named, and fetched again where PubMed can give them.

Batches are put together the same way each time, so records that have not changed since
give the very bytes that were lost. Where some have changed, what PubMed gives now is kept
as a snapshot of its own that names the lost batch, and builds leave the lost one out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.pipeline.batch_order import arrivals_in_order, known_batches
from evidence.pipeline.live import client_of
from evidence.pipeline.run import Run
from evidence.snapshots import Batch, Manifest, RawStore, snapshot_id
from evidence.sources.pubmed.eutils import Eutils
from evidence.sources.pubmed.fetch import fetch_records
from evidence.sources.pubmed.slices import record_set, record_slices, set_prolog
from evidence.version import __version__


@dataclass(frozen=True, slots=True)
class Damage:
    """A batch that is missing or not what its name says; `line` is what and the mend."""

    batch: Batch
    line: str

    @property
    def can_be_fetched(self) -> bool:
        """Whether it came from PubMed by number."""
        return self.batch.format == "pubmed-xml" and bool(self.batch.promised_pmids)


def damages(store: RawStore) -> tuple[int, tuple[Damage, ...]]:
    """How many batches there are, and those that are damaged. Reads every one."""
    batches = [batch for batch, _, _ in known_batches(arrivals_in_order(store.manifests()))]
    return len(batches), tuple(Damage(b, line) for b in batches if (line := store.damage(b)))


def fetched_again(run: Run, found: Sequence[Damage]) -> tuple[str, ...]:
    """Fetch damaged batches again; one line each on what came of it. The caller holds the lock.

    Raises SourceError where PubMed does not answer; what was mended by then stays mended.
    """
    store, client = RawStore(run.data_dir), client_of(run)
    return tuple(_mended(run, store, client, damage.batch) for damage in found)


def _mended(run: Run, store: RawStore, client: Eutils, batch: Batch) -> str:
    slices: dict[int, bytes] = {}
    prolog = b""
    missing: list[int] = []
    for answer in fetch_records(client, batch.promised_pmids, on_missing=missing.extend):
        slices |= record_slices(answer.content)
        prolog = prolog or set_prolog(answer.content)
    store.path_of(batch).unlink(missing_ok=True)
    present = tuple(sorted(slices))
    content = record_set(prolog, [slices[pmid] for pmid in present])
    again = store.store(content, batch.origin, batch.format, promised_pmids=present)
    name = store.path_of(batch).name
    if again.sha256 == batch.sha256:
        return f"raw batch {name} was damaged and is fetched again, to the byte"
    gone = f", {len(missing)} are not given any more" if missing else ""
    told = (f"raw batch {name} was damaged; some of its {len(batch.promised_pmids)} records have changed "
            f"since{gone}: they are held as PubMed gives them now, and dated today")  # fmt: skip
    _write_snapshot(run, store, again, batch, told)
    return told


def _write_snapshot(run: Run, store: RawStore, again: Batch, lost: Batch, told: str) -> None:
    created_at, sequence = run.now(), store.next_sequence()
    store.write_manifest(
        Manifest(
            snapshot_id=snapshot_id(created_at, (again,), sequence),
            source="pubmed",
            created_at=created_at,
            topics=(),
            batches=(again,),
            problems=(told,),
            lost_sha256s=(lost.sha256,),
            code_version=__version__,
            sequence=sequence,
        )
    )
