CREATE VIEW record_count AS
SELECT status, count(*) AS n FROM record GROUP BY status ORDER BY status;
COMMENT ON VIEW record_count IS 'How many records were read, by status; their sum is what came in.';
COMMENT ON COLUMN record_count.status IS 'current, superseded, deleted or rejected.';
COMMENT ON COLUMN record_count.n IS 'Records with that status.';
