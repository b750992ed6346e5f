-- Every item that counts belongs to the study its report belongs to
SELECT item.topic, item.claim_id, item.report_id, item.study_id, study_report.study_id AS expected
FROM evidence_item AS item LEFT JOIN study_report USING (report_id)
WHERE item.status = 'counted' AND item.study_id IS DISTINCT FROM study_report.study_id;
