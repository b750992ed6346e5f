CREATE TABLE history_date (
    report_id VARCHAR NOT NULL,
    date_no INTEGER NOT NULL,
    status VARCHAR NOT NULL,
    moment TIMESTAMP,
    text VARCHAR NOT NULL,
    PRIMARY KEY (report_id, date_no)
);

COMMENT ON TABLE history_date IS 'Dates in the life of a record (PubMedPubDate), and further ArticleDates.';
COMMENT ON COLUMN history_date.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN history_date.date_no IS 'From 0.';
COMMENT ON COLUMN history_date.status IS '@PubStatus, or article-date with its DateType.';
COMMENT ON COLUMN history_date.moment IS 'As a moment; NULL where it is no possible date.';
COMMENT ON COLUMN history_date.text IS 'Its parts joined by a space, to the letter.';
