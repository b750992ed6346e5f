CREATE TABLE section (
    report_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    section_no INTEGER NOT NULL,
    label VARCHAR,
    nlm_category VARCHAR,
    text VARCHAR NOT NULL,
    markup VARCHAR,
    PRIMARY KEY (report_id, field, section_no)
);

COMMENT ON TABLE section IS 'Text of a report: the title (section 0 of field title), and the abstract by section.';
COMMENT ON COLUMN section.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN section.field IS 'title or abstract.';
COMMENT ON COLUMN section.section_no IS 'From 0 within the field.';
COMMENT ON COLUMN section.label IS 'AbstractText/@Label as printed.';
COMMENT ON COLUMN section.nlm_category IS 'AbstractText/@NlmCategory.';
COMMENT ON COLUMN section.text IS 'The text; spans count its code points.';
COMMENT ON COLUMN section.markup IS 'Original inline markup, where there was any.';
