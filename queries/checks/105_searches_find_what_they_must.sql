-- Every search strategy that ran finds the records its author says it must
-- Warning: PubMed may merge or drop a record; else the strategy has lost something
SELECT strategy.topic, strategy.strategy_id, must.pmid
FROM strategy, unnest(strategy.known_pmids) AS must (pmid)
WHERE EXISTS (SELECT 1 FROM search_run AS run
    WHERE run.topic = strategy.topic AND run.strategy_id = strategy.strategy_id)
AND NOT EXISTS (SELECT 1 FROM search_hit AS hit
    WHERE hit.topic = strategy.topic AND hit.strategy_id = strategy.strategy_id AND hit.pmid = must.pmid);
