-- Which of the records its author says it must find a strategy found, and which are held at all
-- is_found is NULL for a strategy that was not run.
-- $topic: only this topic
SELECT strategy.topic, strategy.strategy_id, must.pmid,
    CASE WHEN EXISTS (SELECT 1 FROM search_run AS run WHERE run.topic = strategy.topic AND run.strategy_id = strategy.strategy_id)
        THEN EXISTS (SELECT 1 FROM search_hit AS hit WHERE hit.topic = strategy.topic
            AND hit.strategy_id = strategy.strategy_id AND hit.pmid = must.pmid) END AS is_found,
    record.report_id IS NOT NULL AS is_held, record.title
FROM strategy
CROSS JOIN unnest(strategy.known_pmids) AS must (pmid)
LEFT JOIN record ON record.pmid = must.pmid AND record.status = 'current'
WHERE $topic IS NULL OR strategy.topic = $topic
ORDER BY strategy.topic, strategy.strategy_id, must.pmid;
