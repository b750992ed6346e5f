"""What is found once for every reader, or in parts, is what one pattern finds by itself."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from evidence.extract.effect_lists import _ENDS, _TOGETHER
from evidence.extract.effect_numbers import _MEASURES, P_VALUE, _named, at_figures, p_values_in
from evidence.extract.effects import _BARE, _ESTIMATE
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


_FIGURES = ["12", "-1.2", "−0·8", "+ 3", ".5", "1,234", "1,23", "0.05", " to ", " and ", ", ", "(", ")", "%", " ",
            "–", " (95% CI ", "; ", "P < ", "p=", "P value of &lt; ", "mm", "x", "·"]  # fmt: skip


@given(st.lists(st.sampled_from(_FIGURES), max_size=14).map("".join), st.integers(0, 20), st.integers(0, 40))
def test_figures_are_looked_for_where_they_begin(text: str, start: int, length: int) -> None:
    for pattern in (_ESTIMATE, _BARE, _TOGETHER, _ENDS):
        for place, end in ((0, len(text)), (start, start + length)):
            wanted = [m.span() for m in pattern.finditer(text, place, end)]
            assert [m.span() for m in at_figures(pattern, text, place, end)] == wanted
    assert [m.span() for m in p_values_in(text)] == [m.span() for m in P_VALUE.finditer(text)]
