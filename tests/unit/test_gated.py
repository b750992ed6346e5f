"""A gate loses no match, in short texts and in long ones that are asked for three letters first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.extract.gated import gated

_PATTERN = r"\b(?:sham|placebos?)\b|\brandomi[sz]ed to (?:\w+ )?\w+|№\s?\d|p ?<|Ångström"
_PIECES = ["sham ", "Placebo ", "randomised to real ", "№ 7 ", "P< 0.05 ", "ÅNGSTRÖM ", "shams "]
_PIECES += ["at random ", "x", "\n", "ß", "漢 "]


@pytest.mark.parametrize("filling", ["", "nothing of it stands here; " * 60])
@given(pieces=st.lists(st.sampled_from(_PIECES), max_size=6))
def test_a_gate_finds_what_its_pattern_finds(filling: str, pieces: list[str]) -> None:
    gate, text = gated(_PATTERN), filling + "".join(pieces)
    lower = text.lower()
    told, wanted = gate.search(text, lower), gate.pattern.search(text)
    assert (told and told.span()) == (wanted and wanted.span())
    assert [m.span() for m in gate.finditer(text, lower)] == [m.span() for m in gate.pattern.finditer(text)]
    narrowed = gate.within(lower)
    if wanted:
        assert gate.may_stand_in(lower)
        assert narrowed is not None
    held = narrowed.search(text, lower) if narrowed else None
    assert (held and held.span()) == (wanted and wanted.span())
