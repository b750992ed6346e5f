CREATE TABLE signoff (
    topic VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    signed_by VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    signed_on DATE NOT NULL,
    fingerprint VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    expired_because VARCHAR[]
);

COMMENT ON TABLE signoff IS 'A person''s approval of a claim as published, from signoffs.csv.';
COMMENT ON COLUMN signoff.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN signoff.claim_id IS 'The claim, unique within its topic.';
COMMENT ON COLUMN signoff.signed_by IS 'Who.';
COMMENT ON COLUMN signoff.role IS 'In what role.';
COMMENT ON COLUMN signoff.signed_on IS 'When.';
COMMENT ON COLUMN signoff.fingerprint IS 'The evidence approved.';
COMMENT ON COLUMN signoff.note IS 'Remark.';
COMMENT ON COLUMN signoff.state IS 'in_force, expired or superseded.';
COMMENT ON COLUMN signoff.expired_because IS 'Why it expired; empty while it stands.';
