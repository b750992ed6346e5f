CREATE VIEW report AS
SELECT record.* EXCLUDE (status), report_history.first_seen_on, report_history.last_changed_on, report_history.is_withdrawn
FROM record
JOIN report_history USING (report_id)
WHERE record.status = 'current';
COMMENT ON VIEW report IS 'One row per publication: its current record, with when it was first seen and last changed here.';
