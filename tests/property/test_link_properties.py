"""Linking and stance hold their promises whatever a report says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.appraise.link import evidence_items
from evidence.appraise.stance_cues import clauses, sentence_readings
from evidence.extract.report import read_report
from evidence.models import ItemStatus, ReportText, Section
from tests.unit.link_topic import MATCHER, TOPIC

SENTENCES = st.sampled_from([
    "Pain fell more with willow bark than with placebo (P = 0.01).", "Pain did not differ between groups.",
    "Sixty patients with gout were randomized.", "Willow bark may help in gout.", "Uric acid fell in rats.",
    "No adverse events occurred.", "Adverse events were mild (8%).", "Relief was maintained at week 24.",
    "Knee arthritis is common.", "The evidence is insufficient.", "Swelling was worse with willow cream;",
    "gout", "Results: P<0.05 (n=12", "\u2003Pain\u00a0rose.", "",
])  # fmt: skip
TEXTS = st.lists(SENTENCES, max_size=7).map(" ".join) | st.text(max_size=120)
TITLES = st.sampled_from(
    ["Willow bark for gout", "Willow bark for gout: a randomized trial", "Willow cream in knee arthritis",
     "RETRACTED: Willow bark for gout", "Protocol: willow bark for gout",
     "Gout after willow bark: a case report", ""]
)  # fmt: skip
HEADINGS = st.sampled_from([None, "METHODS", "RESULTS", "CONCLUSIONS", "OUTLOOK"])


@st.composite
def reports(draw) -> ReportText:
    title = draw(TITLES)
    parts = draw(st.lists(st.tuples(HEADINGS, TEXTS), max_size=3))
    abstract = tuple(Section("abstract", n, text, label) for n, (label, text) in enumerate(parts) if text)
    return ReportText("pmid:1", Section("title", 0, title) if title else None, abstract)


@settings(max_examples=150, deadline=None)
@given(reports())
def test_items_are_traceable_and_the_same_each_time(report):
    findings = read_report(report, MATCHER)
    items = evidence_items(report, findings, TOPIC, MATCHER)
    assert items == evidence_items(report, findings, TOPIC, MATCHER)
    assert len({item.claim_id for item in items}) == len(items)
    for item in items:
        assert item.matches
        assert item.reason
        assert (item.stance is not None) <= (1 <= len(item.rationale) <= 3)
        assert len(set(item.rationale)) == len(item.rationale)
        for span in item.rationale:
            assert report.quote(span)
        for match in item.matches:
            assert match.span is None or report.quote(match.span) == match.term
        if item.status in (ItemStatus.ONGOING, ItemStatus.EXCLUDED):
            assert item.stance is None


@given(st.text(max_size=200))
def test_clauses_keep_the_words_of_a_sentence(text):
    assert clauses(text)
    for part in clauses(text):
        assert part in text
    assert len(sentence_readings(text)) == len(clauses(text))
