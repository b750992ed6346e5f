CREATE TABLE claim (
    topic VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    claim_no INTEGER NOT NULL,
    parent VARCHAR,
    kind VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    note VARCHAR,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (topic, claim_id)
);

COMMENT ON TABLE claim IS 'One checkable statement of an article.';
COMMENT ON COLUMN claim.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN claim.claim_id IS 'The claim, unique within its topic.';
COMMENT ON COLUMN claim.claim_no IS 'Order in claims.toml, from 0.';
COMMENT ON COLUMN claim.parent IS 'Claim of which this is a part; NULL for a whole one.';
COMMENT ON COLUMN claim.kind IS 'background, mechanism, efficacy, named_study, safety, tradition, advice or value_word.';
COMMENT ON COLUMN claim.quote IS 'The words of the article, to the letter.';
COMMENT ON COLUMN claim.question IS 'The plain question evidence is asked.';
COMMENT ON COLUMN claim.note IS 'Remark of the author of the claim.';
COMMENT ON COLUMN claim.start IS 'First code point of the quote in article_text.';
COMMENT ON COLUMN claim."end" IS 'Code point after the last.';
