CREATE TABLE finding (
    report_id VARCHAR NOT NULL,
    finding_no INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    value VARCHAR,
    number DOUBLE,
    unit VARCHAR,
    detail VARCHAR,
    field VARCHAR,
    section_no INTEGER,
    start INTEGER,
    "end" INTEGER,
    source VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    PRIMARY KEY (report_id, finding_no)
);

COMMENT ON TABLE finding IS 'One fact read from a report, with the span it was read from.';
COMMENT ON COLUMN finding.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN finding.finding_no IS 'Order within the report, from 0.';
COMMENT ON COLUMN finding.kind IS 'What was read: design, n_participants, condition, effect …';
COMMENT ON COLUMN finding.value IS 'Normalized value as text.';
COMMENT ON COLUMN finding.number IS 'The value as a number, where it is one.';
COMMENT ON COLUMN finding.unit IS 'Unit of number.';
COMMENT ON COLUMN finding.detail IS 'Parts of a compound finding as a JSON object; NULL where there are none.';
COMMENT ON COLUMN finding.field IS 'Where the span is: title or abstract. NULL where the value was not read from text.';
COMMENT ON COLUMN finding.section_no IS 'Section within the field, from 0.';
COMMENT ON COLUMN finding.start IS 'First code point of the span in the stored section, from 0.';
COMMENT ON COLUMN finding."end" IS 'Code point after the last of the span (half-open). substr(text, start + 1, "end" - start) is the quoted text.';
COMMENT ON COLUMN finding.source IS 'text, or the field of the record it was read from.';
COMMENT ON COLUMN finding.rule IS 'Rule that read it.';
COMMENT ON COLUMN finding.version IS 'Version of the rule.';
