"""What one night asks PubMed for, from what is held and what the searches found. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from evidence.models import SearchRun

StrategyKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FetchPlan:
    """PMIDs to fetch tonight, ascending, each in one of four lists.

    `verified`: reports something rests on, asked for every night. `new`: found and
    not held. `modified`: held, and modified since they were last looked at. `dropped`:
    found by the last runs and by none tonight, to see whether they changed or are gone.
    """

    verified: tuple[int, ...]
    new: tuple[int, ...]
    modified: tuple[int, ...]
    dropped: tuple[int, ...]

    @property
    def n_records(self) -> int:
        """All records to fetch."""
        return len(self.verified) + len(self.new) + len(self.modified) + len(self.dropped)


def fetch_plan(
    found: Mapping[StrategyKey, Collection[int]],
    modified: Collection[int],
    latest: Mapping[StrategyKey, SearchRun],
    held: Collection[int],
    verified: Collection[int],
    arrived: Collection[int] = (),
) -> FetchPlan:
    """What to fetch, when strategies found `found` tonight and `latest` are their last runs.

    A held record that no last run watched may have changed unseen (it came from a
    file, or a strategy finds it for the first time), so it counts as modified. Of a
    strategy that failed tonight nothing is said to have dropped out. What has `arrived`
    already, by a run that was broken off a short while ago, is not asked for again.

    >>> from datetime import datetime, UTC
    >>> at = datetime(2026, 1, 1, tzinfo=UTC)
    >>> last = SearchRun("t", "s", "pubmed", "q", None, 2, (1, 2), at, at)
    >>> fetch_plan({("t", "s"): (2, 3)}, {2}, {("t", "s"): last}, held={1, 2}, verified=())
    FetchPlan(verified=(), new=(3,), modified=(2,), dropped=(1,))
    """
    everything = _union(found.values())
    watched = _union(run.pmids for run in latest.values())
    asked = set(verified)
    still_unknown = _union(run.pmids for key, run in latest.items() if key not in found)
    new = everything - set(held) - asked
    changed = ((everything & set(modified)) | (everything - watched)) - new - asked
    dropped = watched - everything - still_unknown - asked
    owed = (pmids - set(arrived) for pmids in (asked, new, changed, dropped))
    return FetchPlan(*(tuple(sorted(pmids)) for pmids in owed))


def latest_runs(earlier: Iterable[SearchRun]) -> dict[StrategyKey, SearchRun]:
    """The last accepted run of each strategy; `earlier` is oldest first."""
    return {(run.topic, run.strategy_id): run for run in earlier}


def runs_of(earlier: Sequence[SearchRun], topic: str) -> list[SearchRun]:
    """The runs of one topic, oldest first."""
    return [run for run in earlier if run.topic == topic]


def _union(many: Iterable[Collection[int]]) -> set[int]:
    union: set[int] = set()
    union.update(*many)
    return union
