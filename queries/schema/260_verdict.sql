CREATE TABLE verdict (
    topic VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    suggested_verdict VARCHAR,
    review_remark VARCHAR,
    harm_signal BOOLEAN NOT NULL,
    certainty VARCHAR,
    certainty_reasons VARCHAR[],
    reasons VARCHAR[],
    missing VARCHAR[],
    would_change VARCHAR[],
    n_supports INTEGER NOT NULL,
    n_contradicts INTEGER NOT NULL,
    n_mixed INTEGER NOT NULL,
    n_inconclusive INTEGER NOT NULL,
    n_studies INTEGER NOT NULL,
    n_rcts INTEGER NOT NULL,
    n_participants INTEGER,
    counts_told VARCHAR,
    fingerprint VARCHAR NOT NULL,
    evidence_state VARCHAR NOT NULL,
    rules_version VARCHAR NOT NULL,
    decided_by VARCHAR NOT NULL,
    PRIMARY KEY (topic, claim_id)
);

COMMENT ON TABLE verdict IS 'What the counted evidence says of a claim, as suggested by the rules in force.';
COMMENT ON COLUMN verdict.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN verdict.claim_id IS 'The claim, unique within its topic.';
COMMENT ON COLUMN verdict.verdict IS 'The verdict, in the words of the claim''s kind.';
COMMENT ON COLUMN verdict.suggested_verdict IS 'What the rules suggest where a sign-off keeps the verdict from following; NULL elsewhere.';
COMMENT ON COLUMN verdict.review_remark IS 'Why the verdict shown is not simply the suggested one; NULL where it is.';
COMMENT ON COLUMN verdict.harm_signal IS 'A report of harm asks for a person''s eye.';
COMMENT ON COLUMN verdict.certainty IS 'GRADE: high, moderate, low or very_low; NULL for kinds that have none.';
COMMENT ON COLUMN verdict.certainty_reasons IS 'Why the certainty is what it is.';
COMMENT ON COLUMN verdict.reasons IS 'Why the verdict is what it is, in sentences.';
COMMENT ON COLUMN verdict.missing IS 'What is lacking.';
COMMENT ON COLUMN verdict.would_change IS 'What would change the verdict.';
COMMENT ON COLUMN verdict.n_supports IS 'Counted studies that support. On safety no vote: see counts_told, harm_count and harm_report.';
COMMENT ON COLUMN verdict.n_contradicts IS 'Counted studies that contradict. On safety no vote: see counts_told.';
COMMENT ON COLUMN verdict.n_mixed IS 'Counted studies with mixed results.';
COMMENT ON COLUMN verdict.n_inconclusive IS 'Counted studies that are inconclusive.';
COMMENT ON COLUMN verdict.n_studies IS 'Counted studies, reviews apart from their trials.';
COMMENT ON COLUMN verdict.n_rcts IS 'Randomized trials among them.';
COMMENT ON COLUMN verdict.n_participants IS 'Participants in counted primary studies; NULL where none states a number.';
COMMENT ON COLUMN verdict.counts_told IS 'What was counted, in a line: for and against; on safety events over people, for reports are no votes there. NULL where no study can test the claim.';
COMMENT ON COLUMN verdict.fingerprint IS 'Hash of the counted evidence; a sign-off stores it.';
COMMENT ON COLUMN verdict.rules_version IS 'Version of rules.toml in force.';
COMMENT ON COLUMN verdict.decided_by IS 'machine, or the person whose judgement stands.';
COMMENT ON COLUMN verdict.evidence_state IS 'The counted evidence in short, as JSON: what a sign-off keeps to be compared with later.';
