-- The linked reports that give no value of one kind, to be read by a person
-- $field: which: design, population, n_participants, condition, comparator, outcome, direction … (n_participants)
-- $design: only reports of this design
-- $topic: only reports linked to this topic
WITH linked AS (
    SELECT report_id, any_value(year) AS year, any_value(title) AS title,
        list(DISTINCT claim_id ORDER BY claim_id) AS claim_ids
    FROM evidence_table WHERE $topic IS NULL OR topic = $topic GROUP BY report_id
),
long AS (
    UNPIVOT (
        SELECT report_id, coalesce(design, 'not stated') AS of_design, design IS NULL AS design,
            population IS NULL AS population, n_participants IS NULL AS n_participants,
            condition IS NULL AS condition, intervention IS NULL AS intervention,
            comparator IS NULL AS comparator, outcome IS NULL AS outcome, direction IS NULL AS direction,
            follow_up_weeks IS NULL AS follow_up_weeks, adverse_events IS NULL AS adverse_events,
            registration IS NULL AS registration
        FROM report_reading
    ) ON COLUMNS(* EXCLUDE (report_id, of_design)) INTO NAME field VALUE is_missing
)
SELECT long.report_id, linked.year, long.of_design AS design, linked.claim_ids, linked.title
FROM long JOIN linked USING (report_id)
WHERE long.field = coalesce($field, 'n_participants') AND long.is_missing
AND ($design IS NULL OR long.of_design = $design)
ORDER BY linked.year DESC NULLS LAST, long.report_id;
