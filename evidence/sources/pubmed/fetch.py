"""Searches and records of PubMed, as the pipeline keeps them: search runs and raw batches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from evidence.errors import SourceError
from evidence.models import RawBatch, SearchRun, Strategy
from evidence.sources.pubmed.access import Window
from evidence.sources.pubmed.answers import RecordsAnswer
from evidence.sources.pubmed.eutils import Eutils
from evidence.sources.pubmed.outcome import DamagedAnswerError
from evidence.sources.pubmed.ranges import sent_query
from evidence.sources.pubmed.split import search_all

SOURCE = "pubmed"
BATCH_SIZE = 200
_FAR_OFF = date(3000, 12, 31)
_INDEX_LAG = timedelta(days=2)


@dataclass(slots=True)
class Cost:
    """What a stretch of requests cost, read off the client's log."""

    client: Eutils
    begun: int = 0

    def __post_init__(self) -> None:
        self.begun = len(self.client.log)

    @property
    def n_requests(self) -> int:
        """Requests made, failed ones included."""
        return len(self.client.log) - self.begun

    @property
    def n_bytes(self) -> int:
        """Bytes received, as they came over the wire."""
        return sum(line.n_bytes for line in self.client.log[self.begun :])

    @property
    def waited_seconds(self) -> float:
        """Seconds waited for the limit and before trying again."""
        return sum(line.waited_seconds for line in self.client.log[self.begun :])


def search_strategy(client: Eutils, topic: str, strategy: Strategy) -> SearchRun:
    """One strategy run whole: all its ids, as many as PubMed promised.

    Raises SourceError naming topic and strategy.
    """
    cost, started_at, query = Cost(client), client.clock.now(), sent_query(strategy)
    try:
        found = search_all(client, query)
    except SourceError as error:
        raise SourceError(f"{topic}/{strategy.strategy_id}: {error}") from error
    return SearchRun(
        topic=topic,
        strategy_id=strategy.strategy_id,
        source=SOURCE,
        query_sent=query,
        query_translation=found.translation,
        count=found.count,
        pmids=tuple(sorted(found.pmids)),
        started_at=started_at,
        finished_at=client.clock.now(),
        warnings=found.warnings,
        parts=found.parts,
        n_requests=cost.n_requests,
        n_bytes=cost.n_bytes,
        waited_seconds=cost.waited_seconds,
    )


def fetch_modified(client: Eutils, query: str, since: date) -> frozenset[int]:
    """PMIDs a query finds that PubMed modified on or after a day.

    PubMed's days are those of US Eastern time and its index lags a little, so the
    two days before are asked for too.
    """
    window = Window("mdat", since - _INDEX_LAG, _FAR_OFF)
    return frozenset(search_all(client, query, window).pmids)


def fetch_known(client: Eutils, pmids: Sequence[int]) -> frozenset[int]:
    """Which of `pmids` PubMed's search knows."""
    known: set[int] = set()
    for some in _chunks(pmids, BATCH_SIZE):
        found = client.search(" OR ".join(f"{pmid}[uid]" for pmid in some), retmax=len(some))
        known.update(found.pmids)
    return frozenset(known)


def fetch_records(
    client: Eutils,
    pmids: Sequence[int],
    batch_size: int = BATCH_SIZE,
    *,
    why: str = "records",
    gone_before: Collection[int] = (),
    on_missing: Callable[[tuple[int, ...]], None] | None = None,
) -> Iterator[RawBatch]:
    """Records by PMID as raw batches, each a whole PubmedArticleSet of what it promises.

    A record missing from a batch is asked for once more, with the others that were
    missing, unless `gone_before` says it was gone already. Those still missing are
    handed to `on_missing`; where that is None they raise SourceError naming them.
    `promised_pmids` of a batch are those in it.
    """
    missing: list[int] = []
    chunks = list(_chunks(pmids, batch_size))
    for number, some in enumerate(chunks, 1):
        for answer in _answers(client, some):
            missing += answer.missing
            yield from _batch(answer, f"efetch {why}, part {number} of {len(chunks)}")
    lost = [pmid for pmid in missing if pmid in gone_before]
    for some in _chunks([p for p in missing if p not in gone_before], batch_size):
        for answer in _answers(client, some):
            lost += answer.missing
            yield from _batch(answer, f"efetch {why}, asked for again")
    if lost and on_missing is None:
        raise SourceError(f"PubMed did not give {len(lost)} of {len(pmids)} records, asked twice: "
                          f"{named(lost)}. Mend: run again later")  # fmt: skip
    if lost and on_missing is not None:
        on_missing(tuple(lost))


def named(pmids: Sequence[int], most: int = 10) -> str:
    """PMIDs for a line people read.

    >>> named((1, 2, 3), most=2)
    '1, 2 and 1 more'
    """
    shown = ", ".join(map(str, pmids[:most]))
    return shown if len(pmids) <= most else f"{shown} and {len(pmids) - most} more"


def _answers(client: Eutils, pmids: Sequence[int]) -> Iterator[RecordsAnswer]:
    """Records in as few answers as can be had.

    One record that the service cannot write as XML spoils a whole answer; it is found
    by halving, and counts as missing. Where both halves are spoilt, the service is
    at fault, not a record.
    """
    try:
        yield client.fetch(pmids)
        return
    except DamagedAnswerError:
        if len(pmids) == 1:
            yield RecordsAnswer(b"", (), tuple(pmids))
            return
    first, second = pmids[: len(pmids) // 2], pmids[len(pmids) // 2 :]
    try:
        good, spoilt = client.fetch(first), second
    except DamagedAnswerError:
        good, spoilt = client.fetch(second), first
    yield good
    yield from _answers(client, spoilt)


def _batch(answer: RecordsAnswer, origin: str) -> Iterator[RawBatch]:
    if answer.pmids:
        yield RawBatch(answer.content, origin, promised_pmids=answer.pmids)


def _chunks(pmids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(pmids), size):
        yield pmids[start : start + size]
