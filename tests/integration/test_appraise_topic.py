"""A topic about something else entirely, through the one call of the pipeline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from evidence.appraise.appraisal import TopicAppraisal, appraise_topic
from evidence.appraise.studies import study_groups
from evidence.appraise.verdict_case import SearchFacts
from evidence.models import (
    Anchor,
    Article,
    ArticleSentence,
    Claim,
    ClaimKind,
    Concept,
    ConceptKind,
    Decision,
    EvidenceItem,
    Omission,
    Scope,
    Topic,
)
from tests.unit.appraisal_cases import finding, item, report, rules

TEXT = "Vitamin D prevents severe illness. It is a safe natural choice. A study in Nutrients found fewer deaths."
QUOTES = (("severe", ClaimKind.EFFICACY, "Vitamin D prevents severe illness.",
           "Does vitamin D prevent severe illness in COVID-19?", Scope(conditions=("covid",))),
          ("value", ClaimKind.VALUE_WORD, "safe natural choice", "Praise.", Scope()),
          ("named", ClaimKind.NAMED_STUDY, "A study in Nutrients found fewer deaths.", "Is there one?",
           Scope(conditions=("covid",), outcomes=("death",), journals=("Nutrients",))))  # fmt: skip


def _claim(claim_id: str, kind: ClaimKind, quote: str, question: str, scope: Scope) -> Claim:
    start = TEXT.index(quote)
    return Claim(claim_id, kind, quote, "", "", question, scope, Anchor(start, start + len(quote)))


def _topic() -> Topic:
    bounds = [(0, 34), (35, 63), (64, len(TEXT))]
    sentences = tuple(ArticleSentence(n, 0, None, TEXT[a:b], Anchor(a, b)) for n, (a, b) in enumerate(bounds))
    concepts = {
        "covid": Concept("covid", ConceptKind.CONDITION, "COVID-19", text=("COVID-19",)),
        "death": Concept("death", ConceptKind.OUTCOME, "death", text=("death*", "died")),
    }
    too_much = Omission("dose", "Very high doses can do harm", "why", True, ("high dose*", "toxic*"))
    return Topic("vitamin-d", Article("T", TEXT, TEXT, sentences), tuple(_claim(*q) for q in QUOTES), concepts, (),
                 (too_much,))  # fmt: skip


def _appraised(items: list[EvidenceItem], topic: Topic | None = None) -> TopicAppraisal:
    reports = [
        report(1, "Vitamin D in COVID-19: a trial", "Few died.", journal="Nutrients", registry_ids=("NCT1",)),
        report(2, "Vitamin D in COVID-19: one year later", registry_ids=("NCT1",)),
        report(3, "Calcifediol in COVID-19", "None."),
    ]
    read = {r.report_id: [finding("comparator", "usual_care"), finding("design", "rct")] for r in reports}
    return appraise_topic(
        topic or _topic(), items, study_groups(reports, read), read, {r.report_id: r for r in reports}, rules(),
        SearchFacts(3, date(2026, 11, 1)),
    )  # fmt: skip


def test_every_claim_has_a_verdict_and_every_sentence_a_row() -> None:
    items = [item(n, n=80, claim_id="severe") for n in (1, 2, 3)]
    held = _appraised(items)
    assert [v.claim_id for v in held.verdicts] == ["severe", "value", "named"]
    first = held.verdicts[0]
    assert first.verdict == "supported_with_limits"
    assert (first.counts["n_studies"], first.counts["n_participants"]) == (2, 160)
    assert any("up to 2026-11-01" in reason for reason in first.reasons)
    assert [w.sentence_no for w in held.wording] == [0, 1, 2]
    assert held.wording[0].suggestion is not None
    assert held.wording[0].suggestion.startswith("Vitamin D may prevent severe illness")
    assert {i.study_id for i in held.items} == {"pmid:1", "pmid:3"}
    assert {i.evidence_level for i in held.items} == {"2"}
    assert held.omissions[0].heads_page
    assert [(c.report_id, c.is_match) for c in held.candidates] == [("pmid:1", True)]
    assert any(c.is_to_cite for c in held.citations)
    assert set(held.states) == {"severe", "value", "named"}


def test_with_no_report_at_all_everything_is_still_said() -> None:
    topic = _topic()
    held = appraise_topic(topic, [], study_groups([], {}), {}, {}, rules())
    assert [v.verdict for v in held.verdicts] == ["not_found", "not_checkable", "no_match"]
    assert len(held.wording) == 3
    assert held.items == held.candidates == held.citations == ()


def test_items_of_unknown_claims_are_left_out_and_order_does_not_matter() -> None:
    items = [item(n, n=80, claim_id="severe") for n in (1, 2, 3)]
    assert _appraised([*items, item(1, claim_id="gone")]) == _appraised(items[::-1])


def test_a_persons_word_stands_over_the_machines() -> None:
    decision = Decision("vitamin-d", "severe", None, "verdict", "insufficient", "Ann", "editor",
                        date(2026, 11, 2), None, "small trials")  # fmt: skip
    topic = replace(_topic(), decisions=(decision,))
    held = _appraised([item(n, n=80, claim_id="severe") for n in (1, 2, 3)], topic)
    assert held.verdicts[0].verdict == "insufficient"
    assert held.decided_by["severe"] == "Ann"
    assert held.judgements[0].state == "in_force"
    assert held.wording[0].suggestion is not None
    assert held.wording[0].suggestion.startswith("It is not known whether vitamin D can") or (
        "not known whether" in held.wording[0].suggestion)  # fmt: skip
