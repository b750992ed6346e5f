-- Retracted, doubted and corrected evidence in use, directly or through a review that cites it
-- A retracted report counts for nothing; a review that cites one still counts, and needs an eye.
-- $topic: only this topic
WITH noticed AS (
    SELECT report_id, string_agg(DISTINCT kind, ', ' ORDER BY kind) AS notice
    FROM notice WHERE direction = 'on' AND kind <> 'comment' GROUP BY report_id
),
withdrawn AS (SELECT report_id, 'withdrawn from PubMed' AS notice FROM report_history WHERE is_withdrawn)
SELECT item.topic, item.claim_id, item.report_id, item.year, 'linked itself' AS use, item.status, item.stance,
    coalesce(noticed.notice, withdrawn.notice) AS notice, NULL AS noticed_report_id,
    coalesce(citation.is_to_cite, false) AS is_suggested_citation, item.title
FROM evidence_table AS item
LEFT JOIN noticed USING (report_id)
LEFT JOIN withdrawn USING (report_id)
LEFT JOIN suggested_citation AS citation
    ON citation.topic = item.topic AND citation.claim_id = item.claim_id AND citation.report_id = item.report_id
WHERE (noticed.notice IS NOT NULL OR withdrawn.notice IS NOT NULL) AND ($topic IS NULL OR item.topic = $topic)
UNION ALL
SELECT item.topic, item.claim_id, item.report_id, item.year, 'cites it', item.status, item.stance,
    noticed.notice, noticed.report_id, false, item.title
FROM evidence_table AS item
JOIN cited_reference_id AS cited ON cited.report_id = item.report_id AND cited.id_type = 'pubmed'
JOIN noticed ON noticed.report_id = 'pmid:' || cited.value
WHERE item.status = 'counted' AND noticed.notice LIKE '%retraction%' AND ($topic IS NULL OR item.topic = $topic)
ORDER BY 1, 2, notice DESC, 3;
