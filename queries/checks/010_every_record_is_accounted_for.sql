-- Every record that came in is current, superseded, deleted or rejected
SELECT batch.batch_sha256, batch.n_records, count(record.record_no) AS n_found
FROM batch LEFT JOIN record USING (batch_sha256)
GROUP BY batch.batch_sha256, batch.n_records
HAVING batch.n_records <> count(record.record_no);
