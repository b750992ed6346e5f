-- A notice that only its own record mentions reaches the report it is about.
INSERT INTO notice
SELECT DISTINCT
    record.report_id, notice.kind, 'on' AS direction, notice.ref_type,
    notifying.pmid AS other_pmid, notifying.citation AS citation, 'notice_record' AS seen_in
FROM notice
JOIN (SELECT report_id, pmid, journal_iso || '. ' || coalesce(CAST(year AS VARCHAR), '') AS citation
      FROM record WHERE status = 'current') AS notifying ON notifying.report_id = notice.report_id
JOIN record ON record.pmid = notice.other_pmid AND record.status = 'current'
WHERE notice.direction = 'of'
AND NOT EXISTS (
    SELECT 1 FROM notice AS own
    WHERE own.report_id = record.report_id AND own.kind = notice.kind AND own.direction = 'on'
        AND own.other_pmid = notifying.pmid);
