CREATE TABLE evidence_item (
    topic VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    stance VARCHAR,
    direction VARCHAR,
    significance VARCHAR,
    reason VARCHAR NOT NULL,
    evidence_level VARCHAR,
    design VARCHAR,
    population VARCHAR,
    n_participants INTEGER,
    study_id VARCHAR,
    compared_with VARCHAR,
    score DOUBLE NOT NULL,
    decided_by VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    PRIMARY KEY (topic, claim_id, report_id),
    CHECK (status IN ('counted', 'indirect', 'ongoing', 'retracted', 'withdrawn', 'excluded')),
    CHECK (compared_with IS NULL OR compared_with IN ('sham', 'usual_care', 'other')),
    CHECK (stance IS NULL OR stance IN ('supports', 'contradicts', 'mixed', 'inconclusive'))
);

COMMENT ON TABLE evidence_item IS 'One report bearing on one claim.';
COMMENT ON COLUMN evidence_item.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN evidence_item.claim_id IS 'The claim, unique within its topic.';
COMMENT ON COLUMN evidence_item.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN evidence_item.status IS 'counted, indirect, ongoing, retracted, withdrawn or excluded; only counted rows enter a verdict.';
COMMENT ON COLUMN evidence_item.stance IS 'supports, contradicts, mixed or inconclusive; NULL where none applies.';
COMMENT ON COLUMN evidence_item.direction IS 'Direction of the point estimate, whatever its significance.';
COMMENT ON COLUMN evidence_item.significance IS 'What the report says of statistical significance.';
COMMENT ON COLUMN evidence_item.reason IS 'Why status and stance are what they are, in one line.';
COMMENT ON COLUMN evidence_item.evidence_level IS 'OCEBM 2011 level for the claim''s question; NULL where none applies.';
COMMENT ON COLUMN evidence_item.design IS 'Design of the study as read.';
COMMENT ON COLUMN evidence_item.population IS 'human, animal, cells or mixed.';
COMMENT ON COLUMN evidence_item.n_participants IS 'People that count: randomized, else enrolled or analysed.';
COMMENT ON COLUMN evidence_item.study_id IS 'The study the report belongs to.';
COMMENT ON COLUMN evidence_item.compared_with IS 'The comparison a counted item stands under: sham, usual_care (also waiting, no treatment, the same care in both arms) or other. A trial with a sham and an untreated arm whose result is told against the latter stands under usual_care. NULL where not counted or no comparison was read.';
COMMENT ON COLUMN evidence_item.score IS 'Orders items within a claim, higher first; no measure of truth.';
COMMENT ON COLUMN evidence_item.decided_by IS 'machine, or the person whose judgement stands.';
COMMENT ON COLUMN evidence_item.rule IS 'Rule that decided.';
