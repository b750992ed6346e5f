CREATE TABLE study (
    study_id VARCHAR NOT NULL,
    n_reports INTEGER NOT NULL,
    PRIMARY KEY (study_id)
);

COMMENT ON TABLE study IS 'One investigation, which may have several reports.';
COMMENT ON COLUMN study.study_id IS 'Smallest report_id of its group.';
COMMENT ON COLUMN study.n_reports IS 'Reports in the group.';
