CREATE TABLE arrival (
    arrival_no INTEGER NOT NULL,
    batch_sha256 VARCHAR NOT NULL,
    snapshot_id VARCHAR NOT NULL,
    snapshot_no INTEGER NOT NULL,
    arrived_at TIMESTAMP NOT NULL,
    PRIMARY KEY (arrival_no)
);

COMMENT ON TABLE arrival IS 'One time a batch was brought in: of a service each time it gave these bytes, of a file the first time. A run fact: not part of the content.';
COMMENT ON COLUMN arrival.arrival_no IS 'Order of arrival, from 0: of two contents of a record the one with the higher number is newer. A numbered file of NLM comes before those with higher numbers, whenever it was read.';
COMMENT ON COLUMN arrival.batch_sha256 IS 'The batch.';
COMMENT ON COLUMN arrival.snapshot_id IS 'The snapshot (run) that brought it.';
COMMENT ON COLUMN arrival.snapshot_no IS 'Place of that snapshot among all, from 0.';
COMMENT ON COLUMN arrival.arrived_at IS 'UTC time of that snapshot''s manifest.';
