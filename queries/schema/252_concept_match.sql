CREATE TABLE concept_match (
    topic VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL,
    match_no INTEGER NOT NULL,
    concept_id VARCHAR NOT NULL,
    matched_by VARCHAR NOT NULL,
    term VARCHAR NOT NULL,
    field VARCHAR,
    section_no INTEGER,
    start INTEGER,
    "end" INTEGER,
    PRIMARY KEY (topic, claim_id, report_id, match_no)
);

COMMENT ON TABLE concept_match IS 'Which concept of a claim''s scope was found where in a report.';
COMMENT ON COLUMN concept_match.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN concept_match.claim_id IS 'The claim, unique within its topic.';
COMMENT ON COLUMN concept_match.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN concept_match.match_no IS 'Order, from 0.';
COMMENT ON COLUMN concept_match.concept_id IS 'The concept.';
COMMENT ON COLUMN concept_match.matched_by IS 'mesh or text.';
COMMENT ON COLUMN concept_match.term IS 'The heading or variant that matched.';
COMMENT ON COLUMN concept_match.field IS 'Where the span is: title or abstract. NULL where the value was not read from text.';
COMMENT ON COLUMN concept_match.section_no IS 'Section within the field, from 0.';
COMMENT ON COLUMN concept_match.start IS 'First code point of the span in the stored section, from 0.';
COMMENT ON COLUMN concept_match."end" IS 'Code point after the last of the span (half-open). substr(text, start + 1, "end" - start) is the quoted text.';
