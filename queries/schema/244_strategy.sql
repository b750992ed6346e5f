CREATE TABLE strategy (
    topic VARCHAR NOT NULL,
    strategy_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    query VARCHAR NOT NULL,
    rationale VARCHAR NOT NULL,
    author VARCHAR NOT NULL,
    written_on DATE NOT NULL,
    limits VARCHAR,
    known_pmids BIGINT[],
    PRIMARY KEY (topic, strategy_id)
);

COMMENT ON TABLE strategy IS 'A search strategy as its author wrote it.';
COMMENT ON COLUMN strategy.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN strategy.strategy_id IS 'The strategy, unique within its topic.';
COMMENT ON COLUMN strategy.source IS 'Source it is written for: pubmed.';
COMMENT ON COLUMN strategy.query IS 'Exact text of the query.';
COMMENT ON COLUMN strategy.rationale IS 'Why it is built as it is.';
COMMENT ON COLUMN strategy.author IS 'Who wrote it.';
COMMENT ON COLUMN strategy.written_on IS 'When.';
COMMENT ON COLUMN strategy.limits IS 'Limits applied; NULL where none.';
COMMENT ON COLUMN strategy.known_pmids IS 'PMIDs it must find.';
