"""What is found once for every reader, or in parts, is what one pattern finds by itself."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from evidence.extract.effect_numbers import _MEASURES, _named
from evidence.extract.words import words_of

_PIECES = [
    "mean difference", "risk ratio", "difference", "OR ", "RR", "RRs ", "rate ", "relative risk ", "sensitivity",
    "odds of pain were ", "standardised mean differences", "adjusted ", "SMD", "mean ", "reduction", "reductions ",
    " effect size", "3", "10.5", "a3", "_4", "٣", " and ", "-", " ", ", ", "İ", "ß",
]  # fmt: skip
_TEXT = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)
_MEASURE = re.compile(rf"(?<!\w)(?:{'|'.join(f'(?P<{n}>{p})' for n, p in _MEASURES)})", re.IGNORECASE)


@given(_TEXT)
def test_measures_parted_are_those_of_one_pattern(text: str) -> None:
    wanted = [(m.lastgroup, m.span()) for m in _MEASURE.finditer(text)]
    assert [(name, m.span()) for name, m in _named(text)] == wanted


@given(st.one_of(_TEXT, st.text()))
def test_words_stand_at_their_places(text: str) -> None:
    read = words_of(text)
    lower = text.lower() if len(text.lower()) == len(text) else text
    found = list(re.finditer(r"[^\W_]+", lower))
    assert list(zip(read.starts, read.ends, strict=True)) == [m.span() for m in found]
    assert read.words == [m[0].lower() for m in found]
