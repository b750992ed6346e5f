CREATE TABLE language (
    report_id VARCHAR NOT NULL,
    language_no INTEGER NOT NULL,
    code VARCHAR NOT NULL,
    PRIMARY KEY (report_id, language_no)
);

COMMENT ON TABLE language IS 'Languages of the report.';
COMMENT ON COLUMN language.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN language.language_no IS 'From 0.';
COMMENT ON COLUMN language.code IS 'ISO 639-2.';
