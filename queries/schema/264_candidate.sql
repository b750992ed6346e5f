CREATE TABLE candidate (
    topic VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL,
    rank INTEGER NOT NULL,
    score DOUBLE NOT NULL,
    fits VARCHAR[],
    misfits VARCHAR[],
    PRIMARY KEY (topic, claim_id, report_id)
);

COMMENT ON TABLE candidate IS 'A record that may be the study an article names without citing it.';
COMMENT ON COLUMN candidate.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN candidate.claim_id IS 'The claim, unique within its topic.';
COMMENT ON COLUMN candidate.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN candidate.rank IS '1 for the best.';
COMMENT ON COLUMN candidate.score IS 'Orders candidates.';
COMMENT ON COLUMN candidate.fits IS 'What fits.';
COMMENT ON COLUMN candidate.misfits IS 'What does not.';
