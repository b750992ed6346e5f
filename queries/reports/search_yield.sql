-- How the searches perform: what each strategy finds, alone and together, and what comes of it
-- Empty where records were read from files and no search was run.
-- $topic: only this topic
WITH found AS (
    SELECT hit.topic, hit.strategy_id, hit.pmid, count(*) OVER (PARTITION BY hit.topic, hit.pmid) AS n_strategies
    FROM search_hit AS hit WHERE $topic IS NULL OR hit.topic = $topic
),
linked AS (
    SELECT DISTINCT item.topic, report.pmid FROM evidence_item AS item JOIN report USING (report_id)
    WHERE item.status = 'counted'
)
SELECT found.topic, found.strategy_id, count(*) AS n_found,
    count(*) FILTER (n_strategies = 1) AS n_found_by_it_alone,
    count(linked.pmid) AS n_that_count,
    count(linked.pmid) FILTER (n_strategies = 1) AS n_that_count_found_by_it_alone,
    round(100.0 * count(linked.pmid) / count(*), 1) AS yield_pct,
    len(strategy.known_pmids) AS n_known,
    len(list_filter(strategy.known_pmids, lambda pmid: list_contains(list(found.pmid), pmid))) AS n_known_found
FROM found
JOIN strategy USING (topic, strategy_id)
LEFT JOIN linked ON linked.topic = found.topic AND linked.pmid = found.pmid
GROUP BY found.topic, found.strategy_id, strategy.known_pmids
ORDER BY found.topic, found.strategy_id;
