"""The acupuncture topic as shipped: its article, ids, strategies and sample."""

from __future__ import annotations

import json

import pytest

from evidence.models import ClaimKind
from evidence.topics import load_topic
from tests.eutils.query import parsed_query
from tests.eutils.records import read_records
from tests.eutils.search import Searcher

_FIXED = """
background-prevalence widely-studied tcm-balance mechanism-blood-flow
mechanism-nerve-regeneration mechanism-endorphins mechanism-inflammation mechanism-autonomic
efficacy-nerve-pain efficacy-diabetic-neuropathy efficacy-chemotherapy-neuropathy efficacy-sciatica
nerve-function study-pain-medicine study-jacm not-a-cure adjunct long-term-relief safety-general
safety-side-effects safety-bleeding conclusion-mechanisms conclusion-relief consult-provider
"""
_NEEDLES_ONLY = {ClaimKind.EFFICACY, ClaimKind.MECHANISM, ClaimKind.NAMED_STUDY, ClaimKind.SAFETY}


@pytest.fixture(scope="module")
def topic():
    from tests.conftest import CHECKOUT

    return load_topic(CHECKOUT / "queries", "acupuncture-nerve-pain")


@pytest.fixture(scope="module")
def shipped():
    from tests.conftest import CHECKOUT

    path = CHECKOUT / "queries" / "topics" / "acupuncture-nerve-pain" / "sample.xml"
    return {r.pmid: r for r in read_records([path]) if not isinstance(r, int)}


def test_the_fixed_ids_are_there_and_every_parent_is_a_claim(topic):
    ids = {c.claim_id for c in topic.claims}
    assert set(_FIXED.split()) <= ids
    assert all(c.parent is None or c.parent in ids for c in topic.claims)


def test_a_part_stands_inside_its_parents_sentences_or_beside_them(topic):
    by_id = {c.claim_id: c for c in topic.claims}
    for claim in topic.claims:
        parent = by_id.get(claim.parent or "")
        if parent is not None and parent.kind is ClaimKind.MECHANISM:
            assert parent.anchor.start <= claim.anchor.start
            assert claim.anchor.end <= parent.anchor.end


def test_only_needles_count_and_prevention_is_not_treatment(topic):
    for claim in topic.claims:
        if claim.kind in _NEEDLES_ONLY:
            assert "manual_acupuncture" in claim.scope.interventions, claim.claim_id
            assert {"acupoint_stimulation", "acupressure", "moxibustion"} <= set(
                claim.scope.indirect_interventions
            )
            assert not claim.scope.prevention_is_direct


def test_animals_bear_on_mechanism_alone(topic):
    for claim in topic.claims:
        if claim.kind is ClaimKind.EFFICACY:
            assert claim.scope.populations == ("human",), claim.claim_id


def test_each_strategy_finds_the_records_it_must(topic, shipped):
    searcher = Searcher(shipped)
    n_checked = 0
    for strategy in topic.strategies:
        known = set(strategy.known_pmids) & set(shipped)
        n_checked += len(known)
        assert known <= searcher.findings(parsed_query(strategy.query)).pmids, strategy.strategy_id
    assert n_checked > 40


def test_every_claim_that_evidence_can_bear_on_has_a_strategy(topic):
    served = {claim_id for s in topic.strategies for claim_id in s.claims}
    parents = {c.claim_id: c.parent for c in topic.claims}
    for claim in topic.claims:
        if claim.kind is not ClaimKind.VALUE_WORD:
            assert claim.claim_id in served or parents[claim.claim_id] in served, claim.claim_id


def test_the_banner_says_what_the_sample_is_not(topic):
    assert "not a search" in topic.notice
    assert "digests" in topic.notice
    assert "not findings" in topic.notice


def test_every_source_of_an_omission_or_guideline_is_an_identifier(topic):
    sources = [s for o in topic.omissions for s in o.sources] + [g.source for g in topic.guidelines]
    assert sources
    assert all(s.startswith(("pmid:", "doi:10.", "https://", "WHO/")) for s in sources)


@pytest.mark.shared
def test_the_article_is_the_editors_to_the_letter(topic, shared):
    theirs = (shared / "article.txt").read_text(encoding="utf-8").replace("•", " ")
    assert " ".join(theirs.split()) == " ".join(topic.article.text.split())


@pytest.mark.shared
def test_strategies_find_the_labelled_studies(topic, shared):
    records = {
        r.pmid: r
        for r in read_records([shared / "corpus" / "studies.xml"])
        if not isinstance(r, int)
    }
    searcher = Searcher(records)
    found = set().union(*(searcher.findings(parsed_query(s.query)).pmids for s in topic.strategies))
    rows = [
        json.loads(line) for line in (shared / "corpus" / "labels.jsonl").open(encoding="utf-8")
    ]
    wanted = {int(row["pmid"]) for row in rows if row["claims"] and int(row["pmid"]) in records}
    assert len(wanted) > 40
    assert len(wanted & found) / len(wanted) >= 0.98
