"""Features of Evidence Inference rows, made once for all models of significance."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from scipy import sparse

from evidence.extract.significance import LABELS
from evidence.extract.significance_features import content_words
from evidence.extract.significance_model import (
    N_FRAME,
    N_RARITY,
    N_SENTENCE,
    Rarity,
    hashed,
    question_for,
    sentence_features,
)
from evidence.extract.significance_reading import NAMES, reading
from evidence.extract.significance_text import frame_features
from evidence.extract.significance_tokens import stems_of
from tests.benchmarks.evidence_inference import Row

#: Share of words an abstract's sentence must have in common with the evidence to be its match.
_MATCH = 0.5


@dataclass
class Data:
    """Rows with features of evidence spans (and the row of each), of abstract sentences, and of wordings."""

    rows: list[Row]
    rarity: np.ndarray
    labels: np.ndarray
    groups: np.ndarray
    spans: sparse.csr_matrix
    span_read: np.ndarray
    of_span: np.ndarray
    sentences: sparse.csr_matrix
    read: np.ndarray
    starts: np.ndarray
    frames: sparse.csr_matrix
    matches: list[np.ndarray | None]


def rarity_of(rows: list[Row]) -> np.ndarray:
    """How rare each hashed stem is among the abstracts: log of abstracts over those that hold it."""
    texts = {row.group: row.sentences for row in rows}
    counts: Counter[int] = Counter()
    for sentences in texts.values():
        counts.update({crc32(w.encode()) % N_RARITY for text in sentences for w in stems_of(text)})
    table = np.full(N_RARITY, math.log((len(texts) + 1) / 0.5))
    for place, count in counts.items():
        table[place] = math.log((len(texts) + 1) / (count + 0.5))
    return table.astype(np.float16).astype(np.float64)


def _matrix(made: list[list[tuple[str, float]]], size: int) -> sparse.csr_matrix:
    pairs = [hashed(row, size) for row in made]
    pointers = np.cumsum([0, *(len(places) for places, _ in pairs)])
    table = sparse.csr_matrix(
        (np.concatenate([v for _, v in pairs]), np.concatenate([p for p, _ in pairs]), pointers),
        shape=(len(made), size),
    )
    table.sum_duplicates()
    return table


def data_of(rows: list[Row], rarity: np.ndarray) -> Data:
    """The features of all rows. Spans are read alone, sentences within their abstract."""
    words = Rarity(rarity)
    of_span, spans, span_read, sentences, read = [], [], [], [], []
    for n, row in enumerate(rows):
        alone = question_for(row.frame, words)
        for text in dict.fromkeys(row.evidence):
            made = reading(text, alone)
            of_span.append(n)
            span_read.append([made[name] for name in NAMES])
            spans.append(sentence_features(text, row.frame, made))
        ask = question_for(row.frame, words, row.sentences)
        for text in row.sentences:
            made = reading(text, ask)
            read.append([made[name] for name in NAMES])
            sentences.append(sentence_features(text, row.frame, made))
    return Data(
        rows, rarity, np.array([LABELS.index(row.label) for row in rows]), np.array([row.group for row in rows]),
        _matrix(spans, N_SENTENCE), np.array(span_read), np.array(of_span), _matrix(sentences, N_SENTENCE),
        np.array(read), np.cumsum([0, *(len(row.sentences) for row in rows)]),
        _matrix([frame_features(*row.frame) for row in rows], N_FRAME),
        [_match(row) for row in rows],
    )  # fmt: skip


def _shared(text: str, other: str) -> float:
    one, two = content_words(text), content_words(other)
    return len(one & two) / min(len(one), len(two) + 3) if one and two else 0.0


def _match(row: Row) -> np.ndarray | None:
    """True for the sentence that the evidence repeats; None where none does."""
    shares = np.array([max(_shared(text, e) for e in row.evidence) for text in row.sentences])
    return shares == shares.max() if shares.max() >= _MATCH else None
