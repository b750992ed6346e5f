"""Rows of published views as pages get them, small, hostile where it matters."""

from __future__ import annotations

from datetime import UTC, date, datetime

from evidence.publish.site import SiteFacts

TOPIC = "made-topic"
HOSTILE = '<script>window.hit=1</script>"><img src=x onerror="window.hit=1">\u202edesrever'
STANCES = ("supports", "supports", "contradicts", "mixed", "inconclusive")


def item(number: int, **changed):
    """One row of evidence_table."""
    row = {
        "topic": TOPIC, "claim_id": "relief", "report_id": f"pmid:{number}", "pmid": number,
        "doi": f"10.1000/{number}", "pmc_id": None, "title": f"Trial {number}", "journal": "J Made",
        "year": 1990 + number % 30, "language": "eng", "design": "rct", "population": "human",
        "evidence_level": "2", "n_participants": 40, "condition": "neuropathy",
        "intervention": "needles", "comparator": "sham", "compared_with": None,
        "outcome": "pain", "direction": "better",
        "significance": None, "stance": "supports", "status": "counted", "reason": "on the claim",
        "follow_up_weeks": 12.0, "adverse_events": "reported", "registration": "NCT00000001",
        "notice": None, "study_id": f"pmid:{number}", "score": 1.0, "decided_by": "machine",
        "first_seen_on": date(2026, 1, 2), "last_changed_on": date(2026, 1, 2),
    }  # fmt: skip
    return {**row, **changed}


def claim(claim_id: str = "relief", **changed):
    """One row of claim_summary."""
    row = {
        "topic": TOPIC, "claim_id": claim_id, "claim_no": 0, "parent": None, "kind": "efficacy",
        "quote": "Needles relieve pain", "question": "Do needles relieve pain?",
        "verdict": "mixed", "harm_signal": True, "certainty": "very_low",
        "certainty_reasons": ["abstracts only"],
        "reasons": ["A Body (2020): Says not to offer it.", "Trials disagree.", "One serious harm is told."],
        "missing": ["A trial of 100 people."], "would_change": ["A larger trial."], "n_supports": 4,
        "n_contradicts": 1, "n_mixed": 0, "n_inconclusive": 0, "n_studies": 5, "n_rcts": 5,
        "n_participants": 200, "counts_told": "4 for, 1 against, 0 neither",
        "n_counted": 5, "n_indirect": 0, "n_ongoing": 0, "n_excluded": 0,
        "n_retracted": 1, "wording_problem": None, "suggested_wording": None, "signoff_state": None,
        "signed_off_on": None, "signed_off_by": None, "searched_through": None, "fingerprint": "f1",
        "rules_version": "1", "decided_by": "machine",
    }  # fmt: skip
    return {**row, **changed}


def harm(**changed):
    """One row of harm_told."""
    row = {
        "topic": TOPIC, "claim_id": "relief", "row_no": 0, "report_id": "pmid:905", "pmid": 905,
        "doi": "10.1000/905", "why": "case", "harm": "pneumothorax", "n_harmed": 2, "quote": "Two lungs fell.",
        "design": "case_report", "status": "counted", "year": 2019, "title": "Two lungs", "field": "abstract",
        "section_no": 0, "start": 0, "end": 15,
    }  # fmt: skip
    return {**row, **changed}


def _effect(number: int, **changed):
    return {
        "report_id": f"pmid:{number}", "measure": "MD", "estimate": -1.5 - number / 10, "unit": None,
        "ci_low": -2.5 - number / 10, "ci_high": -0.5, "ci_level_pct": 95.0, "p_text": "<.001",
        "outcome": "pain", "comparator": "sham", "time_point": "At week 4", "direction": None,
        "flag": None, "quote": "MD -1.5", **changed,
    }  # fmt: skip


