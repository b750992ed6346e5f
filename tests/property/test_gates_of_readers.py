"""Every gate of the readers finds exactly what its pattern finds, in texts made of the gates' own literals."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import evidence.appraise
import evidence.extract
from evidence.extract import gated
from evidence.extract.gated import Gated


def _held(thing: object, depth: int = 3) -> Iterator[Gated]:
    """The gates in a value of a module: itself, in a list, in the fields of what is listed."""
    if isinstance(thing, Gated):
        yield thing
    elif depth and isinstance(thing, tuple | list):
        for one in thing:
            yield from _held(one, depth - 1)
    elif depth and type(thing).__module__.startswith("evidence."):
        for name in (*getattr(type(thing), "__slots__", ()), *getattr(thing, "__dict__", ())):
            yield from _held(getattr(thing, name, None), depth - 1)


@cache
def _gates() -> tuple[Gated, ...]:
    modules = [import_module(found.name) for package in (evidence.extract, evidence.appraise)
               for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")]  # fmt: skip
    values = [value for module in modules for value in vars(module).values()]
    return tuple(dict.fromkeys(gate for value in values for gate in _held(value)))


@cache
def _literals() -> tuple[str, ...]:
    assert len(_gates()) > 200
    return tuple(sorted({literal for literals in gated._SETS for literal in literals}))


_JOINS = (" ", "", " of the ", ", ", "s ", "-", " (n = 30) ", ". ", " 12 ", "\n", " was ", " İ", "ſ")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_every_gate_finds_what_its_pattern_finds(data: st.DataObject) -> None:
    piece = st.tuples(st.sampled_from(_literals()), st.sampled_from(_JOINS), st.booleans())
    pieces = data.draw(st.lists(piece, max_size=12))
    text = "".join((literal.upper() if is_loud else literal) + join for literal, join, is_loud in pieces)
    lower = text.lower()
    for gate in _gates():
        wanted, told = gate.pattern.search(text), gate.search(text, lower)
        assert (told and told.span()) == (wanted and wanted.span()), gate.source
        assert not wanted or gate.may_stand_in(lower), gate.source
