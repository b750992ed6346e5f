"""A measured error rate with its interval (pure).

Intervals are two-sided at 95 %: Clopper and Pearson's exact one, which never promises
too much, and Wilson's, which is closer on average (Brown, Cai, DasGupta 2001, Stat Sci 16:101).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

ERRORS = frozenset({"wrong", "missed"})
MARKS = frozenset({*ERRORS, "right", "unsure", ""})
ALL, RECORDS = "all values", "records with an error"


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """Errors among what was read of one kind. Percentages; `n_unsure` stand outside the rate."""

    kind: str
    n_read: int
    n_errors: int
    n_unsure: int
    error_pct: float | None
    exact_low_pct: float | None
    exact_high_pct: float | None
    wilson_low_pct: float | None
    wilson_high_pct: float | None

    def as_row(self) -> dict[str, Any]:
        """The same as a mapping."""
        return asdict(self)

    def line(self) -> str:
        """The same for a reader."""
        if self.error_pct is None:
            return f"{self.kind}: nothing read"
        unsure = f", {self.n_unsure} unsure" if self.n_unsure else ""
        return (f"{self.kind}: {self.n_errors} of {self.n_read} wrong{unsure}: {self.error_pct} % "
                f"(95 % exact {self.exact_low_pct} to {self.exact_high_pct}, "
                f"Wilson {self.wilson_low_pct} to {self.wilson_high_pct})")  # fmt: skip


def error_rate(kind: str, n_errors: int, n_read: int, n_unsure: int = 0) -> ErrorRate:
    """The rate of errors among `n_read` values, None where none was read.

    >>> error_rate("design", 0, 20).exact_high_pct
    16.8
    """
    if n_read == 0:
        return ErrorRate(kind, 0, 0, n_unsure, None, None, None, None, None)
    from scipy.stats import binomtest  # slow to load, needed here alone

    test = binomtest(n_errors, n_read)
    exact, wilson = (test.proportion_ci(0.95, method) for method in ("exact", "wilson"))
    shares = (n_errors / n_read, exact.low, exact.high, wilson.low, wilson.high)
    return ErrorRate(kind, n_read, n_errors, n_unsure, *(round(100 * float(s), 1) for s in shares))


def error_rates(rows: Iterable[Mapping[str, str]]) -> tuple[ErrorRate, ...]:
    """Rates over all values, over records, and by kind, from marked rows.

    A record is read when any value of it is marked right, wrong or missed. Values of one
    record are not independent, so the rate over records is the one to quote for a claim
    about records.
    """
    read = [row for row in rows if row["mark"] in ERRORS or row["mark"] == "right"]
    unsure = [row for row in rows if row["mark"] == "unsure"]
    by_kind: dict[str, list[bool]] = defaultdict(list)
    by_record: dict[str, bool] = defaultdict(bool)
    for row in read:
        is_error = row["mark"] in ERRORS
        by_kind[row["kind"]].append(is_error)
        by_record[row["report_id"]] |= is_error
    told = [
        error_rate(ALL, sum(map(sum, by_kind.values())), len(read), len(unsure)),
        error_rate(RECORDS, sum(by_record.values()), len(by_record)),
    ]
    n_unsure = {kind: sum(row["kind"] == kind for row in unsure) for kind in by_kind}
    return tuple(
        told + [error_rate(k, sum(v), len(v), n_unsure[k]) for k, v in sorted(by_kind.items())]
    )
