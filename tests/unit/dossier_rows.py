"""Rows of one published topic for exports: two sentences with claims, one too strong, hostile texts."""

from __future__ import annotations

from datetime import UTC, date, datetime

from evidence.publish.export_facts import ExportFacts
from tests.unit.reference_rows import HOSTILE, notice, person, report

TOPIC = "made-topic"
TITLE = "A made article"


def sentence(number, text, claim_ids=(), **changed):
    """One row of the view `sentence`."""
    row = {"topic": TOPIC, "sentence_no": number, "paragraph_no": number, "heading": "How it works",
           "text": text, "start": 0, "end": len(text), "claim_ids": list(claim_ids),
           "wording_problem": None, "suggested_wording": None, "suggested_wording_plain": None,
           "weakest_claim_id": claim_ids[0] if claim_ids else None}  # fmt: skip
    return {**row, **changed}


def claim(number, claim_id, quote, **changed):
    """One row of the view `claim_summary`."""
    row = {"topic": TOPIC, "claim_id": claim_id, "claim_no": number, "parent": None, "kind": "efficacy",
           "quote": quote, "question": f"Is it so: {quote}?", "verdict": "mixed", "harm_signal": False,
           "certainty": "very_low", "certainty_reasons": ["abstracts only"], "reasons": ["Trials disagree."],
           "missing": ["A sham-controlled trial."], "would_change": ["A larger trial."], "n_supports": 1,
           "n_contradicts": 1, "n_mixed": 0, "n_inconclusive": 0, "n_studies": 2, "n_rcts": 2,
           "n_participants": 80, "counts_told": "1 for, 1 against, 0 neither",
           "n_counted": 2, "n_indirect": 0, "n_ongoing": 0, "n_excluded": 1,
           "n_retracted": 0, "wording_problem": None, "suggested_wording": None,
           "searched_through": date(2026, 1, 4), "signed_off_on": None, "signed_off_by": None,
           "signoff_state": None, "fingerprint": "f" * 64, "rules_version": "1",
           "decided_by": "machine"}  # fmt: skip
    return {**row, **changed}


def item(number, claim_id, **changed):
    """One row of the view `evidence_table`."""
    row = {"topic": TOPIC, "claim_id": claim_id, "report_id": f"pmid:{number}", "pmid": number,
           "doi": f"10.1000/j.{number}", "pmc_id": None, "title": f"A made trial, number {number}.",
           "journal": "Made Journal", "year": 2020, "language": "eng", "design": "randomized_trial",
           "population": "human", "evidence_level": "2", "n_participants": 40, "condition": "neuropathy",
           "intervention": "needles", "comparator": "sham", "compared_with": None, "outcome": "pain",
           "direction": "favours_acupuncture", "significance": None, "stance": "supports",
           "status": "counted", "reason": "bears on the claim", "rationale": "Pain fell.",
           "rationale_field": "abstract", "rationale_section_no": 0, "rationale_start": 0, "rationale_end": 10,
           "follow_up_weeks": 12.0, "adverse_events": None, "registration": "NCT00000001", "notice": None,
           "study_id": f"pmid:{number}", "score": 1.0, "decided_by": "machine", "rule": "made",
           "first_seen_on": date(2026, 1, 1), "last_changed_on": date(2026, 1, 1)}  # fmt: skip
    return {**row, **changed}


def cite(claim_id, number, rank, is_to_cite=True):
    """One row of the table `suggested_citation`."""
    return {"topic": TOPIC, "claim_id": claim_id, "report_id": f"pmid:{number}", "rank": rank,
            "is_to_cite": is_to_cite, "why": "The strongest study."}  # fmt: skip


