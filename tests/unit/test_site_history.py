"""What earlier publications said, carried on."""

from __future__ import annotations

from datetime import date

from evidence.publish.site_history import (
    claim_history,
    history_text,
    last_touched,
    load_history,
    net_changes,
    since_publication,
    since_signoff,
    stretches,
    with_this,
)

CLAIM = {"topic": "t", "claim_id": "c", "verdict": "mixed", "certainty": "low", "n_supports": 1,
         "n_contradicts": 1, "n_studies": 2, "fingerprint": "f1"}  # fmt: skip


def _publication(number: int, content: str):
    return {"publication_id": f"p{number}", "published_at": f"2026-01-0{number}T03:00:00Z",
            "content_sha256": content}  # fmt: skip


def _change(before, after, kind="verdict", **more):
    return {"topic": "t", "claim_id": "c", "report_id": None, "kind": kind, "before": before,
            "after": after, "cause": "data", "risk": 2, **more}  # fmt: skip


def _three():
    one = with_this([], _publication(1, "a"), [CLAIM], [])
    two = with_this(one, _publication(2, "b"), [{**CLAIM, "verdict": "supported", "fingerprint": "f2"}],
                    [_change("mixed", "supported")])  # fmt: skip
    return with_this(two, _publication(3, "c"), [{**CLAIM, "verdict": "insufficient", "fingerprint": "f3"}],
                     [_change("supported", "insufficient")])  # fmt: skip


def test_changes_since_any_earlier_publication_are_net():
    entries = _three()
    assert [(c["before"], c["after"]) for c in since_publication(entries, "p1")] == [
        ("mixed", "insufficient")
    ]
    assert [(c["before"], c["after"]) for c in since_publication(entries, "p2")] == [
        ("supported", "insufficient")
    ]
    assert since_publication(entries, "p3") == []


def test_what_came_back_is_no_change():
    assert net_changes([_change("a", "b"), _change("b", "a")]) == []
    item = {"report_id": "pmid:1", "risk": 6}
    back = [
        _change(None, "counted", "new_item", **item),
        _change("counted", None, "lost_item", **item),
    ]
    assert net_changes(back) == []


def test_two_notices_on_one_report_are_kept_apart():
    notes = [
        _change(None, kind, "notice", report_id="pmid:1") for kind in ("correction", "retraction")
    ]
    assert len(net_changes(notes)) == 2


def test_a_publication_with_nothing_new_only_moves_the_day_it_was_checked():
    entries = with_this(_three(), _publication(4, "c"), [CLAIM], [])
    assert len(entries) == 3
    assert entries[-1]["last_checked_at"].startswith("2026-01-04")
    assert entries[-1]["n_checks"] == 2


def test_changes_since_sign_off_start_at_the_evidence_that_was_signed():
    signoff = {"claim_id": "c", "fingerprint": "f2", "signed_on": date(2026, 1, 1)}
    assert [c["after"] for c in since_signoff(_three(), "t", signoff)] == ["insufficient"]
    unknown = {**signoff, "fingerprint": "lost", "signed_on": date(2026, 1, 1)}
    assert [(c["before"], c["after"]) for c in since_signoff(_three(), "t", unknown)] == [
        ("mixed", "insufficient")
    ]


def test_each_verdict_has_its_stretch_of_time():
    told = claim_history(_three(), "t", "c")
    held = stretches(told, date(2026, 2, 1))
    assert [(s.verdict, s.since.day) for s in held] == [
        ("mixed", 1),
        ("supported", 2),
        ("insufficient", 3),
    ]
    assert held[-1].until == date(2026, 2, 1)


def test_a_history_that_cannot_be_read_starts_anew(tmp_path):
    assert load_history(None) == load_history(tmp_path) == []
    for broken in (
        "",
        "[]",
        '{"shape_version": 1}',
        '{"shape_version": 9, "entries": []}',
        "<html>",
    ):
        (tmp_path / "history.json").write_text(broken)
        assert load_history(tmp_path) == []
    (tmp_path / "history.json").write_text(history_text(_three()))
    assert len(load_history(tmp_path)) == 3


def test_when_a_topic_was_last_touched_and_how_often_it_was_looked_at_since():
    assert last_touched([], "t") is None
    assert last_touched(with_this([], _publication(1, "a"), [CLAIM], []), "t") is None
    assert last_touched(_three(), "t")["is_now"]
    again = with_this(_three(), _publication(4, "c"), [CLAIM], [])
    assert last_touched(again, "t") == {"on": "2026-01-03", "is_now": False, "n_looked": 1}
    other = [{**_change("a", "b"), "topic": "other"}]
    elsewhere = with_this(
        again,
        _publication(5, "d"),
        [{**CLAIM, "verdict": "insufficient", "fingerprint": "f3"}],
        other,
    )
    assert last_touched(elsewhere, "t") == {"on": "2026-01-03", "is_now": False, "n_looked": 2}
    withdrawn = with_this(again, _publication(5, "d"), [], [{**_change("a", "b"), "topic": None}])
    assert last_touched(withdrawn, "t")["is_now"]
