"""How what was counted is told in a line: votes on benefit, events over people on safety (pure).

Source: Cochrane Handbook 19: a harm is a rate, and studies in which nothing was seen do not
outvote one in which it was.
"""

from __future__ import annotations

from typing import Final

from evidence.appraise.harm_reports import harm_reports
from evidence.appraise.safety_events import harm_counts
from evidence.appraise.verdict_case import ClaimCase
from evidence.models import ClaimKind, Stance

_MOST_EVENTS: Final = 2


def counts_told(case: ClaimCase) -> str | None:
    """One line on what is counted; None for a claim that no study can test.

    On safety: serious harms over the people followed, reports that raise a harm signal, studies.
    """
    if case.claim.kind is ClaimKind.VALUE_WORD:
        return None
    n = len(case.studies)
    if case.claim.kind is ClaimKind.SAFETY:
        return "; ".join([*_events(case), *_signals(case), _studies(n)])
    if not n:
        return _studies(n)
    n_for, n_against = (len(case.with_stance(s)) for s in (Stance.SUPPORTS, Stance.CONTRADICTS))
    n_neither = sum(len(case.with_stance(s)) for s in (Stance.MIXED, Stance.INCONCLUSIVE))
    return f"{n_for} for, {n_against} against, {n_neither} neither"


def _events(case: ClaimCase) -> list[str]:
    held = harm_counts(case)
    told = [f"{e.n_events or 'no'} {e.term} in {e.n_people:,} people" for e in held[:_MOST_EVENTS]]
    return told or ["no serious harm is printed beside the people followed"]


def _signals(case: ClaimCase) -> list[str]:
    n = len(harm_reports(case))
    return [f"harm signal from {n} {'report' if n == 1 else 'reports'}"] if n else []


def _studies(n: int) -> str:
    return f"{n} {'study' if n == 1 else 'studies'} counted" if n else "no study counted"
