-- Evidence by journal, by stance
-- $topic: only this topic
-- $min_reports: only journals with at least so many reports
SELECT journal, count(DISTINCT report_id) AS n_reports,
    count(DISTINCT report_id) FILTER (stance = 'supports') AS n_supports,
    count(DISTINCT report_id) FILTER (stance = 'contradicts') AS n_contradicts,
    count(DISTINCT report_id) FILTER (stance = 'mixed') AS n_mixed,
    count(DISTINCT report_id) FILTER (stance = 'inconclusive') AS n_inconclusive,
    count(DISTINCT report_id) FILTER (notice IS NOT NULL) AS n_with_notice
FROM evidence_table
WHERE status = 'counted' AND ($topic IS NULL OR topic = $topic)
GROUP BY journal
HAVING n_reports >= coalesce(CAST($min_reports AS INTEGER), 1)
ORDER BY n_reports DESC, journal;
