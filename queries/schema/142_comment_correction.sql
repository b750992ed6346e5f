CREATE TABLE comment_correction (
    report_id VARCHAR NOT NULL,
    correction_no INTEGER NOT NULL,
    ref_type VARCHAR NOT NULL,
    ref_source VARCHAR,
    pmid BIGINT,
    pmid_version SMALLINT,
    note VARCHAR,
    PRIMARY KEY (report_id, correction_no)
);

COMMENT ON TABLE comment_correction IS 'CommentsCorrections of every RefType, as PubMed has them.';
COMMENT ON COLUMN comment_correction.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN comment_correction.correction_no IS 'From 0.';
COMMENT ON COLUMN comment_correction.ref_type IS '@RefType.';
COMMENT ON COLUMN comment_correction.ref_source IS 'RefSource.';
COMMENT ON COLUMN comment_correction.pmid IS 'PMID of the other end.';
COMMENT ON COLUMN comment_correction.pmid_version IS 'Its version.';
COMMENT ON COLUMN comment_correction.note IS 'Note.';
