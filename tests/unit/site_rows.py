"""Rows of published views as pages get them, small, hostile where it matters."""

from __future__ import annotations

from datetime import UTC, datetime

from evidence.publish.site import SiteFacts

TOPIC = "made-topic"
HOSTILE = '<script>window.hit=1</script>"><img src=x onerror="window.hit=1">\u202edesrever'


def item(number: int, **changed):
    """One row of evidence_table."""
    row = {
        "topic": TOPIC, "claim_id": "relief", "report_id": f"pmid:{number}", "pmid": number,
        "doi": f"10.1000/{number}", "pmc_id": None, "title": f"Trial {number}", "journal": "J Made",
        "year": 2020, "language": "eng", "design": "randomized_trial", "population": "patients",
        "evidence_level": "2", "n_participants": 40, "condition": "neuropathy",
        "intervention": "needles", "comparator": "sham", "outcome": "pain", "direction": "lower",
        "significance": None, "stance": "supports", "status": "counted", "reason": "on the claim",
        "adverse_events": None, "registration": None, "notice": None, "study_id": f"pmid:{number}",
        "score": 1.0, "decided_by": "machine",
    }  # fmt: skip
    return {**row, **changed}


def tables(n_items: int = 3):
    """Rows by view name: one topic, one claim, items for, against, retracted and without a PMID."""
    items = [item(n + 1) for n in range(n_items)]
    items += [
        item(901, stance="contradicts", title=HOSTILE),
        item(902, status="retracted", notice="retraction"),
        item(903, report_id="doi:10.1000/only", pmid=None, doi="10.1000/only"),
    ]
    claim = {
        "topic": TOPIC, "claim_id": "relief", "claim_no": 0, "parent": None, "kind": "efficacy",
        "quote": "Needles relieve pain", "question": "Do needles relieve pain?",
        "verdict": "mixed", "harm_signal": True, "certainty": "very_low",
        "certainty_reasons": ["abstracts only"], "reasons": ["Trials disagree."], "missing": None,
        "would_change": ["A larger trial."], "n_supports": n_items + 1, "n_contradicts": 1,
        "n_mixed": 0, "n_inconclusive": 0, "n_studies": n_items + 2, "n_rcts": n_items + 2,
        "n_participants": 40 * (n_items + 2), "n_retracted": 1, "signoff_state": None,
        "signed_off_on": None, "signed_off_by": None, "searched_through": None,
        "rules_version": "1", "decided_by": "machine",
    }  # fmt: skip
    sentence = {
        "topic": TOPIC, "sentence_no": 0, "paragraph_no": 0, "heading": "How", "text":
        "Needles relieve pain.", "start": 0, "end": 21, "claim_ids": ["relief"],
        "wording_problem": "says more than its trials", "suggested_wording":
        "Needles may relieve pain.", "suggested_wording_plain": None,
    }  # fmt: skip
    flow = ("records", "superseded", "deleted", "rejected", "screened", "not_linked", "linked",
            "included", "indirect", "ongoing", "retracted", "excluded")  # fmt: skip
    return {
        "topic": [{"topic": TOPIC, "title": "A made article", "byline": None, "article_text": ""}],
        "claim_summary": [claim], "sentence": [sentence], "evidence_table": items,
        "record_count": [{"status": "current", "n": len(items)}],
        "rationale": [{"topic": TOPIC, "claim_id": "relief", "report_id": i["report_id"],
                       "rationale_no": 0, "quote": f"Pain fell. {HOSTILE}"} for i in items],
        "prisma_flow": [{"topic": TOPIC, **{f"n_{name}": 1 for name in flow}}],
        "omission": [{"topic": TOPIC, "omission_id": "lung", "statement": "Rarely a lung collapses.",
                      "why": "It can kill.", "is_serious_harm": True, "state": "absent"}],
    }  # fmt: skip


def rows_of(held):
    """A `Rows` callable over such tables."""

    def rows(name, /, **equals):
        return [r for r in held.get(name, []) if all(r.get(k) == v for k, v in equals.items())]

    return rows


def facts(**changed) -> SiteFacts:
    """Facts of a sample publication."""
    given = {
        "published_at": datetime(2026, 1, 5, 6, tzinfo=UTC), "publication_id": "p1",
        "content_sha256": "a" * 64, "is_sample": True,
        "banners": {TOPIC: "a demonstration selection, not a search"},
    }  # fmt: skip
    return SiteFacts(**{**given, **changed})
