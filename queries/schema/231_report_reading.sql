CREATE TABLE report_reading (
    report_id VARCHAR NOT NULL,
    design VARCHAR,
    population VARCHAR,
    n_participants INTEGER,
    n_studies INTEGER,
    condition VARCHAR,
    intervention VARCHAR,
    comparator VARCHAR,
    outcome VARCHAR,
    direction VARCHAR,
    follow_up_weeks DOUBLE,
    adverse_events VARCHAR,
    registration VARCHAR,
    n_findings INTEGER NOT NULL,
    PRIMARY KEY (report_id)
);

COMMENT ON TABLE report_reading IS 'One row per report that was read in full: the findings researchers ask for most, side by side. Several values of one kind are joined by "; " in the order read. The spans are in finding.';
COMMENT ON COLUMN report_reading.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN report_reading.design IS 'Design as read; NULL where the report does not say.';
COMMENT ON COLUMN report_reading.population IS 'human, animal, cells or mixed; NULL where the report does not say.';
COMMENT ON COLUMN report_reading.n_participants IS 'People that count: randomized, else enrolled or analysed; for a review the participants included; planned for a protocol. NULL where the report does not say.';
COMMENT ON COLUMN report_reading.n_studies IS 'Studies included in a review; NULL elsewhere.';
COMMENT ON COLUMN report_reading.condition IS 'Conditions studied, as concept ids.';
COMMENT ON COLUMN report_reading.intervention IS 'Techniques studied, as concept ids.';
COMMENT ON COLUMN report_reading.comparator IS 'Comparators, as concept ids.';
COMMENT ON COLUMN report_reading.outcome IS 'Outcomes measured.';
COMMENT ON COLUMN report_reading.direction IS 'Direction between groups on the main outcomes: favours_acupuncture, no_difference, favours_control, mixed or not_applicable.';
COMMENT ON COLUMN report_reading.follow_up_weeks IS 'Longest follow-up, in weeks.';
COMMENT ON COLUMN report_reading.adverse_events IS 'What the report says of adverse events, normalized.';
COMMENT ON COLUMN report_reading.registration IS 'Registration numbers of trial registries.';
COMMENT ON COLUMN report_reading.n_findings IS 'Findings read from the report.';
