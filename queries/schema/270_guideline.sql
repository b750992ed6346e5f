CREATE TABLE guideline (
    topic VARCHAR NOT NULL,
    guideline_id VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    population VARCHAR NOT NULL,
    position VARCHAR NOT NULL,
    statement VARCHAR NOT NULL,
    claims VARCHAR[],
    source VARCHAR NOT NULL,
    PRIMARY KEY (topic, guideline_id)
);

COMMENT ON TABLE guideline IS 'A body''s position, written down by people.';
COMMENT ON COLUMN guideline.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN guideline.guideline_id IS 'The guideline.';
COMMENT ON COLUMN guideline.body IS 'Who issued it.';
COMMENT ON COLUMN guideline.year IS 'When.';
COMMENT ON COLUMN guideline.title IS 'Its title.';
COMMENT ON COLUMN guideline.population IS 'Whom it is about.';
COMMENT ON COLUMN guideline.position IS 'for, against or none.';
COMMENT ON COLUMN guideline.statement IS 'What it says, in our words.';
COMMENT ON COLUMN guideline.claims IS 'Claims it bears on.';
COMMENT ON COLUMN guideline.source IS 'Where it can be read.';
