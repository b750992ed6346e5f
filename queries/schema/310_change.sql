CREATE TABLE change (
    topic VARCHAR,
    claim_id VARCHAR,
    report_id VARCHAR,
    kind VARCHAR NOT NULL,
    before VARCHAR,
    after VARCHAR,
    cause VARCHAR NOT NULL,
    risk INTEGER NOT NULL
);

COMMENT ON TABLE change IS 'What differs from the publication before. A run fact: not part of the content.';
COMMENT ON COLUMN change.topic IS 'The topic; NULL where it is about a report alone.';
COMMENT ON COLUMN change.claim_id IS 'The claim; NULL where it is about a report alone.';
COMMENT ON COLUMN change.report_id IS 'The report; NULL where it is about a claim.';
COMMENT ON COLUMN change.kind IS 'verdict, certainty, stance, status, new_item, lost_item, notice, new_report, changed_report, withdrawn_report.';
COMMENT ON COLUMN change.before IS 'As it was; NULL for something new.';
COMMENT ON COLUMN change.after IS 'As it is; NULL for something lost.';
COMMENT ON COLUMN change.cause IS 'data, or code_or_rules where no record changed.';
COMMENT ON COLUMN change.risk IS '1 for what needs a person first, 9 last.';
