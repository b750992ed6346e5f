CREATE TABLE keyword (
    report_id VARCHAR NOT NULL,
    keyword_no INTEGER NOT NULL,
    owner VARCHAR,
    text VARCHAR NOT NULL,
    is_major BOOLEAN,
    PRIMARY KEY (report_id, keyword_no)
);

COMMENT ON TABLE keyword IS 'Keywords by owner.';
COMMENT ON COLUMN keyword.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN keyword.keyword_no IS 'From 0.';
COMMENT ON COLUMN keyword.owner IS 'KeywordList/@Owner.';
COMMENT ON COLUMN keyword.text IS 'Keyword.';
COMMENT ON COLUMN keyword.is_major IS '@MajorTopicYN.';
