"""Patterns that begin with a count are tried only where numbers stand, and find what a search finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.extract import participants_arms, participants_review, people_counts, pooled_counts
from evidence.extract.numbers import COUNT, at_numbers, first_at_number

_PIECES = st.sampled_from(
    [" ", " ", ", ", ".", "-", "(", ")", "n = ", "12", "1,204", "13 388", "3.5", "·5", "٣", "Twenty", "one", "ten",
     "often", "weight", "seventeen", "hundred and", "forty-two", "patients", "women", "trials",
     "received acupuncture", "had sham", "and", "with", "İ", "of 40 studies"]
)  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=30).map("".join)


@pytest.mark.parametrize("pattern", [
    re.compile(COUNT, re.IGNORECASE), people_counts._NUMBER, participants_arms._LIST, participants_arms._SHARED,
    participants_arms._BESIDE, participants_arms._KINDS, pooled_counts._STUDIES,
    participants_review._OF_MANY, participants_review._STUDIES,
])  # fmt: skip
@given(text=_TEXTS)
def test_what_is_found_at_numbers_is_what_a_search_finds(pattern: re.Pattern[str], text: str) -> None:
    assert [m.span() for m in at_numbers(pattern, text)] == [m.span() for m in pattern.finditer(text)]
    first, searched = first_at_number(pattern, text), pattern.search(text)
    assert (first and first.span()) == (searched and searched.span())
