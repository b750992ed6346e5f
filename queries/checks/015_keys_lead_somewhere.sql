-- Every row leads to the report, claim, study, batch or item it names
SELECT 'finding' AS what, report_id AS key FROM finding
WHERE report_id NOT IN (SELECT report_id FROM report_history)
UNION ALL
SELECT 'section', report_id FROM section WHERE report_id NOT IN (SELECT report_id FROM report_history)
UNION ALL
SELECT 'evidence_item', report_id FROM evidence_item WHERE report_id NOT IN (SELECT report_id FROM report_history)
UNION ALL
SELECT 'notice', report_id FROM notice WHERE report_id NOT IN (SELECT report_id FROM report_history)
UNION ALL
SELECT 'evidence_item', item.topic || '/' || item.claim_id
FROM evidence_item AS item ANTI JOIN claim USING (topic, claim_id)
UNION ALL
SELECT 'rationale', r.topic || '/' || r.claim_id || '/' || r.report_id
FROM rationale AS r ANTI JOIN evidence_item AS i USING (topic, claim_id, report_id)
UNION ALL
SELECT 'concept_match', m.topic || '/' || m.claim_id || '/' || m.report_id
FROM concept_match AS m ANTI JOIN evidence_item AS i USING (topic, claim_id, report_id)
UNION ALL
SELECT 'study_report', study_id FROM study_report WHERE study_id NOT IN (SELECT report_id FROM study_report)
UNION ALL
SELECT 'report without a study', report_id FROM report_history
WHERE report_id NOT IN (SELECT report_id FROM study_report)
UNION ALL
SELECT 'batch', batch_sha256 FROM batch WHERE snapshot_id NOT IN (SELECT snapshot_id FROM snapshot)
UNION ALL
SELECT 'record', batch_sha256 FROM record WHERE batch_sha256 NOT IN (SELECT batch_sha256 FROM batch);
