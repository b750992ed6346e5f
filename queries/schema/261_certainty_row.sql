CREATE TABLE certainty_row (
    topic VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    row_no INTEGER NOT NULL,
    outcome VARCHAR,
    comparator VARCHAR,
    certainty VARCHAR,
    reasons VARCHAR[],
    is_provisional BOOLEAN NOT NULL,
    PRIMARY KEY (topic, claim_id, row_no)
);

COMMENT ON TABLE certainty_row IS 'GRADE for one claim, outcome and comparator.';
COMMENT ON COLUMN certainty_row.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN certainty_row.claim_id IS 'The claim, unique within its topic.';
COMMENT ON COLUMN certainty_row.row_no IS 'Order, from 0.';
COMMENT ON COLUMN certainty_row.outcome IS 'Outcome; NULL for all.';
COMMENT ON COLUMN certainty_row.comparator IS 'Comparator; NULL for all.';
COMMENT ON COLUMN certainty_row.certainty IS 'high, moderate, low, very_low; NULL where not assessable.';
COMMENT ON COLUMN certainty_row.reasons IS 'One per domain.';
COMMENT ON COLUMN certainty_row.is_provisional IS 'From abstracts alone, not judged by a person.';
