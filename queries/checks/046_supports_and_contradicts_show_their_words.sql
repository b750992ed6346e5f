-- Every report said to support or contradict a claim shows the sentence that does
SELECT item.topic, item.claim_id, item.report_id, item.stance
FROM evidence_item AS item
WHERE item.status = 'counted' AND item.stance IN ('supports', 'contradicts') AND item.decided_by = 'machine'
AND NOT EXISTS (SELECT 1 FROM rationale AS r WHERE r.topic = item.topic
    AND r.claim_id = item.claim_id AND r.report_id = item.report_id);