def tables(n_items: int = 3):
    """Rows by view name: one topic, two claims, items of every stance, retracted, excluded, without a PMID."""
    items = [item(n + 1) for n in range(n_items)]
    items += [
        item(901, stance="contradicts", title=HOSTILE, journal=HOSTILE, reason=HOSTILE),
        item(902, status="retracted", stance=None, notice="retraction"),
        item(903, report_id="doi:10.1000/only", pmid=None, doi="10.1000/only"),
        item(904, stance="mixed", design="meta_analysis", evidence_level="1", comparator=None),
        item(905, stance="inconclusive", design="cohort", evidence_level="3", n_participants=None),
        item(906, status="excluded", stance=None, reason="a letter", design=None, year=None),
        item(1, claim_id="part", stance="contradicts"),
    ]
    claims = [
        claim(),
        claim("part", claim_no=1, parent="relief", quote="relieve pain", verdict="contradicted",
              harm_signal=False, n_retracted=0),
    ]  # fmt: skip
    sentences = [
        {"topic": TOPIC, "sentence_no": 0, "paragraph_no": 0, "heading": "How", "text": "How",
         "start": 0, "end": 3, "claim_ids": None, "wording_problem": None, "suggested_wording": None,
         "suggested_wording_plain": None, "weakest_claim_id": None},
        {"topic": TOPIC, "sentence_no": 1, "paragraph_no": 1, "heading": "How", "text": "Needles relieve pain.",
         "start": 5, "end": 26, "claim_ids": ["relief", "part"],
         "wording_problem": "says more than its trials", "suggested_wording": "Needles may relieve pain.",
         "suggested_wording_plain": "Needles may help.", "weakest_claim_id": "part"},
    ]  # fmt: skip
    flow = ("records", "superseded", "deleted", "rejected", "screened", "not_linked", "linked",
            "included", "indirect", "ongoing", "retracted", "excluded")  # fmt: skip
    return {
        "topic": [
            {
                "topic": TOPIC,
                "title": "A made article",
                "byline": "By nobody",
                "article_text": "How\n\nNeedles relieve pain.",
            }
        ],
        "claim_summary": claims,
        "sentence": sentences,
        "evidence_table": items,
        "claim": [
            {"topic": TOPIC, "claim_id": "relief", "start": 5, "end": 25, "note": "A note."},
            {"topic": TOPIC, "claim_id": "part", "start": 13, "end": 25, "note": None},
        ],
        "record_count": [{"status": "current", "n": len(items)}],
        "rationale_context": [
            {
                "topic": TOPIC,
                "claim_id": i["claim_id"],
                "report_id": i["report_id"],
                "rationale_no": 0,
                "quote": f"Pain fell. {HOSTILE}",
                "field": "abstract",
                "section_no": 0,
                "section_label": "RESULTS",
                "start": 20,
                "end": 60,
                "text_before": "Forty came. They were asked.",
                "text_after": "No harm occurred. It ended.",
            }
            for i in items
        ],
        "citation": [
            {
                "report_id": i["report_id"],
                "year": i["year"],
                "authors": [HOSTILE, "Zhi I"] if i["pmid"] in (2, 901) else ["Bao T", "Zhi I"],
            }
            for i in items
        ],
        "effect": [_effect(n) for n in (1, 2, 3)] + [_effect(901, flag="outside its interval")],
        "finding_trace": [
            {
                "report_id": "pmid:1",
                "kind": "adverse_events",
                "value": "reported",
                "quote": f"Two of forty bled. {HOSTILE}",
            }
        ],
        "harm_told": [harm(), harm(row_no=1, report_id="pmid:901", pmid=901, doi="10.1000/901", why="worse",
                                   harm=None, n_harmed=None, quote=f"It grew worse. {HOSTILE}", design="rct")],
        "notice": [
            {
                "report_id": "pmid:902",
                "kind": "retraction",
                "direction": "on",
                "other_pmid": 5,
                "citation": "J Made. 2021;1:1",
            }
        ],
        "report": [
            {
                "report_id": i["report_id"],
                "pmid": i["pmid"],
                "doi": i["doi"],
                "title": i["title"],
                "journal": i["journal"],
                "year": i["year"],
            }
            for i in items
        ],
        "author": [
            {"report_id": report, "author_no": 0, "last_name": "Bao", "initials": "T"}
            for report in dict.fromkeys(i["report_id"] for i in items)
        ],
        "suggested_citation": [
            {
                "topic": TOPIC,
                "claim_id": "relief",
                "report_id": "pmid:1",
                "rank": 1,
                "is_to_cite": True,
                "why": "the largest",
            },
            {
                "topic": TOPIC,
                "claim_id": "relief",
                "report_id": "pmid:901",
                "rank": 2,
                "is_to_cite": True,
                "why": "against",
            },
            {
                "topic": TOPIC,
                "claim_id": "relief",
                "report_id": "pmid:902",
                "rank": 3,
                "is_to_cite": False,
                "why": "retracted",
            },
        ],
        "candidate": [
            {
                "topic": TOPIC,
                "claim_id": "part",
                "report_id": "pmid:1",
                "rank": 1,
                "score": 1.0,
                "fits": ["journal"],
                "misfits": ["condition: another one"],
            }
        ],
        "certainty_row": [
            {
                "topic": TOPIC,
                "claim_id": "relief",
                "row_no": 0,
                "outcome": "pain",
                "comparator": "sham",
                "certainty": "very_low",
                "reasons": ["abstracts only"],
                "is_provisional": True,
            }
        ],
        "guideline": [
            {
                "topic": TOPIC,
                "guideline_id": "g",
                "body": "A Body",
                "year": 2020,
                "title": "A guideline",
                "population": "adults",
                "position": "against",
                "statement": "Says not to offer it.",
                "claims": ["relief"],
                "source": "https://example.org/g",
            }
        ],
        "judgement": [
            {
                "topic": TOPIC,
                "claim_id": "relief",
                "report_id": "pmid:1",
                "what": "stance",
                "value": "supports",
                "decided_by": "Ann",
                "role": "editor",
                "decided_on": date(2026, 1, 3),
                "why": "read it",
                "state": "in_force",
                "remark": None,
            }
        ],
        "strategy": [
            {
                "topic": TOPIC,
                "strategy_id": "wide",
                "source": "pubmed",
                "query": "needles AND pain",
                "rationale": "wide",
                "author": "Ann",
                "written_on": date(2026, 1, 1),
                "limits": None,
                "known_pmids": [1],
            }
        ],
        "prisma_flow": [{"topic": TOPIC, **{f"n_{name}": 1 for name in flow}}],
        "dictionary": [
            {
                "name": "claim",
                "kind": "table",
                "about": "One claim.",
                "column_no": 1,
                "column_name": "topic",
                "data_type": "VARCHAR",
                "meaning": "The topic.",
            }
        ],
        "omission": [
            {
                "topic": TOPIC,
                "omission_id": "lung",
                "statement": "Rarely a lung collapses.",
                "why": "It can kill.",
                "is_serious_harm": True,
                "state": "absent",
                "sources": ["pmid:19420954"],
            }
        ],
    }


