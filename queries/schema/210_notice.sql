CREATE TABLE notice (
    report_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    direction VARCHAR NOT NULL,
    ref_type VARCHAR NOT NULL,
    other_pmid BIGINT,
    citation VARCHAR,
    seen_in VARCHAR NOT NULL,
    CHECK (kind IN ('retraction', 'expression_of_concern', 'correction', 'retraction_and_replacement', 'reinstatement', 'comment')),
    CHECK (direction IN ('on', 'of'))
);

COMMENT ON TABLE notice IS 'A notice on a report: read from the report''s own record or from the record of the notice.';
COMMENT ON COLUMN notice.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN notice.kind IS 'retraction, expression_of_concern, correction, retraction_and_replacement, reinstatement or comment.';
COMMENT ON COLUMN notice.direction IS 'on: this report is the one noticed; of: this report is itself the notice.';
COMMENT ON COLUMN notice.ref_type IS 'NLM RefType it was read from, or PublicationType.';
COMMENT ON COLUMN notice.other_pmid IS 'PMID at the other end; NULL where PubMed does not say.';
COMMENT ON COLUMN notice.citation IS 'Citation of the other end as printed (RefSource).';
COMMENT ON COLUMN notice.seen_in IS 'own_record, or notice_record where only the notice says so.';
