CREATE TABLE article_id (
    report_id VARCHAR NOT NULL,
    id_no INTEGER NOT NULL,
    list VARCHAR NOT NULL,
    id_type VARCHAR,
    value VARCHAR NOT NULL,
    is_valid BOOLEAN,
    PRIMARY KEY (report_id, id_no)
);

COMMENT ON TABLE article_id IS 'Identifiers of the record itself, never of what it cites; ELocationIDs and OtherIDs too.';
COMMENT ON COLUMN article_id.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN article_id.id_no IS 'From 0.';
COMMENT ON COLUMN article_id.list IS 'article_id, elocation_id or other_id.';
COMMENT ON COLUMN article_id.id_type IS '@IdType, @EIdType or @Source.';
COMMENT ON COLUMN article_id.value IS 'Value to the letter.';
COMMENT ON COLUMN article_id.is_valid IS '@ValidYN of an ELocationID.';
