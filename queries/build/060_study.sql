-- Every other report is a study of its own.
INSERT INTO study_report
SELECT record.report_id, record.report_id, 'single', NULL
FROM record
WHERE record.status = 'current'
AND record.report_id NOT IN (SELECT report_id FROM study_report);
