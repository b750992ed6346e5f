-- How many records two strategies share
-- $topic: only this topic
SELECT one.topic, one.strategy_id, other.strategy_id AS other_strategy_id, count(*) AS n_shared
FROM search_hit AS one
JOIN search_hit AS other ON other.topic = one.topic AND other.pmid = one.pmid
WHERE $topic IS NULL OR one.topic = $topic
GROUP BY ALL ORDER BY ALL;
