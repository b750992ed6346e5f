CREATE TABLE search_run (
    snapshot_id VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,
    strategy_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    query_sent VARCHAR NOT NULL,
    query_translation VARCHAR,
    count INTEGER NOT NULL,
    n_ids INTEGER NOT NULL,
    parts INTEGER NOT NULL,
    warnings VARCHAR[],
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP NOT NULL,
    n_requests INTEGER NOT NULL
);

COMMENT ON TABLE search_run IS 'One search as it was run (PRISMA-S). A run fact: not part of the content.';
COMMENT ON COLUMN search_run.snapshot_id IS 'The snapshot it belongs to.';
COMMENT ON COLUMN search_run.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN search_run.strategy_id IS 'The strategy.';
COMMENT ON COLUMN search_run.source IS 'Where it was asked.';
COMMENT ON COLUMN search_run.query_sent IS 'The exact text sent.';
COMMENT ON COLUMN search_run.query_translation IS 'What the service made of it.';
COMMENT ON COLUMN search_run.count IS 'Records the service promised.';
COMMENT ON COLUMN search_run.n_ids IS 'Ids received.';
COMMENT ON COLUMN search_run.parts IS 'Date windows it was split into.';
COMMENT ON COLUMN search_run.warnings IS 'What the service warned of.';
COMMENT ON COLUMN search_run.started_at IS 'UTC.';
COMMENT ON COLUMN search_run.finished_at IS 'UTC.';
COMMENT ON COLUMN search_run.n_requests IS 'Requests it cost.';
