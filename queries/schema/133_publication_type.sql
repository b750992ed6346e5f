CREATE TABLE publication_type (
    report_id VARCHAR NOT NULL,
    type_no INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    ui VARCHAR,
    PRIMARY KEY (report_id, type_no)
);

COMMENT ON TABLE publication_type IS 'Publication types as indexed.';
COMMENT ON COLUMN publication_type.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN publication_type.type_no IS 'From 0.';
COMMENT ON COLUMN publication_type.name IS 'PublicationType.';
COMMENT ON COLUMN publication_type.ui IS '@UI.';
