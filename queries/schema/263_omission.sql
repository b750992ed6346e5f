CREATE TABLE omission (
    topic VARCHAR NOT NULL,
    omission_id VARCHAR NOT NULL,
    statement VARCHAR NOT NULL,
    why VARCHAR NOT NULL,
    is_serious_harm BOOLEAN NOT NULL,
    state VARCHAR NOT NULL,
    sources VARCHAR[],
    PRIMARY KEY (topic, omission_id),
    CHECK (state IN ('present', 'absent', 'waived'))
);

COMMENT ON TABLE omission IS 'What a fair article on the subject also says.';
COMMENT ON COLUMN omission.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN omission.omission_id IS 'The point.';
COMMENT ON COLUMN omission.statement IS 'What is to be said.';
COMMENT ON COLUMN omission.why IS 'Why it matters.';
COMMENT ON COLUMN omission.is_serious_harm IS 'It is about a serious harm.';
COMMENT ON COLUMN omission.state IS 'present, absent or waived.';
COMMENT ON COLUMN omission.sources IS 'Where it is said.';
