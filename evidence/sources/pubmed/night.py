"""One night's questions to PubMed, and why their answers can be believed.

A night without news costs two requests per strategy (or part of one), one per 200
verified reports, one for the canary, and as a rule one for records that were modified
in the days before the last run and are looked at once more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from evidence.errors import SourceError
from evidence.models import RawBatch, SearchRun, Strategy, Topic
from evidence.sources.pubmed.access import RequestLine
from evidence.sources.pubmed.belief import (
    assurance,
    complaint_of,
    fetch_canaries,
    fetch_withdrawn,
)
from evidence.sources.pubmed.eutils import Eutils
from evidence.sources.pubmed.fetch import (
    BATCH_SIZE,
    SOURCE,
    Cost,
    fetch_modified,
    fetch_records,
    named,
    search_strategy,
)
from evidence.sources.pubmed.off_peak import is_off_peak, next_off_peak, wait_for_off_peak
from evidence.sources.pubmed.plan import FetchPlan, StrategyKey, fetch_plan, latest_runs

LARGE_JOB_REQUESTS = 100
"""NCBI asks that series of more requests than this run in its off-peak hours."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Something asked for that could not be had; `strategy_id` is None where it is no strategy.

    `stops_publication` is True where what came cannot be believed (a count out of
    its range, a known record not found), False where it only did not come.
    """

    topic: str | None
    strategy_id: str | None
    reason: str
    stops_publication: bool


@dataclass(frozen=True, slots=True)
class NightResult:
    """What one night brought.

    `search_runs` are accepted runs only. `batches` is empty where each was handed to
    `keep` on arrival. `withdrawn`: PMIDs that were held or found before, that PubMed
    gave neither by id, twice, nor to a search. `missing`: not given, though a search
    knows them. `modified` and `new` count what was fetched. `assurance` says, line by
    line, why the result can be believed.
    """

    batches: tuple[RawBatch, ...]
    search_runs: tuple[SearchRun, ...]
    withdrawn: tuple[int, ...]
    verified: tuple[int, ...]
    missing: tuple[int, ...]
    failures: tuple[Failure, ...]
    plan: FetchPlan
    assurance: tuple[str, ...]
    requests: tuple[RequestLine, ...]
    n_requests: int
    n_bytes: int
    waited_seconds: float


@dataclass(slots=True)
class _Night:
    """What is gathered while a night goes on."""

    client: Eutils
    existing: frozenset[int]
    runs: list[SearchRun] = field(default_factory=list)
    modified: set[int] = field(default_factory=set)
    failures: list[Failure] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    off_peak_seconds: float = 0.0


def fetch_night(
    client: Eutils,
    topics: Sequence[Topic],
    held: Mapping[int, date] | Collection[int],
    verified: Collection[int],
    earlier: Sequence[SearchRun] = (),
    *,
    gone_before: Collection[int] = (),
    arrived: Collection[int] = (),
    keep: Callable[[RawBatch], None] | None = None,
    tell: Callable[[str], None] = lambda _line: None,
    waits_for_off_peak: bool = False,
    batch_size: int = BATCH_SIZE,
) -> NightResult:
    """Everything new, changed or gone in PubMed since the last accepted runs.

    `held` are the PMIDs held, `verified` those that an evidence item, citation or
    judgement rests on, `earlier` the accepted search runs so far, oldest first,
    `gone_before` the PMIDs marked withdrawn on earlier nights. `arrived` are those in
    batches that a run kept and was broken off before it could name them: they belong to
    this night and are not asked for again (leave out batches more than a day old). A
    strategy that fails is in `failures` and does not stop the others. Each batch is
    handed to `keep`, where given, as soon as it is there. Raises SourceError where
    PubMed cannot be reached or believed at all; what `keep` got is good nevertheless.
    """
    cost = Cost(client)
    night = _Night(client, fetch_canaries(client, topics, verified, held))
    strategies = [(t.topic, s) for t in topics for s in t.strategies if s.source == SOURCE]
    for number, (topic, strategy) in enumerate(strategies, 1):
        _search(night, topic, strategy, earlier)
        tell(f"searched {topic}/{strategy.strategy_id} ({number} of {len(strategies)})")
    _give_up_if_nothing(night, len(strategies))
    plan = _plan(night, topics, earlier, held, verified, arrived)
    batches = _fetch(night, plan, gone_before, keep, tell, waits_for_off_peak, batch_size)
    not_given = set(night.missing)
    withdrawn = fetch_withdrawn(client, plan, not_given - set(gone_before), held)
    withdrawn |= not_given & set(gone_before) & set(plan.verified)
    return NightResult(
        batches=tuple(batches),
        search_runs=tuple(night.runs),
        withdrawn=tuple(sorted(withdrawn)),
        verified=tuple(sorted(set(verified) - not_given)),
        missing=_missing(night, not_given - withdrawn - set(gone_before)),
        failures=tuple(night.failures),
        plan=plan,
        assurance=assurance(night.runs, plan, night.existing, not_given, len(strategies)),
        requests=tuple(client.log[cost.begun :]),
        n_requests=cost.n_requests,
        n_bytes=cost.n_bytes,
        waited_seconds=cost.waited_seconds + night.off_peak_seconds,
    )


def _plan(
    night: _Night,
    topics: Sequence[Topic],
    earlier: Sequence[SearchRun],
    held: Collection[int],
    verified: Collection[int],
    arrived: Collection[int],
) -> FetchPlan:
    names = {topic.topic for topic in topics}
    latest = {key: run for key, run in latest_runs(earlier).items() if key[0] in names}
    found: dict[StrategyKey, Collection[int]] = {
        (run.topic, run.strategy_id): run.pmids for run in night.runs
    }
    return fetch_plan(found, night.modified, latest, held, verified, arrived)


def _missing(night: _Night, pmids: Collection[int]) -> tuple[int, ...]:
    """Records a search knows and no answer held, noted as a failure."""
    missing = tuple(sorted(pmids))
    if missing:
        line = f"PubMed did not give {len(missing)} records, asked twice: {named(missing)}"
        night.failures.append(Failure(None, None, line, False))
    return missing


def _search(
    night: _Night,
    topic: str,
    strategy: Strategy,
    earlier: Sequence[SearchRun],
) -> None:
    """Run a strategy and ask what of it was modified; a failure is noted and survived."""
    try:
        run = search_strategy(night.client, topic, strategy)
        complaint = complaint_of(strategy, run, earlier, night.existing)
        if complaint:
            night.failures.append(Failure(topic, strategy.strategy_id, complaint, True))
            return
        last = latest_runs(earlier).get((topic, strategy.strategy_id))
        if last is not None:
            # A clock that ran ahead that night must not hide what was modified since.
            since = min(last.started_at, night.client.clock.now()).date()
            night.modified |= fetch_modified(night.client, run.query_sent, since)
        night.runs.append(run)
    except SourceError as error:
        night.failures.append(Failure(topic, strategy.strategy_id, str(error), False))


def _give_up_if_nothing(night: _Night, n_strategies: int) -> None:
    """Where no strategy came through there is nothing to keep: say why, once."""
    if n_strategies and not night.runs:
        more = f" (and {n_strategies - 1} strategies more)" if n_strategies > 1 else ""
        raise SourceError(night.failures[0].reason + more)


def _fetch(
    night: _Night,
    plan: FetchPlan,
    gone_before: Collection[int],
    keep: Callable[[RawBatch], None] | None,
    tell: Callable[[str], None],
    waits_for_off_peak: bool,
    batch_size: int,
) -> list[RawBatch]:
    """Fetch what is planned, verified reports first; batches are returned or handed over."""
    is_large = waits_for_off_peak and plan.n_records > LARGE_JOB_REQUESTS * batch_size
    if is_large and not is_off_peak(now := night.client.clock.now()):
        tell(f"{plan.n_records} records are a large job: waiting for NCBI's off-peak hours, "
             f"{next_off_peak(now):%Y-%m-%d %H:%M} UTC")  # fmt: skip
    batches: list[RawBatch] = []
    parts = (("verified", plan.verified), ("new and changed", _others(plan)))
    done = 0
    for why, pmids in parts:
        arriving = fetch_records(
            night.client,
            pmids,
            batch_size,
            why=why,
            gone_before=gone_before,
            on_missing=night.missing.extend,
        )
        while True:
            night.off_peak_seconds += wait_for_off_peak(night.client.clock) if is_large else 0.0
            batch = next(arriving, None)
            if batch is None:
                break
            done += len(batch.promised_pmids)
            tell(f"fetched {done} of {plan.n_records} records")
            (keep or batches.append)(batch)
    return batches


def _others(plan: FetchPlan) -> tuple[int, ...]:
    return tuple(sorted(plan.new + plan.modified + plan.dropped))
