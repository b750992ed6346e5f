-- Comments of: claim, verdict
CREATE VIEW claim_summary AS
WITH item_count AS (
    SELECT topic, claim_id,
        count(*) FILTER (status = 'counted') AS n_counted,
        count(*) FILTER (status = 'indirect') AS n_indirect,
        count(*) FILTER (status = 'ongoing') AS n_ongoing,
        count(*) FILTER (status = 'excluded') AS n_excluded,
        count(*) FILTER (status IN ('retracted', 'withdrawn')) AS n_retracted
    FROM evidence_item GROUP BY topic, claim_id
),
searched AS (
    SELECT topic, CAST(min(newest) AS DATE) AS searched_through
    FROM (SELECT topic, strategy_id, arg_max(started_at, snapshot_no) AS newest FROM search_run
          JOIN snapshot USING (snapshot_id)
          JOIN strategy USING (topic, strategy_id) GROUP BY topic, strategy_id)
    GROUP BY topic
),
signed AS (
    SELECT topic, claim_id, max(signed_on) AS signed_off_on,
        arg_max(signed_by, signed_on) AS signed_off_by, arg_max(state, signed_on) AS signoff_state
    FROM signoff WHERE state <> 'superseded' GROUP BY topic, claim_id
),
worded AS (
    SELECT link.topic, link.claim_id,
        arg_min(wording.problem, link.sentence_no) AS wording_problem,
        arg_min(wording.suggestion, link.sentence_no) AS suggested_wording
    FROM claim_sentence AS link
    JOIN wording USING (topic, sentence_no)
    GROUP BY link.topic, link.claim_id
)
SELECT
    claim.topic, claim.claim_id, claim.claim_no, claim.parent, claim.kind, claim.quote, claim.question,
    verdict.verdict, verdict.suggested_verdict, verdict.review_remark, verdict.harm_signal, verdict.certainty, verdict.certainty_reasons, verdict.reasons,
    verdict.missing, verdict.would_change,
    verdict.n_supports, verdict.n_contradicts, verdict.n_mixed, verdict.n_inconclusive,
    verdict.n_studies, verdict.n_rcts, verdict.n_participants, verdict.counts_told,
    coalesce(item_count.n_counted, 0) AS n_counted,
    coalesce(item_count.n_indirect, 0) AS n_indirect,
    coalesce(item_count.n_ongoing, 0) AS n_ongoing,
    coalesce(item_count.n_excluded, 0) AS n_excluded,
    coalesce(item_count.n_retracted, 0) AS n_retracted,
    worded.wording_problem, worded.suggested_wording,
    searched.searched_through,
    signed.signed_off_on, signed.signed_off_by, signed.signoff_state,
    verdict.fingerprint, verdict.rules_version, verdict.decided_by,
    (SELECT version FROM part_version WHERE part = 'appraise') AS version,
    (SELECT arg_max(snapshot_id, snapshot_no) FROM snapshot) AS snapshot_id
FROM claim
JOIN verdict USING (topic, claim_id)
LEFT JOIN item_count USING (topic, claim_id)
LEFT JOIN searched USING (topic)
LEFT JOIN signed USING (topic, claim_id)
LEFT JOIN worded USING (topic, claim_id)
ORDER BY claim.topic, claim.claim_no;
COMMENT ON VIEW claim_summary IS 'One row per claim: the verdict and what it rests on. searched_through is NULL where records were read from files and no search was run.';
COMMENT ON COLUMN claim_summary.n_counted IS 'Linked reports that enter the verdict.';
COMMENT ON COLUMN claim_summary.n_indirect IS 'Linked reports shown beside the verdict, not counted.';
COMMENT ON COLUMN claim_summary.n_ongoing IS 'Linked protocols and registrations without results.';
COMMENT ON COLUMN claim_summary.n_excluded IS 'Linked reports left out, each with its reason.';
COMMENT ON COLUMN claim_summary.n_retracted IS 'Linked reports retracted or withdrawn; they count for nothing.';
COMMENT ON COLUMN claim_summary.wording_problem IS 'What the first sentence of the claim says beyond its evidence; NULL where nothing.';
COMMENT ON COLUMN claim_summary.suggested_wording IS 'A cautious wording of that sentence; NULL where none is owed.';
COMMENT ON COLUMN claim_summary.searched_through IS 'UTC date up to which every search strategy of the topic has run; NULL where records were read from files.';
COMMENT ON COLUMN claim_summary.signed_off_on IS 'Date of the newest sign-off; NULL where there is none.';
COMMENT ON COLUMN claim_summary.signed_off_by IS 'Who signed it.';
COMMENT ON COLUMN claim_summary.signoff_state IS 'in_force, expired or superseded.';
COMMENT ON COLUMN claim_summary.version IS 'Version of linking, stance and verdict (part_version: appraise).';
COMMENT ON COLUMN claim_summary.snapshot_id IS 'Newest snapshot the verdict rests on.';
