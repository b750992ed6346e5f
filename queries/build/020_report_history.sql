-- First seen: the earliest snapshot that holds the report. Last changed: the first arrival of the
-- content that stands now after the last arrival of any other; where an other one came later and
-- does not stand (an older revision, a format that carries less), its first arrival of all. Order is
-- that of snapshots and arrivals; a clock that was set back changes no order, and no report changed
-- on a day before it was first seen.
INSERT INTO report_history
WITH seen AS (
    SELECT
        version.report_id, arrival.arrival_no, arrival.snapshot_no,
        CAST(arrival.arrived_at AS DATE) AS seen_on,
        version.content_hash = standing.content_hash AS is_standing,
        standing.pmid
    FROM read_record AS version
    JOIN arrival USING (batch_sha256)
    JOIN record AS standing ON standing.report_id = version.report_id AND standing.status = 'current'
),
other AS (
    SELECT report_id, max(arrival_no) AS last_no FROM seen WHERE NOT is_standing GROUP BY report_id
),
dated AS (
    SELECT
        seen.report_id, any_value(seen.pmid) AS pmid,
        arg_min(seen_on, snapshot_no) AS first_seen_on,
        coalesce(
            arg_min(seen_on, arrival_no) FILTER (WHERE is_standing AND arrival_no > coalesce(other.last_no, -1)),
            arg_min(seen_on, arrival_no) FILTER (WHERE is_standing)) AS came_on
    FROM seen LEFT JOIN other USING (report_id)
    GROUP BY seen.report_id
)
SELECT
    report_id, first_seen_on, greatest(first_seen_on, came_on) AS last_changed_on,
    coalesce(pmid IN (SELECT unnest(CAST(:withdrawn AS BIGINT[]))), false) AS is_withdrawn
FROM dated;
