-- Comments of: harm_report, evidence_item, record
CREATE VIEW harm_told AS
SELECT told.topic, told.claim_id, told.row_no, told.report_id, record.pmid, record.doi, told.why, told.harm, told.n_harmed,
    told.quote, item.design, item.status, record.year, record.title,
    told.field, told.section_no, told.start, told."end"
FROM harm_report AS told
JOIN evidence_item AS item USING (topic, claim_id, report_id)
LEFT JOIN report AS record USING (report_id)
ORDER BY told.topic, told.claim_id, told.row_no;
COMMENT ON VIEW harm_told IS 'One row per claim and report that raises its harm signal, with what a reader needs to find it.';
