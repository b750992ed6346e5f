"""How many records a strategy should find: as its author stated, or as earlier runs showed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from evidence.models import SearchRun, Strategy

_RUNS = 10
_LEAST_SHARE = 0.9
_SLACK = 5


@dataclass(frozen=True, slots=True)
class CountRange:
    """The least and the most a strategy should find, both included; None means no bound.

    `is_stated` says that its author gave the lower bound.
    """

    least: int | None
    most: int | None
    is_stated: bool

    def complaint(self, count: int) -> str | None:
        """What is wrong with a count, as one clause; None where nothing is.

        >>> CountRange(85, None, False).complaint(40)
        'found 40 records, fewer than the 85 that earlier runs let expect'
        """
        if self.least is not None and count < self.least:
            source = "its author states" if self.is_stated else "earlier runs let expect"
            return f"found {count} records, fewer than the {self.least} that {source}"
        if self.most is not None and count > self.most:
            return f"found {count} records, more than the {self.most} that its author states"
        return None


def expected_range(strategy: Strategy, earlier: Sequence[SearchRun]) -> CountRange:
    """The range for a strategy: as stated, else learned from accepted runs of the same query.

    `earlier` are accepted runs of any strategy of its topic, oldest first. PubMed's
    counts grow; a count below nine tenths of the median of the last ten runs, with
    five records of slack, is a sudden fall. Growth is never out of a learned range.
    """
    counts = [r.count for r in earlier if is_run_of(r, strategy)][-_RUNS:]
    learned = max(0, int(median(counts) * _LEAST_SHARE) - _SLACK) if counts else None
    if strategy.count_min is not None:
        return CountRange(strategy.count_min, strategy.count_max, True)
    return CountRange(learned, strategy.count_max, False)


def is_run_of(run: SearchRun, strategy: Strategy) -> bool:
    """Whether a run asked what the strategy asks now; a rewritten query learns anew."""
    return run.strategy_id == strategy.strategy_id and run.query_sent == sent_query(strategy)


def sent_query(strategy: Strategy) -> str:
    """The query as sent: on one line.

    >>> from datetime import date
    >>> sent_query(Strategy("s", "pubmed", "a[ti]  OR\\n  b[ti]\\n", "", "", date(2026, 1, 1)))
    'a[ti] OR b[ti]'
    """
    return " ".join(strategy.query.split())
