-- Where extraction abstained: for each kind of value, how many linked reports give none
-- An abstract that does not say is no error: read it with the accuracy in the benchmark results.
-- $topic: only reports linked to this topic
-- $design: only reports of this design
WITH linked AS (
    SELECT DISTINCT report_id FROM evidence_item WHERE $topic IS NULL OR topic = $topic
),
reading AS (
    SELECT report_reading.* FROM report_reading JOIN linked USING (report_id)
    WHERE $design IS NULL OR design = $design
),
counted AS (
    UNPIVOT (
        SELECT count(design) AS design, count(population) AS population, count(n_participants) AS n_participants,
            count(condition) AS condition, count(intervention) AS intervention, count(comparator) AS comparator,
            count(outcome) AS outcome, count(direction) AS direction, count(follow_up_weeks) AS follow_up_weeks,
            count(adverse_events) AS adverse_events, count(registration) AS registration,
            count(*) FILTER (report_id IN (SELECT report_id FROM finding WHERE kind = 'effect')) AS effect
        FROM reading
    ) ON COLUMNS(*) INTO NAME field VALUE n_stated
)
SELECT field, held.n_reports, n_stated, held.n_reports - n_stated AS n_abstained,
    round(100.0 * (held.n_reports - n_stated) / nullif(held.n_reports, 0), 1) AS abstained_pct
FROM counted CROSS JOIN (SELECT count(*) AS n_reports FROM reading) AS held
ORDER BY n_abstained DESC, field;
