"""Effect-direction synthesis: how many independent studies point which way.

Sources: SWiM 2020 (Campbell, BMJ 368:l6890) items 1 to 7; Cochrane Handbook 12.2.
It tests whether there is an effect at all, not how large it is, and counts the
direction of point estimates, never their significance.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.appraise.rules import Rules
from evidence.appraise.verdict_study import StudyView


@dataclass(frozen=True, slots=True)
class DirectionRow:
    """One row of the synthesis: studies of one comparator.

    `n_missing` counts studies whose direction the report does not give; they are
    shown, not guessed. `share_low` and `share_high` are the exact (Clopper-Pearson)
    interval of the share that favour, `p` the two-sided sign test; all three are
    None below the number of studies that rules.toml asks for.
    """

    comparator: str
    n_favouring: int
    n_against: int
    n_no_direction: int
    n_missing: int
    share_low: float | None = None
    share_high: float | None = None
    p: float | None = None

    @property
    def sentence(self) -> str:
        """The row in words."""
        n = self.n_favouring + self.n_against
        parts = [f"{self.n_favouring} of {n} {_trials(n)} with a direction favoured the treatment"] if n else []
        for count, what in ((self.n_no_direction, "pointed neither way"), (self.n_missing, "gave no direction")):
            if count:
                parts.append(f"{count} {what}" if parts else f"{count} {_trials(count)} {what}")
        text = "; ".join(parts)
        if self.p is None:
            return text + "; too few for a sign test"
        return text + (f" (share {self.share_low:.0%} to {self.share_high:.0%}, exact 95% interval; "
                       f"sign test p = {self.p:.3f}, which says nothing about size)")  # fmt: skip


def _trials(n: int) -> str:
    return "trial" if n == 1 else "trials"


def direction_rows(studies: Iterable[StudyView], rules: Rules) -> tuple[DirectionRow, ...]:
    """One row per comparator (sham, usual_care, other, not_stated), trials only."""
    trials = [study for study in studies if study.is_rct]
    rows = []
    for name in ("sham", "usual_care", "other", None):
        held = [study for study in trials if study.comparator == name]
        if held:
            rows.append(_row(name or "not_stated", held, rules))
    return tuple(rows)


def _row(name: str, studies: list[StudyView], rules: Rules) -> DirectionRow:
    directions = [study.direction for study in studies]
    favouring, against = directions.count("better"), directions.count("worse")
    other = sum(d in ("null", "mixed") for d in directions)
    missing = len(directions) - favouring - against - other
    if favouring + against < rules.synthesis_sign_test_studies_min:
        return DirectionRow(name, favouring, against, other, missing)
    from scipy.stats import binomtest  # slow to import, and rarely reached

    test = binomtest(favouring, favouring + against, 0.5)
    interval = test.proportion_ci(rules.synthesis_interval_level, method="exact")
    return DirectionRow(name, favouring, against, other, missing,
                        float(interval.low), float(interval.high), float(test.pvalue))  # fmt: skip
