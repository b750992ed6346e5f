CREATE TABLE cited_reference (
    report_id VARCHAR NOT NULL,
    reference_no INTEGER NOT NULL,
    heading VARCHAR,
    citation VARCHAR,
    PRIMARY KEY (report_id, reference_no)
);

COMMENT ON TABLE cited_reference IS 'What the report cites.';
COMMENT ON COLUMN cited_reference.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN cited_reference.reference_no IS 'From 0.';
COMMENT ON COLUMN cited_reference.heading IS 'Title of its ReferenceList.';
COMMENT ON COLUMN cited_reference.citation IS 'Citation as printed.';
