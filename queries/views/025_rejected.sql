-- Comments of: batch, rejected_record
CREATE VIEW rejected AS
SELECT batch.origin, rejected_record.batch_sha256, rejected_record.record_no, rejected_record.pmid,
    rejected_record.reason, rejected_record.position, batch.snapshot_id, batch.source,
    (SELECT version FROM part_version WHERE part = 'parser') AS version
FROM rejected_record JOIN batch USING (batch_sha256)
ORDER BY batch.arrival_no, rejected_record.record_no;
COMMENT ON VIEW rejected IS 'Records that could not be taken in: file, position and reason.';
COMMENT ON COLUMN rejected.version IS 'Version of the parser that rejected it.';
