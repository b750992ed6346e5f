-- First seen: the earliest manifest that holds the report. Last changed: the first manifest that
-- holds the content which stands now.
INSERT INTO report_history
WITH seen AS (
    SELECT report_id, content_hash, min(first_seen_at) AS seen_at
    FROM read_record WHERE report_id IS NOT NULL GROUP BY report_id, content_hash
)
SELECT
    report_id,
    CAST(min(seen.seen_at) AS DATE) AS first_seen_on,
    CAST(min(seen.seen_at) FILTER (WHERE seen.content_hash = record.content_hash) AS DATE) AS last_changed_on,
    any_value(record.pmid IN (SELECT unnest(CAST(:withdrawn AS BIGINT[])))) AS is_withdrawn
FROM seen
JOIN record USING (report_id)
WHERE record.status = 'current'
GROUP BY report_id;
