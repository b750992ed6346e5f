CREATE TABLE harm_report (
    topic VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    row_no INTEGER NOT NULL,
    report_id VARCHAR NOT NULL,
    why VARCHAR NOT NULL,
    harm VARCHAR,
    n_harmed INTEGER,
    quote VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    section_no INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (topic, claim_id, row_no),
    CHECK (why IN ('case', 'against', 'both_ways', 'worse', 'prevention'))
);

COMMENT ON TABLE harm_report IS 'A report that raises the harm signal of a claim: which harm, how many people, in what words.';
COMMENT ON COLUMN harm_report.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN harm_report.claim_id IS 'The claim, unique within its topic.';
COMMENT ON COLUMN harm_report.row_no IS 'Order, from 0: single cases first, then what tells its harm by name.';
COMMENT ON COLUMN harm_report.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN harm_report.why IS 'Why it raises the signal: case (of harm), against (a statement on safety), both_ways, worse (the treated did worse), prevention (worse where treated to prevent; not counted).';
COMMENT ON COLUMN harm_report.harm IS 'The harm in the report''s own words (an adjective by the topic''s name for it), several joined by "; "; NULL where none was read by name.';
COMMENT ON COLUMN harm_report.n_harmed IS 'People harmed, where the report is of single cases; NULL elsewhere and where it does not say.';
COMMENT ON COLUMN harm_report.quote IS 'The sentence that tells it, to the letter.';
COMMENT ON COLUMN harm_report.field IS 'title or abstract.';
COMMENT ON COLUMN harm_report.section_no IS 'Section within the field, from 0.';
COMMENT ON COLUMN harm_report.start IS 'First code point, from 0.';
COMMENT ON COLUMN harm_report."end" IS 'Code point after the last (half-open).';