def rows_of(held):
    """A `Rows` callable over such tables: a value asks for equality, a list for any of it."""

    def rows(name, /, **equals):
        def fits(row):
            return all(
                row.get(k) in v if isinstance(v, list | tuple) else row.get(k) == v
                for k, v in equals.items()
            )

        return [r for r in held.get(name, []) if fits(r)]

    return rows


def search_run(strategy_id: str = "wide", day: int = 4):
    """One row of search_run."""
    return {
        "snapshot_id": "s1",
        "topic": TOPIC,
        "strategy_id": strategy_id,
        "source": "pubmed",
        "query_sent": "needles AND pain",
        "query_translation": '"needles"[MeSH] AND "pain"[MeSH]',
        "count": 12,
        "n_ids": 12,
        "parts": 1,
        "warnings": ["quoted phrase not found"],
        "started_at": datetime(2026, 1, day, 1),
        "finished_at": datetime(2026, 1, day, 1, 5),
        "n_requests": 3,
    }


def facts(**changed) -> SiteFacts:
    """Facts of a sample publication."""
    given = {
        "published_at": datetime(2026, 1, 5, 6, tzinfo=UTC),
        "publication_id": "p1",
        "content_sha256": "a" * 64,
        "is_sample": True,
        "banners": {TOPIC: "a demonstration selection, not a search"},
    }
    return SiteFacts(**{**given, **changed})
