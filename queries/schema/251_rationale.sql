CREATE TABLE rationale (
    topic VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL,
    rationale_no INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    section_no INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (topic, claim_id, report_id, rationale_no)
);

COMMENT ON TABLE rationale IS 'Verbatim sentences behind an evidence item, strongest first.';
COMMENT ON COLUMN rationale.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN rationale.claim_id IS 'The claim, unique within its topic.';
COMMENT ON COLUMN rationale.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN rationale.rationale_no IS 'Order, from 0.';
COMMENT ON COLUMN rationale.quote IS 'The words, to the letter.';
COMMENT ON COLUMN rationale.field IS 'title or abstract.';
COMMENT ON COLUMN rationale.section_no IS 'Section within the field, from 0.';
COMMENT ON COLUMN rationale.start IS 'First code point in the stored section.';
COMMENT ON COLUMN rationale."end" IS 'Code point after the last.';
