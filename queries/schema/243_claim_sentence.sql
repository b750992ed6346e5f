CREATE TABLE claim_sentence (
    topic VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    sentence_no INTEGER NOT NULL,
    PRIMARY KEY (topic, claim_id, sentence_no)
);

COMMENT ON TABLE claim_sentence IS 'Which sentences of the article a claim''s quote touches.';
COMMENT ON COLUMN claim_sentence.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN claim_sentence.claim_id IS 'The claim, unique within its topic.';
COMMENT ON COLUMN claim_sentence.sentence_no IS 'The sentence.';
