"""Linking on PubMed's own records: what bears on the article, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.extract.concepts import ConceptMatcher
from evidence.models import ClaimKind, EvidenceItem, ItemStatus, ReportText, Stance
from evidence.topics import load_topic
from tests.benchmarks.labelled import TOPIC, items_of, pipeline_reports

pytestmark = pytest.mark.shared
Held = dict[int, tuple[ReportText, dict[str, EvidenceItem]]]


@pytest.fixture(scope="module")
def topic():
    return load_topic(Path(__file__).parents[2] / "queries", TOPIC)


@pytest.fixture(scope="module")
def native(topic) -> Held:
    folder = Path(__file__).parents[3] / "shared" / "pubmed" / "native"
    matcher = ConceptMatcher(topic.concepts)
    return {
        report.pmid: (report, {item.claim_id: item for item in items_of(report, topic, matcher)})
        for name in ("acupuncture_records.xml", "neuropathy_records.xml.gz")
        for report in pipeline_reports(folder / name)
        if report.pmid
    }


def _efficacy(topic) -> set[str]:
    return {claim.claim_id for claim in topic.claims if claim.kind is ClaimKind.EFFICACY}


def test_a_case_report_on_radiculopathy_is_linked_and_proves_nothing(native):
    _, items = native[34087870]
    assert items["efficacy-sciatica"].status is ItemStatus.COUNTED
    assert items["efficacy-sciatica"].stance is Stance.INCONCLUSIVE


def test_a_protocol_is_ongoing_and_counts_as_no_evidence(native):
    _, items = native[34095161]
    assert items["efficacy-nerve-pain"].status is ItemStatus.ONGOING
    assert all(item.stance is None for item in items.values())


@pytest.mark.parametrize("pmid", [424987, 428415])
def test_injuries_by_needles_bear_on_safety_alone(native, pmid):
    _, items = native[pmid]
    assert items["safety-general"].rule == "harm-signal"
    assert all(claim_id.startswith("safety") for claim_id in items)


@pytest.mark.parametrize("pmid", [34096875, 34092053])
def test_a_mention_in_passing_is_no_link(native, pmid):
    assert native[pmid][1] == {}


def test_no_other_condition_is_linked_to_an_efficacy_claim(native, topic):
    linked = {pmid for pmid, (_, items) in native.items() if _efficacy(topic) & set(items)}
    assert linked == {34087870, 34095161}


def test_trials_in_other_conditions_bear_on_no_efficacy_claim(shared, topic):
    matcher = ConceptMatcher(topic.concepts)
    for report in pipeline_reports(shared / "corpus" / "open_access_trials.xml"):
        claims = {item.claim_id for item in items_of(report, topic, matcher)}
        assert not claims & _efficacy(topic), report.title


def test_every_stance_rests_on_verbatim_sentences(native):
    for report, items in native.values():
        for item in items.values():
            if item.stance is not None:
                assert 1 <= len(item.rationale) <= 3, (report.report_id, item.claim_id)
            for span in item.rationale:
                assert report.quote(span).strip() == report.quote(span)
