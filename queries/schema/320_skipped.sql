CREATE TABLE skipped (
    snapshot_id VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

COMMENT ON TABLE skipped IS 'A file that was neither PubMed XML nor NBIB. A run fact.';
COMMENT ON COLUMN skipped.snapshot_id IS 'The snapshot.';
COMMENT ON COLUMN skipped.path IS 'The file''s name.';
COMMENT ON COLUMN skipped.reason IS 'Why it was skipped.';
