-- A verdict counts no more studies than its counted items belong to
SELECT verdict.topic, verdict.claim_id, verdict.n_studies, count(DISTINCT item.study_id) AS n_counted
FROM verdict
LEFT JOIN evidence_item AS item
    ON item.topic = verdict.topic AND item.claim_id = verdict.claim_id AND item.status = 'counted'
GROUP BY verdict.topic, verdict.claim_id, verdict.n_studies
HAVING verdict.n_studies > count(DISTINCT item.study_id);
