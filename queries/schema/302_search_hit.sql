CREATE TABLE search_hit (
    topic VARCHAR NOT NULL,
    strategy_id VARCHAR NOT NULL,
    pmid BIGINT NOT NULL,
    first_found_on DATE NOT NULL,
    PRIMARY KEY (topic, strategy_id, pmid)
);

COMMENT ON TABLE search_hit IS 'Which strategy found which record in the newest search run of the strategy. A run fact.';
COMMENT ON COLUMN search_hit.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN search_hit.strategy_id IS 'The strategy.';
COMMENT ON COLUMN search_hit.pmid IS 'The record''s PMID.';
COMMENT ON COLUMN search_hit.first_found_on IS 'UTC date of the earliest search run that found it.';
