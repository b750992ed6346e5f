"""One night's questions to PubMed, and why their answers can be believed.

A night without news costs two requests per strategy (or part of one), one per 200
verified reports, one for the canary, and at most one for records that were modified
on the day of the last run and are looked at once more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from evidence.errors import SourceError
from evidence.models import RawBatch, SearchRun, Strategy, Topic
from evidence.sources.pubmed.access import RequestLine
from evidence.sources.pubmed.eutils import Eutils
from evidence.sources.pubmed.fetch import (
    BATCH_SIZE,
    SOURCE,
    Cost,
    fetch_known,
    fetch_modified,
    fetch_records,
    named,
    search_strategy,
)
from evidence.sources.pubmed.off_peak import wait_for_off_peak
from evidence.sources.pubmed.plan import FetchPlan, StrategyKey, fetch_plan, latest_runs, runs_of
from evidence.sources.pubmed.ranges import expected_range

LARGE_JOB_REQUESTS = 100
"""NCBI asks that series of more requests than this run in its off-peak hours."""
_CANARIES = 20
_GONE_AT_ONCE_SHARE, _GONE_AT_ONCE = 0.05, 5


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
    existing: frozenset[int] = frozenset()
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
    keep: Callable[[RawBatch], None] | None = None,
    tell: Callable[[str], None] = lambda _line: None,
    waits_for_off_peak: bool = False,
    batch_size: int = BATCH_SIZE,
) -> NightResult:
    """Everything new, changed or gone in PubMed since the last accepted runs.

    `held` are the PMIDs held, `verified` those that an evidence item, citation or
    judgement rests on, `earlier` the accepted search runs so far, oldest first,
    `gone_before` the PMIDs marked withdrawn on earlier nights. A
    strategy that fails is in `failures` and does not stop the others. Each batch is
    handed to `keep`, where given, as soon as it is there. Raises SourceError where
    PubMed cannot be reached or believed at all; what `keep` got is good nevertheless.
    """
    cost, night = Cost(client), _Night(client)
    night.existing = _canary(client, topics, verified, held)
    latest = latest_runs(earlier)
    strategies = [(t.topic, s) for t in topics for s in t.strategies if s.source == SOURCE]
    for number, (topic, strategy) in enumerate(strategies, 1):
        _search(night, topic, strategy, latest.get((topic, strategy.strategy_id)), earlier)
        tell(f"searched {topic}/{strategy.strategy_id} ({number} of {len(strategies)})")
    _give_up_if_nothing(night, len(strategies))
    found: dict[StrategyKey, Collection[int]] = {
        (run.topic, run.strategy_id): run.pmids for run in night.runs
    }
    mine = {key: run for key, run in latest.items() if key[0] in {t.topic for t in topics}}
    plan = fetch_plan(found, night.modified, mine, held, verified)
    batches = _fetch(night, plan, gone_before, keep, tell, waits_for_off_peak, batch_size)
    withdrawn, missing = _gone(night, plan, held, gone_before)
    return NightResult(
        batches=tuple(batches),
        search_runs=tuple(night.runs),
        withdrawn=withdrawn,
        verified=tuple(p for p in plan.verified if p not in set(withdrawn) | set(missing)),
        missing=missing,
        failures=tuple(night.failures),
        plan=plan,
        assurance=_assurance(night, plan, withdrawn, len(strategies)),
        requests=tuple(client.log[cost.begun :]),
        n_requests=cost.n_requests,
        n_bytes=cost.n_bytes,
        waited_seconds=cost.waited_seconds + night.off_peak_seconds,
    )


def _canary(
    client: Eutils, topics: Sequence[Topic], verified: Collection[int], held: Collection[int]
) -> frozenset[int]:
    """Which records that must exist PubMed's search knows: at least one, or nothing is believed."""
    known = {p for t in topics for s in t.strategies if s.source == SOURCE for p in s.known_pmids}
    others = [*sorted(verified)[:_CANARIES], *sorted(held)[:_CANARIES]]
    asked = list(dict.fromkeys([*sorted(known), *others]))  # one withdrawn record is no alarm
    existing = fetch_known(client, asked)
    if asked and not existing:
        raise SourceError(
            f"PubMed finds none of {len(asked)} records known to be in it ({named(asked, 3)}); an "
            "answer of none tonight means nothing. Mend: check NCBI_EUTILS_URL, and run again later"
        )
    return existing


