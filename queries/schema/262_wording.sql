CREATE TABLE wording (
    topic VARCHAR NOT NULL,
    sentence_no INTEGER NOT NULL,
    problem VARCHAR,
    suggestion VARCHAR,
    suggestion_plain VARCHAR,
    weakest_claim_id VARCHAR,
    PRIMARY KEY (topic, sentence_no)
);

COMMENT ON TABLE wording IS 'How a sentence of the article reads against its evidence.';
COMMENT ON COLUMN wording.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN wording.sentence_no IS 'The sentence.';
COMMENT ON COLUMN wording.problem IS 'What the sentence says beyond its evidence; NULL where nothing.';
COMMENT ON COLUMN wording.suggestion IS 'A cautious wording that its weakest claim allows; NULL where none is owed.';
COMMENT ON COLUMN wording.suggestion_plain IS 'The same in plainer words.';
COMMENT ON COLUMN wording.weakest_claim_id IS 'The claim that binds the wording.';
