"""Whether a title and abstract report a randomized trial in people.

Two readers vote: the rules of `evidence.extract.design`, which need the words, and a linear
model over all other words (weights/randomized.npz, card: weights/randomized.md), which knows a
trial by its arms, placebos and outcomes where an abstract never says "randomized".
"""

from __future__ import annotations

import io
from functools import lru_cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from evidence.extract import EXTRACT_VERSION
from evidence.extract.design import design_of
from evidence.extract.hashing import pair_numbers, place, plain, raw_tokens, spread, word_numbers
from evidence.models import Finding, ReportText, Section

SIZE: Final = 1 << 20
#: Scores (log-odds) from which the model alone says yes, and below which it overrules the rules.
YES: Final = 0.1
NO: Final = -3.0
_TRIALS: Final = frozenset({"rct", "crossover_rct", "cluster_rct"})
#: Designs the rules are sure of; the model does not overrule them.
_OTHERS: Final = frozenset(
    {"systematic_review", "meta_analysis", "network_meta_analysis", "overview_of_reviews", "bibliometric",
     "protocol", "guideline", "case_report", "animal", "notice"}
)  # fmt: skip
#: The model must not see these: the rules do, and abstracts that lack them are what it is for.
_UNSEEN: Final = (
    "random", "nonrandom", "non-random", "rct", "registr", "consort", "nct", "isrctn", "trial", "protocol",
)  # fmt: skip
#: Kinds of numbered features.
_WORD, _PAIR, _TITLE = 1, 2, 3


class _Seen(dict[str, int]):
    """The numbers of the words the model may see, -1 for the others, remembered."""

    def __missing__(self, raw: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        word = plain(raw)
        self[raw] = -1 if word.startswith(_UNSEEN) else int(word_numbers([word])[0])
        return self[raw]


_MOST_WORDS: Final = 200_000
_SEEN: Final = _Seen()


def trial_columns(title: str, abstract: str) -> NDArray[np.int64]:
    """Feature columns of a report: words and pairs, the title's words once more by themselves."""
    head, body = _numbers(title), _numbers(abstract)
    flag = np.array([place("abs" if len(body) else "noabs", SIZE)], dtype=np.int64)
    pairs = np.concatenate([pair_numbers(words) for words in (head, body)])
    parts = [spread(head, _TITLE, SIZE), spread(np.concatenate([head, body]), _WORD, SIZE), flag]
    columns = np.sort(np.concatenate([*parts, spread(pairs, _PAIR, SIZE)]))
    return columns[np.append(True, columns[1:] != columns[:-1])]  # what np.unique gives, sooner


def _numbers(text: str) -> NDArray[np.uint64]:
    numbers = np.fromiter(map(_SEEN.__getitem__, raw_tokens(text)), np.int64)
    return numbers[numbers >= 0].astype(np.uint64)


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
    design = design_of(ReportText("text", head, body))
    return _told(design.value if design else None, trial_score(title, abstract))


def _told(design: str | None, score: float) -> bool:
    if design in _TRIALS:
        return score > NO
    return design not in _OTHERS and score > YES


def randomized_finding(report: ReportText, design: str | None) -> Finding | None:
    """``randomized_trial``, yes or no; None where there is no text or the design rules a trial out.

    `number` is the model's log-odds; it is read from all the text, `span` holds the first part (the title).
    It sorts what people screen; the design of a report is what its words say.
    """
    first = next((s for s in report.sections if s.text.strip()), None)
    if first is None or design in _OTHERS:
        return None
    title = report.title.text if report.title else ""
    score = trial_score(title, " ".join(s.text for s in report.abstract))
    told, span = ("yes" if _told(design, score) else "no"), first.span(0, len(first.text))
    rule = "randomized.words"
    return Finding("randomized_trial", told, span, rule, EXTRACT_VERSION, round(score, 3), "log-odds")