def _search(
    night: _Night,
    topic: str,
    strategy: Strategy,
    last: SearchRun | None,
    earlier: Sequence[SearchRun],
) -> None:
    """Run a strategy and ask what of it was modified; a failure is noted and survived."""
    try:
        run = search_strategy(night.client, topic, strategy)
        complaint = expected_range(strategy, runs_of(earlier, topic)).complaint(run.count)
        complaint = complaint or _unknown_known(night, strategy, run)
        if complaint:
            line = (
                f"{topic}/{strategy.strategy_id}: {complaint}. Mend: look at the query and its "
                "translation; if the count is right, state count_min and count_max"
            )
            night.failures.append(Failure(topic, strategy.strategy_id, line, True))
            return
        if last is not None:
            since = last.started_at.date()
            night.modified |= fetch_modified(night.client, run.query_sent, since)
        night.runs.append(run)
    except SourceError as error:
        night.failures.append(Failure(topic, strategy.strategy_id, str(error), False))


def _unknown_known(night: _Night, strategy: Strategy, run: SearchRun) -> str | None:
    """A complaint where PubMed has a record the strategy must find and does not find it."""
    lost = sorted((set(strategy.known_pmids) & night.existing) - set(run.pmids))
    return f"does not find {named(lost)}, which it must find and PubMed has" if lost else None


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


def _gone(
    night: _Night, plan: FetchPlan, held: Collection[int], gone_before: Collection[int]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Records that PubMed no longer has, and records it only did not give.

    A record that was asked for by id, twice, in answers that gave the others, is
    gone when a search by its id does not know it either. Many at once are no
    withdrawal: then nothing is believed.
    """
    before = set(gone_before)
    still_gone = tuple(p for p in plan.verified if p in before and p in night.missing)
    missing = sorted(set(night.missing) - before)
    if not missing:
        return still_gone, ()
    known = fetch_known(night.client, missing)
    was_here = set(held) | set(plan.verified) | set(plan.dropped)
    withdrawn = tuple(p for p in missing if p not in known and p in was_here)
    if len(withdrawn) > max(_GONE_AT_ONCE, _GONE_AT_ONCE_SHARE * plan.n_records):
        raise SourceError(
            f"PubMed gives {len(withdrawn)} of {plan.n_records} records no more, all at once "
            f"({named(withdrawn, 5)}); that is not believed. Mend: run again later"
        )
    owed = tuple(p for p in missing if p not in withdrawn)
    if owed:
        line = f"PubMed did not give {len(owed)} records, asked twice: {named(owed)}"
        night.failures.append(Failure(None, None, line, False))
    return tuple(sorted({*withdrawn, *still_gone})), owed


def _assurance(
    night: _Night, plan: FetchPlan, withdrawn: tuple[int, ...], n_strategies: int
) -> tuple[str, ...]:
    n_ids = sum(run.count for run in night.runs)
    return (
        f"{len(night.existing)} records known to be in PubMed were found by their number",
        f"{len(night.runs)} of {n_strategies} strategies ran whole: {n_ids} ids promised, {n_ids} received",
        f"{len(plan.verified)} reports that something rests on were asked for by number: "
        f"{len(plan.verified) - len(set(plan.verified) & (set(withdrawn) | set(night.missing)))} given, "
        f"{len(withdrawn)} records no longer in PubMed",
        f"{len(plan.new)} new, {len(plan.modified)} modified or not watched before, "
        f"{len(plan.dropped)} no longer found by any strategy: all asked for",
    )
