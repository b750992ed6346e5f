-- Which way trials point, by what acupuncture was compared with
-- $topic: only this topic
-- $claim: only this claim
SELECT claim_id, comparator,
    count(*) AS n_trials, CAST(sum(n_participants) AS BIGINT) AS n_participants,
    count(*) FILTER (direction = 'favours_acupuncture') AS n_for,
    count(*) FILTER (direction = 'mixed') AS n_mixed,
    count(*) FILTER (direction = 'no_difference') AS n_no_difference,
    count(*) FILTER (direction = 'favours_control') AS n_against,
    count(*) FILTER (direction IS NULL OR direction = 'not_applicable') AS n_not_stated
FROM (
    SELECT item.claim_id, item.report_id, item.n_participants, reading.direction,
        unnest(string_split(coalesce(item.comparator, 'not stated'), '; ')) AS comparator
    FROM evidence_table AS item JOIN report_reading AS reading USING (report_id)
    WHERE item.status = 'counted' AND item.design IN ('rct', 'cluster_rct', 'crossover_rct')
    AND ($topic IS NULL OR item.topic = $topic) AND ($claim IS NULL OR item.claim_id = $claim)
)
GROUP BY claim_id, comparator ORDER BY claim_id, n_trials DESC, comparator;
