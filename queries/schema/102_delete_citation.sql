CREATE TABLE delete_citation (
    batch_sha256 VARCHAR NOT NULL,
    pmid BIGINT NOT NULL,
    pmid_version SMALLINT
);

COMMENT ON TABLE delete_citation IS 'A PMID that an update file deletes.';
COMMENT ON COLUMN delete_citation.batch_sha256 IS 'Batch it was read from.';
COMMENT ON COLUMN delete_citation.pmid IS 'The PMID.';
COMMENT ON COLUMN delete_citation.pmid_version IS 'Its version.';
