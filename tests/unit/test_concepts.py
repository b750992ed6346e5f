"""Which concepts a text names: longest wins, exclusions hold, broader ones are implied."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.extract.concept_scope import ScopeFilter
from evidence.extract.concepts import ConceptMatcher
from evidence.models import Concept, ConceptKind, MeshHeading, ReportText, Section
from evidence.topics import load_topic

_C, _I, _O = ConceptKind.CONDITION, ConceptKind.INTERVENTION, ConceptKind.OUTCOME


def _matcher():
    concepts = (
        Concept("neuropathy", _C, "", (), (), (), ("diabetic", "unspecified")),
        Concept("diabetic", _C, "", ("Diabetic Neuropathies",), ("diabetic peripheral neuropath*", "DPN")),
        Concept("unspecified", _C, "", (), ("peripheral neuropath*", "neuropathy")),
        Concept("needles", _I, "", ("Acupuncture Therapy",), ("acupunctur*",), ("laser acupuncture",)),
        Concept("laser", _I, "", (), ("laser acupuncture",)),
        Concept("electro", _I, "", (), ("electro-acupuncture", "electroacupuncture")),
        Concept("pain", _O, "", (), ("pain", "peripheral neuropathy pain score")),
    )  # fmt: skip
    return ConceptMatcher({c.concept_id: c for c in concepts})


def _named(text):
    return [(m.concept_id, m.term) for m in _matcher().mentions(text)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("painful diabetic peripheral neuropathies", [("diabetic", "diabetic peripheral neuropathies")]),
        ("Peripheral Neuropathy", [("unspecified", "Peripheral Neuropathy")]),
        ("laser acupuncture", [("laser", "laser acupuncture")]),
        ("laser acupuncture and acupuncture", [("laser", "laser acupuncture"), ("needles", "acupuncture")]),
        ("Electro acupuncture", [("electro", "Electro acupuncture")]),
        ("an electro‐acupuncture", [("electro", "electro‐acupuncture")]),
        ("electroacupuncture", [("electro", "electroacupuncture")]),
        ("painkillers", []),
        ("DPN, not dpn or DPNX", [("diabetic", "DPN")]),
        ("neuropathy. Acupuncture", [("unspecified", "neuropathy"), ("needles", "Acupuncture")]),
        ("diabetic, peripheral neuropathy", [("unspecified", "peripheral neuropathy")]),
        ("", []),
    ],
)  # fmt: skip
def test_mentions(text, named):
    assert _named(text) == named


def test_mesh_and_text_match_and_broader_concepts_are_implied():
    title = Section("title", 0, "Acupuncture for DPN")
    report = ReportText("pmid:1", title, mesh=(MeshHeading("Diabetic Neuropathies"),))
    matches = _matcher().matches(report)
    assert {(m.concept_id, m.by) for m in matches} == {
        ("diabetic", "mesh"), ("neuropathy", "mesh"),
        ("needles", "text"), ("diabetic", "text"), ("neuropathy", "text"),
    }  # fmt: skip
    assert all(m.span is None or m.span.of(title.text) == m.term for m in matches)


def test_a_report_is_in_scope_by_heading_or_by_text():
    matcher = _matcher()
    assert matcher.is_in_scope(
        ReportText("pmid:1", None, mesh=(MeshHeading("Acupuncture Therapy"),))
    )
    assert matcher.is_in_scope(ReportText("pmid:1", Section("title", 0, "DPN in practice")))
    assert not matcher.is_in_scope(ReportText("pmid:1", Section("title", 0, "Pain in practice")))
    assert not matcher.is_in_scope(ReportText("pmid:1", None))


_WORDS = st.sampled_from(
    ["diabetic", "peripheral", "neuropathy", "neuropathies", "DPN", "laser", "acupuncture", "moxa", "pain",
     "electro", "-", ".", "Bell's", "palsy", "injury", "injuries", "nerve", "nerves", "5", "β"]
)  # fmt: skip


@given(st.lists(_WORDS, max_size=12).map(" ".join))
def test_the_cheap_look_never_loses_a_report(text):
    matcher = _matcher()
    report = ReportText("pmid:1", Section("title", 0, text))
    kinds = {matcher.concepts[m.concept_id].kind for m in matcher.mentions(text)}
    assert matcher.is_in_scope(report) == bool(kinds & {_C, _I})


@given(
    st.lists(_WORDS, min_size=1, max_size=3).map(" ".join).filter(lambda v: any(c.isalnum() for c in v)),
    st.booleans(), st.lists(_WORDS, max_size=6).map(" ".join), st.sampled_from(["", "s", "xyz"]),
)  # fmt: skip
def test_the_filter_passes_every_text_that_holds_a_variant(variant, is_open, around, ending):
    pattern = variant + ("*" if is_open and variant[-1].isalnum() else "")
    matcher = ConceptMatcher({"c": Concept("c", _C, "", (), (pattern,))})
    text = f"{around} {variant}{ending}"
    if matcher.mentions(text):
        assert ScopeFilter([pattern]).may_hold(text)


@given(st.text(max_size=80))
def test_spans_quote_the_text(text):
    for mention in _matcher().mentions(text):
        assert text[mention.start : mention.end] == mention.term


def _own(queries_dir):
    return ConceptMatcher(load_topic(queries_dir, "acupuncture-nerve-pain").concepts)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Acupuncture for carpal tunnel syndrome", "carpal_tunnel"),
        ("paclitaxel-induced peripheral neuropathy", "chemotherapy_neuropathy"),
        ("lumbosacral radicular syndrome", "sciatica_radiculopathy"),
        ("post-herpetic neuralgia", "postherpetic_neuralgia"),
        ("HIV-associated sensory neuropathy", "hiv_neuropathy"),
        ("transcutaneous electrical acupoint stimulation", "tens"),
        ("fire-needle therapy", "fire_needle"),
        ("battlefield acupuncture", "auricular"),
        ("bee venom acupuncture", "acupoint_injection"),
        ("sural nerve conduction velocity", "nerve_conduction"),
        ("beta-endorphin release", "endorphins"),
        ("bilateral pneumothoraces", "pneumothorax"),
    ],
)
def test_the_topic_knows_the_usual_names(queries_dir, text, concept):
    matcher = _own(queries_dir)
    assert concept in {m.concept_id for m in matcher.mentions(text)}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("laser acupuncture at PC6", "manual_acupuncture"),
        ("fire needle therapy", "manual_acupuncture"),
        ("electroacupuncture in rats", "manual_acupuncture"),
        ("diabetic retinopathy", "diabetic_neuropathy"),
        ("tens of thousands of people", "tens"),
        ("green teas", "tens"),
        ("two CTs of the chest", "carpal_tunnel"),
        ("glaucomatous optic neuropathy", "neuropathic_pain_unspecified"),
        ("published in Pain Medicine", "pain"),
        ("he went to great lengths", "long_term"),
    ],
)
def test_the_topic_does_not_mistake_one_for_another(queries_dir, text, concept):
    assert concept not in {m.concept_id for m in _own(queries_dir).mentions(text)}


def test_the_label_vocabulary_is_there(queries_dir):
    held = load_topic(queries_dir, "acupuncture-nerve-pain").concepts
    conditions = {"diabetic_neuropathy", "chemotherapy_neuropathy", "sciatica_radiculopathy", "carpal_tunnel",
                  "postherpetic_neuralgia", "trigeminal_neuralgia", "hiv_neuropathy", "nerve_injury",
                  "neuropathic_pain_unspecified", "bell_palsy", "spinal_cord_injury_pain", "phantom_limb",
                  "other_pain", "healthy"}  # fmt: skip
    interventions = {"manual_acupuncture", "electroacupuncture", "auricular", "laser", "acupressure", "tens",
                     "moxibustion", "dry_needling", "warm_needling", "acupoint_injection", "fire_needle",
                     "non_acupuncture"}  # fmt: skip
    comparators = {"sham", "usual_care", "waitlist", "no_treatment", "drug", "vitamin_b", "add_on",
                   "other_active", "other_acupuncture"}  # fmt: skip
    assert conditions | interventions | comparators <= set(held)
    assert {held[c].kind for c in conditions} == {_C}
    assert {held[c].kind for c in interventions} == {_I}
