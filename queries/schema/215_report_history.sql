CREATE TABLE report_history (
    report_id VARCHAR NOT NULL,
    first_seen_on DATE NOT NULL,
    last_changed_on DATE NOT NULL,
    is_withdrawn BOOLEAN NOT NULL,
    PRIMARY KEY (report_id)
);

COMMENT ON TABLE report_history IS 'When a report was first seen and last changed here.';
COMMENT ON COLUMN report_history.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN report_history.first_seen_on IS 'UTC date of the earliest manifest that holds the report.';
COMMENT ON COLUMN report_history.last_changed_on IS 'UTC date on which its content last changed across manifests.';
COMMENT ON COLUMN report_history.is_withdrawn IS 'PubMed was asked for it by PMID and no longer returned it.';
