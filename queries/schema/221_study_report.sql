CREATE TABLE study_report (
    report_id VARCHAR NOT NULL,
    study_id VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    reason VARCHAR,
    PRIMARY KEY (report_id)
);

COMMENT ON TABLE study_report IS 'Which study a report belongs to, and why: the log of merges.';
COMMENT ON COLUMN study_report.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN study_report.study_id IS 'The study.';
COMMENT ON COLUMN study_report.rule IS 'Rule that joined it: single, or the rule of the merge.';
COMMENT ON COLUMN study_report.reason IS 'What the rule saw, for a reader; NULL for a single report.';