def tables():
    """Rows by name: `relief` is overclaimed and mixed, `safe` is fine, a retracted trial lurks."""
    reports = [report(n) for n in (1, 2, 3, 4)] + [report(5, title=HOSTILE)]
    return {
        "topic": [{"topic": TOPIC, "title": TITLE, "byline": "By Made", "article_text": "…"}],
        "sentence": [
            sentence(0, TITLE, heading=None),
            sentence(1, "How it works"),
            sentence(2, "Needles relieve pain.", ["relief"], wording_problem="Too strong: is stated as a fact.",
                     suggested_wording="Studies disagree on whether needles ease pain.",
                     suggested_wording_plain="Studies do not agree."),
            sentence(3, "Needles may bruise.", ["safe"]),
            sentence(4, f"=1+1 {HOSTILE}"),
        ],
        "claim_summary": [claim(0, "relief", "Needles relieve pain"),
                          claim(1, "safe", "Needles may bruise", kind="safety", verdict="supported",
                                certainty="low")],
        "evidence_table": [
            item(1, "relief"), item(2, "relief", stance="contradicts", score=0.9),
            item(3, "relief", status="retracted", notice="retraction"),
            item(4, "safe"), item(5, "safe", stance="contradicts", title=HOSTILE, score=0.1),
            item(1, "safe", status="excluded", stance=None, reason="another outcome"),
        ],
        "suggested_citation": [cite("relief", 1, 1), cite("relief", 3, 2, False), cite("relief", 2, 3),
                               cite("safe", 4, 1)],
        "rationale": [{"topic": TOPIC, "claim_id": c, "report_id": f"pmid:{n}", "rationale_no": 0,
                       "quote": f"Pain fell in {n}. {HOSTILE}", "field": "abstract", "section_no": 0,
                       "start": 0, "end": 9} for c, n in (("relief", 1), ("relief", 2), ("safe", 4))],
        "omission": [{"topic": TOPIC, "omission_id": "lung", "statement": "Rarely a lung collapses.",
                      "why": "It can kill.", "is_serious_harm": True, "state": "absent", "sources": ["pmid:4"]}],
        "report": reports, "author": [person(f"pmid:{n}") for n in (1, 2, 3, 4, 5)],
        "notice": [notice("pmid:3", "retraction")], "article_id": [], "publication_type": [],
        "judgement": [], "signoff": [], "certainty_row": [], "guideline": [],
        "section": [{"report_id": f"pmid:{n}", "field": "abstract", "section_no": 0, "label": None,
                     "text": "=cmd Made abstract."} for n in (1, 2, 3, 4, 5)],
        "search_run": [], "strategy": [], "snapshot": [], "finding": [],
        "prisma_flow": [{"topic": TOPIC, "n_records": 6, "n_superseded": 1, "n_deleted": 0, "n_rejected": 0,
                         "n_screened": 5, "n_not_linked": 0, "n_linked": 5, "n_included": 4, "n_indirect": 0,
                         "n_ongoing": 0, "n_retracted": 1, "n_excluded": 0}],
    }  # fmt: skip


def signed(held):
    """The same topic with every claim signed off and nothing open."""
    made = {name: [dict(row) for row in rows] for name, rows in held.items()}
    for row in made["sentence"]:
        row["wording_problem"] = None
    for row in made["omission"]:
        row["state"] = "present"
    moment = datetime(2026, 1, 4, 3)
    made["search_run"] = [
        {"snapshot_id": "s2", "topic": TOPIC, "strategy_id": "main", "source": "pubmed", "query_sent": "q",
         "query_translation": None, "count": 5, "n_ids": 5, "parts": 1, "warnings": [],
         "started_at": moment, "finished_at": moment, "n_requests": 1}]  # fmt: skip
    made["signoff"] = [
        {"topic": TOPIC, "claim_id": c["claim_id"], "signed_by": "Dr </script> Made", "role": "medical reviewer",
         "signed_on": date(2026, 2, 1 + n), "fingerprint": c["fingerprint"], "note": "", "state": "in_force",
         "expired_because": []} for n, c in enumerate(made["claim_summary"])
    ]  # fmt: skip
    return made


def facts(**changed):
    """Facts of a sample publication."""
    given = {"publication_id": "20260105T060000Z-aaaaaaaaaaaa", "content_sha256": "a" * 64,
             "published_at": datetime(2026, 1, 5, 6, tzinfo=UTC), "is_sample": False,
             "snapshot_ids": ("s1", "s2"), "version": "0"}  # fmt: skip
    return ExportFacts(**{**given, **changed})
