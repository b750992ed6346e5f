"""What the linter finds in a PubMed query, and what it lets pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.models import Concept, ConceptKind
from evidence.topics.strategy_lint import remarks
from evidence.topics.strategy_query import concept_query, expanded_query, unknown_names

_HEADINGS = frozenset({"sciatica", "acupuncture therapy"})


def _what(query):
    return " | ".join(r.what for r in remarks(query, _HEADINGS))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "empty"),
        ("(a1[tiab] OR pain[tiab]", "opened and not closed"),
        ("pain[tiab])", "closed that was not opened"),
        ('"leg pain[tiab]', "quotation mark is opened"),
        ("“leg pain”[tiab]", "typographic"),
        ("pain[titleabs]", "no field tag"),
        ("pain[tiab] AND leg[tiab] OR foot[tiab]", "side by side"),
        ("pain[tiab] NOT leg[tiab] OR foot[tiab]", "side by side"),
        ("pain[tiab] and leg[tiab]", "not in capitals"),
        ("pain[tiab] leg[tiab]", "no operator before"),
        ("pain[tiab] (leg[tiab])", "no operator before"),
        ("pain[tiab] AND", "ends where a term should stand"),
        ("OR pain[tiab]", "no term before OR"),
        ("pain[tiab] AND OR leg[tiab]", "no term before OR"),
        ("(pain[tiab] OR ) AND leg[tiab]", "closes where a term should stand"),
        ("pain", "no field tag"),
        ("pai*[tiab]", "fewer than four letters"),
        ('"nerve pai*"[tiab]', "fewer than four letters"),
        ("neur*path[tiab]", "truncated inside"),
        ('"leg pain; acute"[tiab]', "does not search"),
        ('"of the"[tiab]', "no word PubMed searches"),
        ('"Sciatca"[mh]', "no MeSH heading of concepts.toml"),
        ('"Sciatic*"[mh]', "truncates a MeSH heading"),
        ('"neuropath* pain"[tiab:~3]', "truncated inside"),
    ],
)
def test_mistakes_are_named(query, said):
    assert said in _what(query)


@pytest.mark.parametrize(
    "query",
    [
        '("Sciatica"[mh] OR sciatica[tiab]) AND acupunctur*[tiab]',
        '"Acupuncture Therapy/adverse effects"[mh] NOT "Sciatica"[majr:noexp]',
        'leg pain[tiab] OR "nerve root pain"[ti]',
        '("a1"[tiab] OR pain[tiab]) AND ("2001"[dp] OR eng[la])',
        '"nerve pain"[tiab:~3] AND "J Pain"[ta]',
        "Bell's palsy[tiab] OR post-herpetic[tiab]",
    ],
)
def test_sound_queries_pass(query):
    assert remarks(query, _HEADINGS) == ()


@given(st.text(st.sampled_from('ab()"[]* ANDOR'), max_size=40))
def test_no_query_breaks_the_linter(query):
    assert isinstance(remarks(query, _HEADINGS), tuple)


def _concepts():
    sciatica = Concept("sciatica", ConceptKind.CONDITION, "", ("Sciatica",),
                       ("sciatic*", "sciatica", "*algia pain", "TNF*", "β-endorphin"))  # fmt: skip
    pain = Concept("pain", ConceptKind.CONDITION, "", (), ("pain",), (), ("sciatica",))
    return {"sciatica": sciatica, "pain": pain}


def test_a_concept_is_searched_for_by_all_its_names_and_narrower_ones():
    made = concept_query("pain", _concepts())
    assert made == (
        '("Sciatica"[mh] OR "pain"[tiab] OR "sciatic*"[tiab] OR "TNF"[tiab] OR "beta-endorphin"[tiab])'
    )
    assert remarks(made, _HEADINGS) == ()


def test_unknown_names_in_braces_are_named():
    assert unknown_names("{pain} AND {pian}", _concepts()) == ("pian",)
    assert expanded_query("a[tiab]\n AND  b[tiab]", {}) == "a[tiab] AND b[tiab]"
