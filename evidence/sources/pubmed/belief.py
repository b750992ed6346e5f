"""Whether a night's answers can be believed: none, an error and a cut-off told apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from evidence.errors import SourceError
from evidence.models import SearchRun, Strategy, Topic
from evidence.sources.pubmed.eutils import Eutils
from evidence.sources.pubmed.fetch import SOURCE, fetch_known, named
from evidence.sources.pubmed.plan import FetchPlan, runs_of
from evidence.sources.pubmed.ranges import expected_range

_CANARIES = 20
_GONE_AT_ONCE_SHARE, _GONE_AT_ONCE = 0.05, 5


def fetch_canaries(
    client: Eutils, topics: Sequence[Topic], verified: Collection[int], held: Collection[int]
) -> frozenset[int]:
    """Which records that should exist PubMed's search knows, in one request.

    They are those the strategies must find, and a few that are held: one withdrawn
    record is no alarm. Raises SourceError where it knows none of them.
    """
    known = {p for t in topics for s in t.strategies if s.source == SOURCE for p in s.known_pmids}
    others = [*sorted(verified)[:_CANARIES], *sorted(held)[:_CANARIES]]
    asked = list(dict.fromkeys([*sorted(known), *others]))
    existing = fetch_known(client, asked)
    if asked and not existing:
        raise SourceError(
            f"PubMed finds none of {len(asked)} records known to be in it ({named(asked, 3)}); an "
            "answer of none tonight means nothing. Mend: check NCBI_EUTILS_URL, and run again later"
        )
    return existing


def complaint_of(
    strategy: Strategy, run: SearchRun, earlier: Sequence[SearchRun], existing: Collection[int]
) -> str | None:
    """Why a run that came through whole is not believed nevertheless; None where it is.

    Its count is out of its range, or it does not find a record that it must find and
    that PubMed has.
    """
    complaint = expected_range(strategy, runs_of(earlier, run.topic)).complaint(run.count)
    lost = sorted((set(strategy.known_pmids) & set(existing)) - set(run.pmids))
    if complaint is None and lost:
        complaint = f"does not find {named(lost)}, which it must find and PubMed has"
    if complaint is None:
        return None
    return (
        f"{run.topic}/{strategy.strategy_id}: {complaint}{_translated_otherwise(run, earlier)}. Mend: look at "
        f"topics/{run.topic}/strategies/{strategy.strategy_id}.toml and try its query on PubMed; if the "
        "count is right, state count_min and count_max there"
    )


def _translated_otherwise(run: SearchRun, earlier: Sequence[SearchRun]) -> str:
    """What is the likeliest cause where PubMed's reading of the same query is not what it was."""
    same = [
        r for r in earlier
        if (r.topic, r.strategy_id, r.query_sent) == (run.topic, run.strategy_id, run.query_sent)
    ]  # fmt: skip
    if not same or same[-1].query_translation == run.query_translation:
        return ""
    return f"; PubMed translates the query otherwise than on {same[-1].started_at.date()}"


def fetch_withdrawn(
    client: Eutils, plan: FetchPlan, missing: Collection[int], held: Collection[int]
) -> frozenset[int]:
    """Which of the records that PubMed did not give, asked twice, it no longer has.

    A record asked for by number in answers that gave the others is gone when a search
    by its number does not know it either. Many at once are no withdrawal: then
    nothing is believed, and SourceError says so.
    """
    if not missing:
        return frozenset()
    was_here = {*held, *plan.verified, *plan.dropped}
    withdrawn = (set(missing) - fetch_known(client, sorted(missing))) & was_here
    if len(withdrawn) > max(_GONE_AT_ONCE, _GONE_AT_ONCE_SHARE * plan.n_records):
        raise SourceError(
            f"PubMed gives {len(withdrawn)} of {plan.n_records} records no more, all at once "
            f"({named(sorted(withdrawn), 5)}); that is not believed. Mend: run again later"
        )
    return frozenset(withdrawn)


def assurance(
    runs: Sequence[SearchRun],
    plan: FetchPlan,
    existing: Collection[int],
    not_given: Collection[int],
    n_strategies: int,
) -> tuple[str, ...]:
    """Why a night can be believed, line by line."""
    n_promised, n_received = sum(r.count for r in runs), sum(len(r.pmids) for r in runs)
    lost = set(plan.verified) & set(not_given)
    gone = f", {len(lost)} not (withdrawn, or told of as a problem)" if lost else ""
    return (
        f"{len(existing)} records known to be in PubMed were found by their number",
        f"{len(runs)} of {n_strategies} strategies ran whole: {n_promised} ids promised, "
        f"{n_received} received",
        f"{len(plan.verified)} reports that something rests on were asked for by number: "
        f"{len(plan.verified) - len(lost)} given{gone}",
        f"every id found was compared with what is held: {len(plan.new)} new, {len(plan.modified)} modified "
        f"or not watched before, {len(plan.dropped)} that no strategy finds any more; all were asked for",
    )
