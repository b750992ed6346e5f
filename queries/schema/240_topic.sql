CREATE TABLE topic (
    topic VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    byline VARCHAR,
    article_text VARCHAR NOT NULL,
    PRIMARY KEY (topic)
);

COMMENT ON TABLE topic IS 'One article with its claims and searches.';
COMMENT ON COLUMN topic.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN topic.title IS 'Title of the article.';
COMMENT ON COLUMN topic.byline IS 'Who signs the article.';
COMMENT ON COLUMN topic.article_text IS 'Plain text of the article; anchors count its code points.';
