CREATE TABLE snapshot (
    snapshot_id VARCHAR NOT NULL,
    snapshot_no INTEGER NOT NULL,
    source VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL,
    n_batches INTEGER NOT NULL,
    n_requests INTEGER NOT NULL,
    n_bytes_received BIGINT NOT NULL,
    waited_seconds DOUBLE NOT NULL,
    code_version VARCHAR NOT NULL,
    problems VARCHAR[],
    assurance VARCHAR[],
    PRIMARY KEY (snapshot_id)
);

COMMENT ON TABLE snapshot IS 'One run''s haul, by its manifest. A run fact: not part of the content.';
COMMENT ON COLUMN snapshot.snapshot_id IS 'The snapshot.';
COMMENT ON COLUMN snapshot.snapshot_no IS 'Place among all snapshots in the order they were made, from 0; a clock set back does not change it.';
COMMENT ON COLUMN snapshot.source IS 'pubmed, files or sample.';
COMMENT ON COLUMN snapshot.created_at IS 'UTC time of the manifest.';
COMMENT ON COLUMN snapshot.n_batches IS 'Batches it names.';
COMMENT ON COLUMN snapshot.n_requests IS 'Requests it cost.';
COMMENT ON COLUMN snapshot.n_bytes_received IS 'Bytes received.';
COMMENT ON COLUMN snapshot.waited_seconds IS 'Seconds waited for limits.';
COMMENT ON COLUMN snapshot.code_version IS 'Version of the program.';
COMMENT ON COLUMN snapshot.problems IS 'What went wrong and was survived.';
COMMENT ON COLUMN snapshot.assurance IS 'Why what came can be believed, line by line.';
