CREATE TABLE other_abstract (
    report_id VARCHAR NOT NULL,
    abstract_no INTEGER NOT NULL,
    section_no INTEGER NOT NULL,
    type VARCHAR,
    language VARCHAR,
    label VARCHAR,
    nlm_category VARCHAR,
    text VARCHAR NOT NULL,
    copyright VARCHAR,
    PRIMARY KEY (report_id, abstract_no, section_no)
);

COMMENT ON TABLE other_abstract IS 'An abstract in another language or of another kind.';
COMMENT ON COLUMN other_abstract.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN other_abstract.abstract_no IS 'From 0.';
COMMENT ON COLUMN other_abstract.section_no IS 'From 0.';
COMMENT ON COLUMN other_abstract.type IS 'OtherAbstract/@Type.';
COMMENT ON COLUMN other_abstract.language IS 'OtherAbstract/@Language.';
COMMENT ON COLUMN other_abstract.label IS 'Label as printed.';
COMMENT ON COLUMN other_abstract.nlm_category IS 'AbstractText/@NlmCategory.';
COMMENT ON COLUMN other_abstract.text IS 'The text.';
COMMENT ON COLUMN other_abstract.copyright IS 'Its CopyrightInformation.';
