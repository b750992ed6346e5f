"""From evidence items to verdicts, wording and citations: appraisal between tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from evidence.appraise.appraisal import TopicAppraisal, appraise_topic
from evidence.appraise.rules import Rules, rules_from
from evidence.appraise.signoff import (
    SignoffState,
    approved_states,
    signoff_states,
    state_text,
)
from evidence.appraise.studies import StudyGroups, study_groups
from evidence.appraise.verdict_case import SearchFacts
from evidence.database import Building
from evidence.models import Topic
from evidence.pipeline.batches import place
from evidence.pipeline.linked import LinkedReports, items_read, linked_reports

Row = dict[str, Any]


def appraise_all(db: Building, topics: Sequence[Topic], *, is_sample: bool) -> None:
    """Fill every table that appraisal makes, for all topics.

    Needs records, findings and items loaded. Nothing here depends on the clock, on
    earlier publications or on when searches ran, so the same content comes out again.
    """
    held = linked_reports(db)
    studies = study_groups(held.reports.values(), held.findings)
    db.insert_rows("study_report", _study_rows(studies))
    db.run("060_study")
    n_reports = db.query("SELECT count(*) FROM record WHERE status = 'current'").rows[0][0]
    for topic in topics:
        _appraise(db, topic, held, studies, SearchFacts(n_reports, is_sample=is_sample))
    db.run("050_report_reading")


def _appraise(
    db: Building, topic: Topic, held: LinkedReports, studies: StudyGroups, search: SearchFacts
) -> None:
    rules = rules_from(topic.rules)
    items = items_read(db, topic.topic, held)
    made = appraise_topic(
        topic, items, studies, held.findings, held.reports, rules, search, cited=held.cited
    )
    for table, rows in _rows(topic, made, rules).items():
        db.insert_rows(table, rows)


def _study_rows(studies: StudyGroups) -> Iterator[Row]:
    """One row a linked report that shares its study with another: the audit list."""
    why = {merge.report_id: merge for merge in studies.merges}
    for report_id, study_id in studies.study_of.items():
        merge = why.get(report_id)
        if merge is not None or studies.n_reports.get(study_id, 1) > 1:
            yield {"report_id": report_id, "study_id": study_id,
                   "rule": merge.rule if merge else "first",
                   "reason": f"{merge.reason} (joined to {merge.joined_to})" if merge else None}  # fmt: skip


def _rows(topic: Topic, made: TopicAppraisal, rules: Rules) -> dict[str, list[Row]]:
    name = {"topic": topic.topic}
    return {
        "evidence_item": [{**name, **_item_row(item)} for item in made.items],
        "verdict": [{**name, **_verdict_row(v, made)} for v in made.verdicts],
        "certainty_row": [
            {**name, "claim_id": v.claim_id, "row_no": number, "outcome": r.outcome,
             "comparator": r.comparator, "certainty": r.certainty and r.certainty.value,
             "reasons": list(r.reasons), "is_provisional": r.is_provisional}
            for v in made.verdicts for number, r in enumerate(v.certainty_rows)
        ],
        "wording": [
            {**name, "sentence_no": w.sentence_no, "problem": w.problem, "suggestion": w.suggestion,
             "suggestion_plain": w.suggestion_plain, "weakest_claim_id": w.weakest_claim_id}
            for w in made.wording
        ],
        "omission": [
            {**name, "omission_id": o.omission.omission_id, "statement": o.omission.statement,
             "why": o.omission.why, "is_serious_harm": o.omission.is_serious_harm,
             "state": o.state, "sources": list(o.omission.sources)}
            for o in made.omissions
        ],
        "candidate": [
            {**name, "claim_id": c.claim_id, "report_id": c.report_id, "rank": c.rank,
             "score": c.score, "fits": list(c.fits), "misfits": list(c.misfits)}
            for c in made.candidates
        ],
        "suggested_citation": [
            {**name, "claim_id": c.claim_id, "report_id": c.report_id, "rank": c.rank,
             "is_to_cite": c.is_to_cite, "why": c.why}
            for c in made.citations
        ],
        **_harm_rows(name, made),
        "judgement": [
            {**name, "claim_id": j.decision.claim_id, "report_id": j.decision.report_id,
             "what": j.decision.what, "value": j.decision.value, "decided_by": j.decision.by,
             "role": j.decision.role, "decided_on": j.decision.decided_on, "why": j.decision.why,
             "state": j.state, "remark": j.why, "contradicted_by": j.contradicted_by}
            for j in made.judgements
        ],
        "signoff": [{**name, **_signoff_row(s)} for s in _signoffs(topic, made, rules)],
    }  # fmt: skip


def _harm_rows(name: Row, made: TopicAppraisal) -> dict[str, list[Row]]:
    """Events over people, and reports that raise a harm signal."""
    return {
        "harm_count": [
            {**name, "claim_id": claim_id, "row_no": number, "report_id": h.report_id, "harm": h.term,
             "n_events": h.n_events, "n_people": h.n_people, "upper_limit": h.upper_limit, **place(h.span)}
            for claim_id, held in made.harm_counts.items() for number, h in enumerate(held)
        ],
        "harm_report": [
            {**name, "claim_id": claim_id, "row_no": number, "report_id": h.report_id, "why": h.why,
             "harm": h.harm, "n_harmed": h.n_harmed, "quote": h.quote, **place(h.span)}
            for claim_id, held in made.harm_reports.items() for number, h in enumerate(held)
        ],
    }  # fmt: skip


def _item_row(item: Any) -> Row:
    return {"claim_id": item.claim_id, "report_id": item.report_id, "status": item.status.value,
            "stance": item.stance and item.stance.value, "direction": item.direction,
            "significance": item.significance, "reason": item.reason,
            "evidence_level": item.evidence_level, "design": item.design,
            "population": item.population, "n_participants": item.n_participants,
            "study_id": item.study_id, "compared_with": item.compared_with,
            "score": item.score, "decided_by": item.decided_by,
            "rule": item.rule}  # fmt: skip


_COUNTS = ("n_supports", "n_contradicts", "n_mixed", "n_inconclusive", "n_studies", "n_rcts")


def _verdict_row(verdict: Any, made: TopicAppraisal) -> Row:
    state = made.states[verdict.claim_id]
    return {"claim_id": verdict.claim_id, "verdict": verdict.verdict,
            "suggested_verdict": verdict.suggested, "review_remark": verdict.remark,
            "harm_signal": verdict.harm_signal,
            "certainty": verdict.certainty and verdict.certainty.value,
            "certainty_reasons": list(verdict.certainty_reasons), "reasons": list(verdict.reasons),
            "missing": list(verdict.missing), "would_change": list(verdict.would_change),
            **{name: verdict.counts.get(name, 0) for name in _COUNTS},
            "n_participants": verdict.counts.get("n_participants"),
            "counts_told": verdict.counts_told,
            "fingerprint": state.fingerprint, "evidence_state": state_text(state),
            "rules_version": verdict.rules_version or made.rules_version,
            "decided_by": made.decided_by.get(verdict.claim_id, "machine")}  # fmt: skip


def _signoffs(topic: Topic, made: TopicAppraisal, rules: Rules) -> tuple[SignoffState, ...]:
    before = approved_states(topic.topic, topic.signoffs)
    return signoff_states(topic.signoffs, before, made.states, rules)


def _signoff_row(state: SignoffState) -> Row:
    signoff = state.signoff
    return {"claim_id": signoff.claim_id, "signed_by": signoff.by, "role": signoff.role,
            "signed_on": signoff.signed_on, "fingerprint": signoff.fingerprint,
            "note": signoff.note, "state": state.state,
            "expired_because": list(state.expired_because)}  # fmt: skip
