-- Mechanism claims that rest on animals or cells alone, and how much of it there is
-- $topic: only this topic
-- $all: any value lists every mechanism claim, not only those without people
SELECT claim.topic, claim.claim_id, claim.quote, claim.verdict,
    count(item.report_id) FILTER (item.population = 'human') AS n_human,
    count(item.report_id) FILTER (item.population = 'animal') AS n_animal,
    count(item.report_id) FILTER (item.population = 'cells') AS n_cells,
    count(item.report_id) FILTER (item.population = 'mixed') AS n_mixed,
    count(item.report_id) FILTER (item.population IS NULL) AS n_not_stated,
    list(item.report_id ORDER BY item.score DESC, item.report_id) FILTER (item.report_id IS NOT NULL)[:5] AS strongest
FROM claim_summary AS claim
LEFT JOIN evidence_table AS item
    ON item.topic = claim.topic AND item.claim_id = claim.claim_id AND item.status IN ('counted', 'indirect')
WHERE claim.kind = 'mechanism' AND ($topic IS NULL OR claim.topic = $topic)
GROUP BY claim.topic, claim.claim_id, claim.claim_no, claim.quote, claim.verdict
HAVING $all IS NOT NULL OR (n_human = 0 AND n_mixed = 0 AND n_animal + n_cells > 0)
ORDER BY claim.topic, claim.claim_no;
