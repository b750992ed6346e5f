-- No retracted or withdrawn report counts in a verdict
SELECT item.topic, item.claim_id, item.report_id
FROM evidence_item AS item
LEFT JOIN report_history USING (report_id)
WHERE item.status = 'counted'
AND (report_history.is_withdrawn OR EXISTS (
    SELECT 1 FROM notice WHERE notice.report_id = item.report_id AND notice.direction = 'on'
    AND notice.kind IN ('retraction', 'retraction_and_replacement')
    AND NOT EXISTS (SELECT 1 FROM notice AS back WHERE back.report_id = item.report_id
        AND back.direction = 'on' AND back.kind = 'reinstatement')));
