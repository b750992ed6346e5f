CREATE VIEW prisma_flow AS
WITH per_report AS (
    SELECT topic, report_id,
        bool_or(status = 'counted') AS is_counted, bool_or(status = 'indirect') AS is_indirect,
        bool_or(status = 'ongoing') AS is_ongoing, bool_or(status IN ('retracted', 'withdrawn')) AS is_retracted
    FROM evidence_item GROUP BY topic, report_id
),
linked AS (
    SELECT topic, count(*) AS n_linked,
        count(*) FILTER (is_counted) AS n_included,
        count(*) FILTER (NOT is_counted AND is_indirect) AS n_indirect,
        count(*) FILTER (NOT is_counted AND NOT is_indirect AND is_ongoing) AS n_ongoing,
        count(*) FILTER (NOT is_counted AND NOT is_indirect AND NOT is_ongoing AND is_retracted) AS n_retracted,
        count(*) FILTER (NOT (is_counted OR is_indirect OR is_ongoing OR is_retracted)) AS n_excluded
    FROM per_report GROUP BY topic
),
read AS (
    SELECT count(*) AS n_records,
        count(*) FILTER (status = 'superseded') AS n_superseded,
        count(*) FILTER (status = 'deleted') AS n_deleted,
        count(*) FILTER (status = 'rejected') AS n_rejected,
        count(*) FILTER (status = 'current') AS n_screened
    FROM record
)
SELECT topic.topic, read.n_records, read.n_superseded, read.n_deleted, read.n_rejected, read.n_screened,
    read.n_screened - coalesce(linked.n_linked, 0) AS n_not_linked,
    coalesce(linked.n_linked, 0) AS n_linked,
    coalesce(linked.n_included, 0) AS n_included,
    coalesce(linked.n_indirect, 0) AS n_indirect,
    coalesce(linked.n_ongoing, 0) AS n_ongoing,
    coalesce(linked.n_retracted, 0) AS n_retracted,
    coalesce(linked.n_excluded, 0) AS n_excluded
FROM topic CROSS JOIN read LEFT JOIN linked USING (topic)
ORDER BY topic.topic;
COMMENT ON VIEW prisma_flow IS 'PRISMA 2020 flow in numbers that add up: records read = superseded + deleted + rejected + screened; screened = not linked + linked; linked = included + indirect + ongoing + retracted + excluded.';
COMMENT ON COLUMN prisma_flow.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN prisma_flow.n_records IS 'Records read, all versions.';
COMMENT ON COLUMN prisma_flow.n_superseded IS 'Older versions of a record.';
COMMENT ON COLUMN prisma_flow.n_deleted IS 'Records that PubMed deleted.';
COMMENT ON COLUMN prisma_flow.n_rejected IS 'Records that could not be taken in.';
COMMENT ON COLUMN prisma_flow.n_screened IS 'Reports screened: those with a current record.';
COMMENT ON COLUMN prisma_flow.n_not_linked IS 'Screened reports that bear on no claim of the topic.';
COMMENT ON COLUMN prisma_flow.n_linked IS 'Screened reports that bear on a claim of the topic.';
COMMENT ON COLUMN prisma_flow.n_included IS 'Linked reports that count for a claim.';
COMMENT ON COLUMN prisma_flow.n_indirect IS 'Linked reports that count for none, and are shown beside one.';
COMMENT ON COLUMN prisma_flow.n_ongoing IS 'Of the rest, protocols and registrations without results.';
COMMENT ON COLUMN prisma_flow.n_retracted IS 'Of the rest, retracted or withdrawn reports.';
COMMENT ON COLUMN prisma_flow.n_excluded IS 'Of the rest, reports left out, each with its reason in evidence_table.';
