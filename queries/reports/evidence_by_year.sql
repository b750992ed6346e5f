-- Evidence by year of publication, by stance
-- Reports that count for at least one claim; a report that bears on several claims in different
-- ways is counted under each stance once.
-- $topic: only this topic
-- $claim: only this claim
SELECT year, count(DISTINCT report_id) AS n_reports,
    count(DISTINCT report_id) FILTER (design IN ('rct', 'cluster_rct', 'crossover_rct')) AS n_rcts,
    count(DISTINCT report_id) FILTER (stance = 'supports') AS n_supports,
    count(DISTINCT report_id) FILTER (stance = 'contradicts') AS n_contradicts,
    count(DISTINCT report_id) FILTER (stance = 'mixed') AS n_mixed,
    count(DISTINCT report_id) FILTER (stance = 'inconclusive') AS n_inconclusive
FROM evidence_table
WHERE status = 'counted' AND ($topic IS NULL OR topic = $topic) AND ($claim IS NULL OR claim_id = $claim)
GROUP BY year ORDER BY year NULLS LAST;
