"""Whether a title and abstract report a randomized trial in people.

Two readers vote: the rules of `evidence.extract.design`, which need the words, and a linear
model over all other words (weights/randomized.npz, card: weights/randomized.md), which knows a
trial by its arms, placebos and outcomes where an abstract never says "randomized".
"""

from __future__ import annotations

import io
import re
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from evidence.extract import EXTRACT_VERSION
from evidence.extract.design import design_of
from evidence.extract.hashing import place, tokens
from evidence.models import Finding, ReportText, Section

SIZE: Final = 1 << 16
#: Scores (log-odds) from which the model alone says yes, and below which it overrules the rules.
YES: Final = 0.3
NO: Final = -3.0
_TRIALS: Final = frozenset({"rct", "crossover_rct", "cluster_rct"})
#: Designs the rules are sure of; the model does not overrule them.
_OTHERS: Final = frozenset(
    {"systematic_review", "meta_analysis", "network_meta_analysis", "overview_of_reviews", "bibliometric",
     "protocol", "guideline", "case_report", "animal", "notice"}
)  # fmt: skip
#: The model must not see these: the rules do, and abstracts that lack them are what it is for.
_UNSEEN: Final = re.compile(r"random|^rct|^registr|^consort|^nct|^isrctn|^trial|^protocol")


def trial_columns(title: str, abstract: str) -> list[int]:
    """Feature columns of a report: words and pairs, the title's words once more by themselves."""
    head, body = _words(title), _words(abstract)
    seen = {*head, *body, *(f"T {w}" for w in head), "abs" if body else "noabs"}
    seen.update(f"{a} {b}" for words in (head, body) for a, b in pairwise(words))
    return sorted({place(name, SIZE) for name in seen})


def _words(text: str) -> list[str]:
    return [w for w in tokens(text) if not _UNSEEN.search(w)]


@lru_cache(maxsize=1)
def _weights() -> tuple[NDArray[np.float32], float]:
    raw = files("evidence.extract").joinpath("weights/randomized.npz").read_bytes()
    with np.load(io.BytesIO(raw)) as held:
        return held["coef"].astype(np.float32) * held["scale"], float(held["intercept"])


def trial_score(title: str, abstract: str) -> float:
    """Log-odds that the report is of a randomized trial, from all words but those of chance."""
    coef, intercept = _weights()
    columns = trial_columns(title, abstract)
    return float(coef[columns].sum() / np.sqrt(len(columns))) + intercept


def is_rct(title: str, abstract: str) -> bool:
    """True when title and abstract tell of a randomized trial.

    >>> is_rct("Acupuncture or sham: a randomized trial", "")
    True
    >>> is_rct("Meta-analysis of randomized trials of acupuncture", "")
    False
    """
    body = (Section("abstract", 0, abstract),) if abstract.strip() else ()
    head = Section("title", 0, title) if title.strip() else None
    return _told(ReportText("text", head, body), trial_score(title, abstract))


def _told(report: ReportText, score: float) -> bool:
    design = design_of(report)
    value = design.value if design else None
    if value in _TRIALS:
        return score > NO
    return value not in _OTHERS and score > YES


def randomized_finding(report: ReportText) -> Finding:
    """``randomized_trial``, yes or no; `number` is the model's log-odds, read from all the text.

    It sorts what people screen; the design of a report is what its words say.
    """
    title = report.title.text if report.title else ""
    score = trial_score(title, " ".join(s.text for s in report.abstract))
    told = "yes" if _told(report, score) else "no"
    first = next(iter(report.sections), None)
    span = first.span(0, len(first.text)) if first else None
    return Finding("randomized_trial", told, span, "randomized.words", EXTRACT_VERSION, round(score, 3), "log-odds")
