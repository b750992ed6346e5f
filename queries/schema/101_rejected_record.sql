CREATE TABLE rejected_record (
    batch_sha256 VARCHAR NOT NULL,
    record_no INTEGER NOT NULL,
    pmid BIGINT,
    reason VARCHAR NOT NULL,
    position VARCHAR,
    PRIMARY KEY (batch_sha256, record_no)
);

COMMENT ON TABLE rejected_record IS 'A record that could not be taken in, with the reason.';
COMMENT ON COLUMN rejected_record.batch_sha256 IS 'Batch it was read from.';
COMMENT ON COLUMN rejected_record.record_no IS 'Position in the batch, from 0.';
COMMENT ON COLUMN rejected_record.pmid IS 'PMID if it could be read.';
COMMENT ON COLUMN rejected_record.reason IS 'Why it was rejected.';
COMMENT ON COLUMN rejected_record.position IS 'Where in the batch: line of the XML.';
