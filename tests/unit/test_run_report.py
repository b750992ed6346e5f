"""The run report keeps its documented shape, and its two forms say the same."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from evidence.publish.notify import run_alert
from evidence.publish.run_report import RunFacts, report_json
from evidence.publish.run_report_shape import SHAPE, misfits, shape_markdown
from evidence.publish.run_report_text import report_markdown

SNAPSHOT = {"snapshot_id": "s1", "snapshot_no": 0, "created_at": datetime(2026, 11, 2, 3, 17),
            "source": "pubmed", "problems": [], "assurance": ["all was asked"],
            "n_requests": 6, "n_bytes_received": 1000, "waited_seconds": 0.5}  # fmt: skip
SEARCH = {"topic": "t", "strategy_id": "a", "source": "pubmed", "count": 3, "n_ids": 3, "parts": 1,
          "warnings": None, "snapshot_id": "s1"}  # fmt: skip
MANIFEST = {"publication_id": "p2", "published_at": "2026-11-02T03:17:00+00:00", "content_sha256": "c2",
            "is_sample": False, "source_notes": ["n"],
            "n_batches": 1, "n_batches_cached": 0, "queries_sha256": "q"}  # fmt: skip
BEFORE = {**MANIFEST, "publication_id": "p1", "content_sha256": "c1"}
CHECK = {
    "name": "010",
    "sentence": "So",
    "kind": "blocking",
    "state": "passed",
    "n_rows": 0,
    "rows": [],
}


def change(
    kind: str, before: str | None, after: str | None, report_id: str | None = "pmid:1"
) -> dict[str, Any]:
    return {"topic": "t", "claim_id": "c", "report_id": report_id, "kind": kind, "before": before,
            "after": after, "cause": "data", "risk": 1}  # fmt: skip


CHANGES = (
    change("notice", None, "retraction"),
    change("verdict", "supported", "insufficient", None),
    change("status", "counted", "retracted"),
)


def made(
    changes=(), before=BEFORE, *, problems=(), content="c2", rejected=(), judgements=(), harms=()
) -> dict[str, Any]:
    held = {
        "snapshot": [{**SNAPSHOT, "problems": list(problems)}],
        "record_count": [{"status": "current", "n": 3}],
        "search_run": [SEARCH],
        "strategy": [{"topic": "t", "strategy_id": "a"}, {"topic": "t", "strategy_id": "b"}],
        "snapshot_news": [{"n_new_reports": 1, "n_changed_reports": 2, "n_rejected": 0}],
        "rejected": list(rejected),
        "judgement": list(judgements),
        "harm_told": list(harms),
        "part_version": [{"part": "parser", "version": "7"}],
        "skipped": [{"snapshot_id": "s1", "path": "x.txt", "reason": "neither"}],
    }
    facts = RunFacts({**MANIFEST, "content_sha256": content}, before, tuple(changes), (CHECK,), "0.1",
                     {"snapshot": 1.0})  # fmt: skip
    return report_json(lambda name, /, **_equals: held[name], facts)


def judged(state: str, remark: str | None, by: str = "Ann", contradicted_by: str | None = None) -> dict[str, Any]:
    return {"topic": "t", "claim_id": "c", "report_id": None, "what": "verdict", "value": "mixed",
            "decided_by": by, "decided_on": date(2026, 11, 1), "why": "w", "role": "editor", "state": state,
            "remark": remark, "contradicted_by": contradicted_by}  # fmt: skip


JUDGEMENTS = (
    judged("in_force", None), judged("superseded", "repeated"),
    judged("superseded", "contradicted by Ann on 2026-11-02"),
    judged("superseded", "contradicted by Bob on 2026-11-02", contradicted_by="Bob"),
    judged("questioned", "the evidence changed since"), judged("unused", "no such claim"),
)  # fmt: skip


@pytest.mark.parametrize("report", [
    made(), made(CHANGES), made(before=None), made(content="c1"), made(problems=["t/b: no answer"]),
    made(judgements=JUDGEMENTS),
])  # fmt: skip
def test_every_report_has_the_documented_shape(report):
    assert misfits(report) == []


def test_a_key_that_is_missing_unknown_or_of_another_type_is_named():
    report = made()
    del report["proof"]
    report["cost"]["requests"] = "six"
    report["surprise"] = 1
    assert misfits(report) == ["cost.requests: str is not integer", "surprise: not in the shape",
                               "proof: missing"]  # fmt: skip


def test_nothing_new_says_why_and_only_where_all_was_asked():
    assert made(content="c1")["headline"] == "Nothing new"
    assert made(content="c1")["proof"][:2] == ["searched on 2026-11-02 03:17 UTC", "all was asked"]
    failed = made(content="c1", problems=["t/b: no answer"])
    assert failed["headline"] == "Nothing new in what was asked; 1 of 2 searches failed"
    assert failed["proof"] == []
    assert failed["not_asked"] == [{"topic": "t", "strategy_id": "b", "reason": "no answer"}]
    odd = made(content="c1", problems=["this machine's clock is wrong"])
    assert (odd["is_sure"], odd["proof"]) == (False, [])


def test_what_made_it_is_told_part_by_part():
    assert made()["versions"] == {"evidence": "0.1", "queries_sha256": "q", "parser": "7"}


def test_decisions_that_do_not_simply_hold_are_reported_with_why():
    report = made(judgements=JUDGEMENTS)
    assert [d["state"] for d in report["decisions"]] == ["contradicted", "questioned", "unused"]
    text = report_markdown(report)
    assert ("- contradicted: t / c: verdict = mixed, by Ann on 2026-11-01: contradicted by Bob on "
            "2026-11-02") in text  # fmt: skip
    assert "- unused: t / c: verdict = mixed, by Ann on 2026-11-01: no such claim" in text
    assert (
        "Decisions of people: 1 contradicted, 1 questioned, 1 unused"
        in run_alert(report, "here").body
    )
    assert "Decisions of people" not in report_markdown(made())


def test_no_meaning_is_read_from_the_words_of_a_remark():
    odd = judged("superseded", "contradicted by Bob on 2026-11-02")
    assert made(judgements=[odd])["decisions"] == []
    plain = judged("superseded", "any words", contradicted_by="Bob")
    assert [d["state"] for d in made(judgements=[plain])["decisions"]] == ["contradicted"]


HARM = {"topic": "t", "claim_id": "c", "report_id": "pmid:1", "pmid": 1, "why": "case", "harm": "pneumothorax",
        "n_harmed": 2, "quote": "Two came.", "design": "case_report", "status": "counted"}  # fmt: skip
UNNAMED = {**HARM, "report_id": "pmid:2", "pmid": 2, "harm": None, "n_harmed": None, "design": "cohort"}


def test_a_harm_signal_is_told_by_the_harm_and_a_new_one_reaches_the_alert():
    news = (change("new_item", None, "counted, inconclusive"),)
    report = made(news, harms=[UNNAMED, HARM, {**HARM, "claim_id": "d"}])
    assert misfits(report) == []
    assert [(h["harm"], h["is_new"]) for h in report["harm_signals"]] == [
        ("pneumothorax", True), ("pneumothorax", False), (None, False)]  # fmt: skip
    assert report["headline"] == "1 new report of harm, 1 new evidence item"
    alert = run_alert(report, "here")
    assert alert.title == "Evidence: 1 new report of harm"
    assert alert.body.splitlines()[0] == "Harm: Pneumothorax, 2 people (case report, PMID 1) (t/c)"
    text = report_markdown(report)
    assert "- **New:** Pneumothorax, 2 people (case report, PMID 1): t / c" in text
    assert "- Harm told in: “Two came.” (cohort study, PMID 2): t / c" in text
    assert made(harms=[HARM])["headline"] == "New records, none of which touches a claim"


def test_the_headline_says_what_needs_a_person_in_words():
    assert made(CHANGES)["headline"] == (
        "1 retraction, 1 verdict moved, 1 evidence item of another status"
    )
    many = (change("notice", None, "retraction"), change("notice", None, "expression_of_concern"),
            change("notice", "expression_of_concern", None), change("withdrawn_report", "in", "out"),
            change("new_item", None, "counted"), change("new_item", None, "counted"))  # fmt: skip
    assert made(many)["headline"] == (
        "1 retraction, 1 expression of concern, 1 notice taken back, 1 report withdrawn, 2 new evidence items"
    )
    assert made(CHANGES, problems=["t/b: no answer"])["headline"].endswith(
        "; 1 of 2 searches failed"
    )
    assert run_alert(made(CHANGES), "here").title == "Evidence: 1 retraction, 1 verdict moved"


def test_one_notice_on_a_report_is_one_line_whatever_claims_it_bears_on():
    both = [{**change("notice", None, "retraction"), "claim_id": claim} for claim in ("c", "d")]
    assert run_alert(made(both), "here").body.splitlines()[0] == "Retracted: pmid:1 (t/c, t/d)"


def test_a_moved_verdict_says_what_moved_it():
    (moved,) = made(CHANGES)["moved_verdicts"]
    assert moved["because"] == [
        "pmid:1: notice: none → retraction",
        "pmid:1: status: counted → retracted",
    ]
    assert made(CHANGES)["news"]["retracted_reports"] == 1


def test_the_text_shows_what_needs_a_person_before_the_figures():
    text = report_markdown(made(CHANGES, problems=["t/b: no answer", "a clock is wrong"]))
    places = [text.index(words) for words in ("t/b: no answer", "a clock is wrong", "none → retraction",
              "supported → insufficient", "## What was asked", "## Cost")]  # fmt: skip
    assert places == sorted(places)
    assert text.count("t/b: no answer") == 1


def test_the_documentation_names_every_key():
    text = shape_markdown()
    assert all(f"`{key.path}`" in text for key in SHAPE)
