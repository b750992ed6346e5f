-- Comments of: record, report_history, batch
CREATE VIEW report AS
SELECT record.* EXCLUDE (status), report_history.first_seen_on, report_history.last_changed_on, report_history.is_withdrawn,
    batch.snapshot_id, batch.source, batch.origin
FROM record
JOIN report_history USING (report_id)
JOIN batch USING (batch_sha256)
WHERE record.status = 'current';
COMMENT ON VIEW report IS 'One row per publication: its current record, with when it was first seen and last changed here. batch_sha256 and record_no name the version of the record, snapshot_id the run that brought it.';
