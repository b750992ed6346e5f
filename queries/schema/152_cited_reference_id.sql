CREATE TABLE cited_reference_id (
    report_id VARCHAR NOT NULL,
    reference_no INTEGER NOT NULL,
    id_no INTEGER NOT NULL,
    id_type VARCHAR,
    value VARCHAR NOT NULL,
    PRIMARY KEY (report_id, reference_no, id_no)
);

COMMENT ON TABLE cited_reference_id IS 'Identifiers of what the report cites.';
COMMENT ON COLUMN cited_reference_id.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN cited_reference_id.reference_no IS 'The reference.';
COMMENT ON COLUMN cited_reference_id.id_no IS 'From 0.';
COMMENT ON COLUMN cited_reference_id.id_type IS '@IdType.';
COMMENT ON COLUMN cited_reference_id.value IS 'Value.';
