-- Comments of: report
CREATE VIEW citation AS
SELECT
    report.report_id, report.pmid, report.doi, report.pmc_id, report.title, report.journal,
    report.journal_iso, report.year, report.volume, report.issue, report.pages,
    (SELECT list(coalesce(author.collective_name,
        author.last_name || coalesce(' ' || author.initials, '') || coalesce(' ' || author.suffix, '')) ORDER BY author.author_no)
     FROM author WHERE author.report_id = report.report_id) AS authors,
    notices.kinds AS notice,
    report.batch_sha256, report.record_no, report.content_hash, report.snapshot_id, report.source
FROM report
LEFT JOIN (
    SELECT report_id, string_agg(DISTINCT kind, ', ' ORDER BY kind) AS kinds
    FROM notice WHERE direction = 'on' AND kind <> 'comment' GROUP BY report_id
) AS notices USING (report_id)
WHERE report.report_id IN (SELECT report_id FROM evidence_item);
COMMENT ON VIEW citation IS 'What a citation of each linked report needs, notices included.';
COMMENT ON COLUMN citation.authors IS 'Authors in printed order, as Last AB Suffix, or the name of a group; NULL where the record names none.';
COMMENT ON COLUMN citation.notice IS 'Notices on the report, comments left out; NULL where there is none.';
