"""Whether a title and abstract report a randomized trial in people."""

from __future__ import annotations

from evidence.extract.design import design_of
from evidence.models import ReportText, Section

_TRIALS = frozenset({"rct", "crossover_rct", "cluster_rct"})


def is_rct(title: str, abstract: str) -> bool:
    """True when title and abstract tell of a randomized trial.

    >>> is_rct("Acupuncture or sham: a randomized trial", "")
    True
    >>> is_rct("Meta-analysis of randomized trials of acupuncture", "")
    False
    """
    body = (Section("abstract", 0, abstract),) if abstract.strip() else ()
    head = Section("title", 0, title) if title.strip() else None
    design = design_of(ReportText("text", head, body))
    return design is not None and design.value in _TRIALS
