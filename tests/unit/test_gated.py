"""A gate loses no match: not by letters of several small forms, nor of a gate made later."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.extract.gated import gated

_PATTERN = r"\b(?:sham|placebos?)\b|\brandomi[sz]ed to (?:\w+ )?\w+|№\s?\d|p ?<|Ångström"
_PATTERN += r"|\bsixty kids\b|μg of (?:a )?(?:real|sham)"
_PIECES = ["sham ", "Placebo ", "randomised to real ", "№ 7 ", "P< 0.05 ", "ÅNGSTRÖM ", "shams "]
_PIECES += ["at random ", "x", "\n", "ß", "漢 ", "sixty kids ", "\u017fIXTY KIDS ",
            "S\u0130XTY \u212aIDS", "s\u0131xty kids", "\u00b5g of a sham ", "\u039cg of real "]  # fmt: skip


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


def test_a_gate_made_later_is_asked_of_a_text_read_before() -> None:
    text = "zygomorphic words stand here"
    assert gated("not there at all").search(text, text) is None
    assert gated("zygomorphic (?:words|deeds)").search(text, text)


def test_all_sets_of_literals_must_stand() -> None:
    gate = gated(r"\bsham\b[^.]* (?:laser|needles)")
    assert not gate.may_stand_in("sham pills")
    assert not gate.may_stand_in("laser light")
    assert gate.may_stand_in("sham or real laser")
