CREATE TABLE study AS
SELECT
    study_report.study_id,
    count(*) AS n_reports,
    list(report_id ORDER BY report_id) AS report_ids,
    any_value(record.title ORDER BY report_id <> study_report.study_id, report_id) AS title,
    min(record.year) AS first_year,
    any_value(reading.design ORDER BY reading.design = 'protocol', report_id) AS design,
    max(reading.n_participants) FILTER (reading.design <> 'protocol') AS n_participants,
    bool_or(reading.design IS DISTINCT FROM 'protocol') AS has_results_report,
    string_agg(DISTINCT reading.registration, '; ' ORDER BY reading.registration) AS registration,
    string_agg(DISTINCT study_report.rule, ', ' ORDER BY study_report.rule) AS rule,
    (SELECT version FROM part_version WHERE part = 'appraise') AS version
FROM study_report
JOIN record USING (report_id)
LEFT JOIN report_reading AS reading USING (report_id)
WHERE record.status = 'current'
GROUP BY study_report.study_id
ORDER BY study_report.study_id;
COMMENT ON TABLE study IS 'One investigation, which may have several reports. What joined them is in study_report, one row a report with the reason.';
COMMENT ON COLUMN study.study_id IS 'Smallest report_id of its group.';
COMMENT ON COLUMN study.n_reports IS 'Reports in the group.';
COMMENT ON COLUMN study.report_ids IS 'Its reports.';
COMMENT ON COLUMN study.title IS 'Title of the report that names the study.';
COMMENT ON COLUMN study.first_year IS 'Year of the earliest report; NULL where none can be read.';
COMMENT ON COLUMN study.design IS 'Design as read from a report with results where there is one; NULL where no report says.';
COMMENT ON COLUMN study.n_participants IS 'Largest number of participants that a report other than a protocol states; NULL where none does.';
COMMENT ON COLUMN study.has_results_report IS 'Whether a report other than a protocol is held.';
COMMENT ON COLUMN study.registration IS 'Registration numbers that its reports name.';
COMMENT ON COLUMN study.rule IS 'Rules that joined its reports; single for a report by itself.';
COMMENT ON COLUMN study.version IS 'Version of the rules that join reports (part_version: appraise).';
