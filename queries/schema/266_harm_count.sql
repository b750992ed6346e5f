CREATE TABLE harm_count (
    topic VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    row_no INTEGER NOT NULL,
    report_id VARCHAR NOT NULL,
    harm VARCHAR NOT NULL,
    n_events INTEGER NOT NULL,
    n_people INTEGER NOT NULL,
    upper_limit DOUBLE NOT NULL,
    field VARCHAR,
    section_no INTEGER,
    start INTEGER,
    "end" INTEGER,
    PRIMARY KEY (topic, claim_id, row_no),
    CHECK (n_events BETWEEN 0 AND n_people),
    CHECK (upper_limit BETWEEN 0 AND 1)
);

COMMENT ON TABLE harm_count IS 'Serious harms over the people followed, as a counted report prints both; for claims on safety.';
COMMENT ON COLUMN harm_count.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN harm_count.claim_id IS 'The claim, unique within its topic.';
COMMENT ON COLUMN harm_count.row_no IS 'Order, from 0: the largest study first.';
COMMENT ON COLUMN harm_count.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN harm_count.harm IS 'The harm in the report''s own words.';
COMMENT ON COLUMN harm_count.n_events IS 'Events, as printed.';
COMMENT ON COLUMN harm_count.n_people IS 'People treated and followed.';
COMMENT ON COLUMN harm_count.upper_limit IS 'Upper 95% confidence limit of the share of people, exact and one-sided; with no event close to 3 / n (rule of three).';
COMMENT ON COLUMN harm_count.field IS 'Where the count stands: title or abstract; NULL where it was put together.';
COMMENT ON COLUMN harm_count.section_no IS 'Section within the field, from 0.';
COMMENT ON COLUMN harm_count.start IS 'First code point, from 0.';
COMMENT ON COLUMN harm_count."end" IS 'Code point after the last (half-open).';
