CREATE TABLE judgement (
    topic VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    report_id VARCHAR,
    what VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    decided_by VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    decided_on DATE NOT NULL,
    why VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    remark VARCHAR,
    contradicted_by VARCHAR
);

COMMENT ON TABLE judgement IS 'A person''s decision, from decisions.csv.';
COMMENT ON COLUMN judgement.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN judgement.claim_id IS 'The claim, unique within its topic.';
COMMENT ON COLUMN judgement.report_id IS 'The report; NULL for a decision on the claim.';
COMMENT ON COLUMN judgement.what IS 'What is decided: stance, status, verdict, certainty or wording.';
COMMENT ON COLUMN judgement.value IS 'The decision.';
COMMENT ON COLUMN judgement.decided_by IS 'Who.';
COMMENT ON COLUMN judgement.role IS 'In what role.';
COMMENT ON COLUMN judgement.decided_on IS 'When.';
COMMENT ON COLUMN judgement.why IS 'Why.';
COMMENT ON COLUMN judgement.state IS 'in_force, superseded, questioned or unused.';
COMMENT ON COLUMN judgement.remark IS 'Why it is not simply in force; NULL where it is. For readers: nothing is inferred from its words.';
COMMENT ON COLUMN judgement.contradicted_by IS 'Who else decided otherwise later on the same point; NULL where nobody did. A change of one''s own mind is none.';
