-- Evidence by country, by stance
-- The country is where the study was done, as its abstract states; most abstracts do not.
-- $topic: only this topic
-- $of: journal counts by the country of the journal instead, which the record always carries
SELECT
    CASE WHEN $of = 'journal' THEN item.journal_country ELSE stated.country END AS country,
    count(DISTINCT item.report_id) AS n_reports,
    count(DISTINCT item.report_id) FILTER (item.stance = 'supports') AS n_supports,
    count(DISTINCT item.report_id) FILTER (item.stance = 'contradicts') AS n_contradicts,
    count(DISTINCT item.report_id) FILTER (item.stance = 'mixed') AS n_mixed,
    count(DISTINCT item.report_id) FILTER (item.stance = 'inconclusive') AS n_inconclusive
FROM evidence_table AS item
LEFT JOIN (SELECT report_id, any_value(value ORDER BY finding_no) AS country FROM finding WHERE kind = 'country' GROUP BY report_id) AS stated USING (report_id)
WHERE item.status = 'counted' AND ($topic IS NULL OR item.topic = $topic)
GROUP BY ALL ORDER BY n_reports DESC, country NULLS LAST;
