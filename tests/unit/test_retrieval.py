"""Reports proposed by their words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.appraise import retrieval
from evidence.appraise.retrieval import Document, TextIndex
from evidence.appraise.retrieval_terms import grams, terms
from evidence.operations.proposing import index_of

DOCUMENTS = [
    Document("a", "Willow bark lowers uric acid", "Rats given willow bark had less uric acid."),
    Document("b", "Exercise in knee arthritis", "Walking programmes eased pain of the knee."),
    Document("c", "", "Willow trees along rivers."),
    Document("d", "Tumour growth in mice", "IL-6 rose with tumour size."),
]


def ids(claim: str, n: int = 10, documents: Sequence[Document] = DOCUMENTS) -> list[str]:
    return [p.report_id for p in TextIndex(documents).proposals(claim, n)]


def test_the_report_that_says_it_comes_first():
    assert ids("Willow bark reduces uric acid")[0] == "a"
    assert ids("walking relieves knee pain")[0] == "b"


def test_spellings_and_joined_words_meet():
    assert ids("tumor growth and IL6")[0] == "d"
    assert terms("IL-6 in tumours") == ["il", "6", "il6", "tumor"]


def test_no_more_than_asked_and_ties_in_the_order_given():
    twins = [Document(str(n), "Willow", "Willow bark.") for n in range(5)]
    assert ids("willow", 3, twins) == ["0", "1", "2"]


def test_nothing_held_or_nothing_shared_proposes_nothing():
    assert ids("willow", documents=[]) == []
    assert ids("zygomorphic quasars") == []


def test_many_reports_are_searched_without_grams(monkeypatch):
    monkeypatch.setattr(retrieval, "_GRAM_REPORTS_MAX", 2)
    assert ids("Willow bark reduces uric acid")[0] == "a"


def test_rows_without_title_or_abstract_are_held():
    index = index_of([{"report_id": "x", "title": None, "abstract": "willow bark"},
                      {"report_id": "y", "title": "rivers", "abstract": None}])  # fmt: skip
    assert next(p.report_id for p in index.proposals("willow bark")) == "x"


class Letters:
    """An encoder for tests: one axis a letter."""

    def encode(self, texts: Sequence[str]) -> Any:
        counts = np.array(
            [[t.lower().count(c) for c in "abcdefghijklmnopqrstuvwxyz"] for t in texts], float
        )
        return counts / np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1e-9)


def test_an_encoder_joins_in_and_speaks_where_no_word_is_shared():
    index = TextIndex(DOCUMENTS, Letters())
    assert index.proposals("zz qq xyzzy", 4)
    assert index.proposals("Willow bark reduces uric acid", 1)[0].report_id == "a"


@pytest.mark.parametrize("text", ["", " ", "the of and", "\u00b5\u03b2", "a-b-c-d-e-f"])
def test_odd_texts_are_no_trouble(text):
    assert isinstance(ids(text), list)
    assert isinstance(grams(text), list)


@given(st.text(max_size=60))
def test_proposals_are_the_same_each_time(claim):
    index = TextIndex(DOCUMENTS)
    first = index.proposals(claim)
    assert first == index.proposals(claim)
    assert len({p.report_id for p in first}) == len(first)
    assert all(a.score >= b.score for a, b in pairwise(first))
