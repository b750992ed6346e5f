-- Gap map: how much evidence there is for each condition and outcome, empty cells included
-- Counts reports that bear on a claim and are not retracted, of studies in people. A report with
-- two conditions or outcomes stands in each of their cells.
-- $topic: only this topic
-- $design: trials counts randomized trials alone, reviews systematic reviews alone
WITH linked AS (
    SELECT DISTINCT report_id FROM evidence_item
    WHERE status IN ('counted', 'indirect') AND ($topic IS NULL OR topic = $topic)
),
reading AS (
    SELECT report_reading.* FROM report_reading JOIN linked USING (report_id)
    WHERE coalesce(population, 'human') = 'human'
    AND ($design IS NULL
        OR ($design = 'trials' AND design IN ('rct', 'cluster_rct', 'crossover_rct'))
        OR ($design = 'reviews' AND design IN ('systematic_review', 'meta_analysis', 'network_meta_analysis', 'overview_of_reviews')))
),
cell AS (
    SELECT report_id, n_participants, direction, design, condition, unnest(string_split(coalesce(outcome, 'not stated'), '; ')) AS outcome
    FROM (SELECT * REPLACE (unnest(string_split(coalesce(condition, 'not stated'), '; ')) AS condition) FROM reading)
)
SELECT every_condition.condition, every_outcome.outcome,
    count(cell.report_id) AS n_reports,
    count(cell.report_id) FILTER (cell.design IN ('rct', 'cluster_rct', 'crossover_rct')) AS n_rcts,
    CAST(coalesce(sum(cell.n_participants) FILTER (cell.design IN ('rct', 'cluster_rct', 'crossover_rct')), 0) AS BIGINT) AS n_in_rcts,
    count(cell.report_id) FILTER (cell.direction = 'favours_acupuncture') AS n_for,
    count(cell.report_id) FILTER (cell.direction = 'no_difference') AS n_no_difference,
    count(cell.report_id) FILTER (cell.direction = 'favours_control') AS n_against
FROM (SELECT DISTINCT condition FROM cell) AS every_condition
CROSS JOIN (SELECT DISTINCT outcome FROM cell) AS every_outcome
LEFT JOIN cell ON cell.condition = every_condition.condition AND cell.outcome = every_outcome.outcome
GROUP BY ALL ORDER BY 1, 2;
