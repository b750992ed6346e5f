"""Proposes reports for a claim by their text, where no concepts have been written yet.

BM25 over stems with the title counted three times, widened by pseudo-relevance
feedback (RM3: terms of the best reports are added to the query) and joined by a
BM25 over character n-grams. An optional sentence encoder joins as a third voice.
A proposal is for a person to look at; it is never evidence by itself.

Robertson and Zaragoza, The Probabilistic Relevance Framework (2009); Abdul-Jaleel
et al., UMass at TREC 2004 (RM3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
from scipy import sparse

from evidence.appraise.retrieval_terms import grams, terms

RETRIEVAL_VERSION: Final = "2"

_TITLE_WEIGHT: Final = 3
_GRAM_TITLE_WEIGHT: Final = 2
_K1: Final = 1.2
_B: Final = 0.75
_FEEDBACK_REPORTS: Final = 8
_FEEDBACK_TERMS: Final = 200
_FEEDBACK_SHARE: Final = 0.3
_FEEDBACK_TEMPERATURE: Final = 1.5
_COMMON_IDF: Final = 2.0
_GRAM_SHARE: Final = 0.25
#: Standard scores of words have a long tail, those of vectors none: hence more than one.
_ENCODER_SHARE: Final = 2.5
#: Above this many reports n-grams would take more memory than they are worth.
_GRAM_REPORTS_MAX: Final = 20_000


class Encoder(Protocol):
    """Turns texts into unit vectors, one row a text."""

    def encode(self, texts: Sequence[str]) -> Any:
        """A float array of shape (len(texts), d), rows of length 1."""


@dataclass(frozen=True, slots=True)
class Document:
    """What retrieval reads of one report."""

    report_id: str
    title: str
    abstract: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One report proposed for one claim; `score` only orders proposals of one claim."""

    report_id: str
    score: float


class _Lexical:
    """BM25 over one kind of term: `weights` holds a row a document."""

    def __init__(
        self, documents: Sequence[Document], split: Callable[[str], list[str]], title_weight: int
    ) -> None:
        self.split = split
        self.vocabulary: dict[str, int] = {}
        self.counts = self._counted(documents, title_weight)
        n_documents = max(len(documents), 1)
        n_with_term = np.bincount(self.counts.indices, minlength=len(self.vocabulary))
        self.idf = np.log1p((n_documents - n_with_term + 0.5) / (n_with_term + 0.5))
        self.lengths = np.asarray(self.counts.sum(axis=1)).ravel()
        self.weights = self._weighted()

    def _counted(self, documents: Sequence[Document], title_weight: int) -> Any:
        rows: list[int] = []
        columns: list[int] = []
        values: list[float] = []
        for row, document in enumerate(documents):
            count = Counter(self.split(document.abstract))
            for term in self.split(document.title):
                count[term] += title_weight
            for term, n in count.items():
                rows.append(row)
                columns.append(self.vocabulary.setdefault(term, len(self.vocabulary)))
                values.append(n)
        shape = (len(documents), len(self.vocabulary))
        return sparse.csr_matrix((values, (rows, columns)), shape=shape, dtype=np.float64)

    def _weighted(self) -> Any:
        counts = self.counts.tocoo()
        mean = self.lengths.mean() if len(self.lengths) and self.lengths.any() else 1.0
        room = _K1 * (1 - _B + _B * self.lengths / mean)
        values = self.idf[counts.col] * counts.data * (_K1 + 1) / (counts.data + room[counts.row])
        return sparse.csr_matrix((values, (counts.row, counts.col)), shape=counts.shape)

    def query(self, text: str, *, repeats: bool) -> Any:
        """A query row; each term once unless `repeats`. Unknown terms are left out."""
        count = Counter(term for term in self.split(text) if term in self.vocabulary)
        row = np.zeros(len(self.vocabulary))
        for term, n in count.items():
            row[self.vocabulary[term]] = n if repeats else 1.0
        return row

    def scores(self, query: Any) -> Any:
        """One score a document."""
        return self.weights @ query


class TextIndex:
    """An index over reports; build once, ask often. Holds no text afterwards."""

    def __init__(self, documents: Sequence[Document], encoder: Encoder | None = None) -> None:
        self.report_ids = tuple(document.report_id for document in documents)
        self._words = _Lexical(documents, terms, _TITLE_WEIGHT)
        has_grams = len(documents) <= _GRAM_REPORTS_MAX
        self._grams = _Lexical(documents, grams, _GRAM_TITLE_WEIGHT) if has_grams else None
        lengths = np.maximum(self._words.lengths, 1.0)
        self._shares = sparse.diags(1.0 / lengths) @ self._words.counts
        self._encoder = encoder
        texts = [f"{document.title}. {document.abstract}" for document in documents]
        self._vectors = encoder.encode(texts) if encoder else None

    def proposals(self, claim_text: str, n: int = 10) -> tuple[Proposal, ...]:
        """The `n` best reports for a claim, best first; fewer where nothing matches.

        Ties keep the order in which the documents were given.
        """
        if not self.report_ids:
            return ()
        words = self._words.query(claim_text, repeats=False)
        if not words.any() and self._vectors is None:
            return ()
        total = _standard(self._words.scores(self._widened(words)))
        if self._grams is not None:
            by_grams = self._grams.scores(self._grams.query(claim_text, repeats=True))
            total = total + _GRAM_SHARE * _standard(by_grams)
        if self._encoder is not None:
            vector = self._encoder.encode([claim_text])[0]
            total = total + _ENCODER_SHARE * _standard(self._vectors @ vector)
        best = np.argsort(-total, kind="stable")[:n]
        return tuple(Proposal(self.report_ids[i], round(float(total[i]), 6)) for i in best)

    def _widened(self, query: Any) -> Any:
        """The query with terms of its best reports added (RM3)."""
        if not query.any():
            return query
        query = query / query.sum()
        scores = self._words.scores(query * np.count_nonzero(query))
        best = np.argsort(-scores, kind="stable")[:_FEEDBACK_REPORTS]
        trust = np.exp((scores[best] - scores[best].max()) / _FEEDBACK_TEMPERATURE)
        added = np.asarray(self._shares[best].T @ (trust / trust.sum())).ravel()
        added *= np.sqrt(self._words.idf) * (self._words.idf > _COMMON_IDF)
        if len(added) > _FEEDBACK_TERMS:
            added[np.argsort(-added, kind="stable")[_FEEDBACK_TERMS:]] = 0.0
        if not added.any():
            return query
        return (1 - _FEEDBACK_SHARE) * query + _FEEDBACK_SHARE * added / added.sum()


def _standard(scores: Any) -> Any:
    """Scores with mean 0 and deviation 1, so that unlike scales can be added."""
    deviation = scores.std()
    return (scores - scores.mean()) / deviation if deviation > 0 else np.zeros_like(scores)
