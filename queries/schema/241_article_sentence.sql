CREATE TABLE article_sentence (
    topic VARCHAR NOT NULL,
    sentence_no INTEGER NOT NULL,
    paragraph_no INTEGER NOT NULL,
    heading VARCHAR,
    text VARCHAR NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (topic, sentence_no)
);

COMMENT ON TABLE article_sentence IS 'A sentence of the article.';
COMMENT ON COLUMN article_sentence.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN article_sentence.sentence_no IS 'Order in the article, from 0.';
COMMENT ON COLUMN article_sentence.paragraph_no IS 'Paragraph or list item, from 0.';
COMMENT ON COLUMN article_sentence.heading IS 'Heading it stands under; NULL before the first.';
COMMENT ON COLUMN article_sentence.text IS 'The sentence to the letter.';
COMMENT ON COLUMN article_sentence.start IS 'First code point in article_text, from 0.';
COMMENT ON COLUMN article_sentence."end" IS 'Code point after the last.';
