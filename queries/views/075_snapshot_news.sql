CREATE VIEW snapshot_news AS
WITH version AS (
    SELECT
        arrival.snapshot_id, record.status,
        row_number() OVER (
            PARTITION BY record.report_id ORDER BY arrival.snapshot_no, arrival.arrival_no, record.record_no) = 1 AS is_first
    FROM record JOIN arrival USING (batch_sha256)
)
SELECT
    snapshot.snapshot_id,
    count(*) FILTER (version.status <> 'rejected' AND version.is_first) AS n_new_reports,
    count(*) FILTER (version.status <> 'rejected' AND NOT version.is_first) AS n_changed_reports,
    count(*) FILTER (version.status = 'rejected') AS n_rejected
FROM snapshot LEFT JOIN version USING (snapshot_id)
GROUP BY snapshot.snapshot_id
ORDER BY min(snapshot.snapshot_no);
COMMENT ON VIEW snapshot_news IS 'What each run brought in that was not held before: a night without news has a row of zeros.';
COMMENT ON COLUMN snapshot_news.snapshot_id IS 'The snapshot.';
COMMENT ON COLUMN snapshot_news.n_new_reports IS 'Reports seen for the first time.';
COMMENT ON COLUMN snapshot_news.n_changed_reports IS 'Records that differ from the version held before.';
COMMENT ON COLUMN snapshot_news.n_rejected IS 'Records that could not be taken in.';
