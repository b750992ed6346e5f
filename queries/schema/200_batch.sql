CREATE TABLE batch (
    batch_sha256 VARCHAR NOT NULL,
    format VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    n_bytes BIGINT NOT NULL,
    n_records INTEGER NOT NULL,
    file_no INTEGER,
    arrival_no INTEGER NOT NULL,
    first_seen_at TIMESTAMP NOT NULL,
    snapshot_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    PRIMARY KEY (batch_sha256)
);

COMMENT ON TABLE batch IS 'One stored batch of raw records, by the hash of its bytes.';
COMMENT ON COLUMN batch.batch_sha256 IS 'SHA-256 of the uncompressed bytes.';
COMMENT ON COLUMN batch.format IS 'pubmed-xml or nbib.';
COMMENT ON COLUMN batch.origin IS 'File name or service answer the batch was first seen in.';
COMMENT ON COLUMN batch.n_bytes IS 'Uncompressed size in bytes.';
COMMENT ON COLUMN batch.n_records IS 'Records in the batch, rejected ones included.';
COMMENT ON COLUMN batch.file_no IS 'Number in an NLM file name, which orders updates and deletes; NULL otherwise.';
COMMENT ON COLUMN batch.arrival_no IS 'Number of its last arrival: of two contents of a record the one with the higher number is newer.';
COMMENT ON COLUMN batch.first_seen_at IS 'UTC time of the earliest manifest that holds the batch.';
COMMENT ON COLUMN batch.snapshot_id IS 'The snapshot (run) that first brought it in.';
COMMENT ON COLUMN batch.source IS 'Where that snapshot took it from: pubmed, files or sample.';
