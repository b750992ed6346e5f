CREATE TABLE inline_markup (
    report_id VARCHAR NOT NULL,
    markup_no INTEGER NOT NULL,
    field VARCHAR NOT NULL,
    row_no INTEGER NOT NULL,
    markup VARCHAR NOT NULL,
    PRIMARY KEY (report_id, markup_no)
);

COMMENT ON TABLE inline_markup IS 'Original inline markup of texts other than title and abstract, which keep theirs in section.';
COMMENT ON COLUMN inline_markup.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN inline_markup.markup_no IS 'From 0.';
COMMENT ON COLUMN inline_markup.field IS 'Table and column of the text; affiliation.author and affiliation.investigator for affiliation.text.';
COMMENT ON COLUMN inline_markup.row_no IS 'Number of the row in that table (keyword_no, reference_no …; for an affiliation the person''s); 0 for record.';
COMMENT ON COLUMN inline_markup.markup IS 'The text with its tags.';
