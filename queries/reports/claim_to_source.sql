-- One claim from sentence to source: every rationale with its place in the abstract and the run that brought it
-- $claim: which claim
-- $topic: only this topic
SELECT claim.topic, claim.claim_id, claim.quote AS claim, item.status, item.stance, rationale.quote AS rationale,
    rationale.field, rationale.section_no, rationale.start, rationale."end",
    item.report_id, item.title, item.journal, item.year, item.rule, item.version, item.rules_version,
    item.source, item.snapshot_id, item.batch_sha256, item.record_no
FROM claim
JOIN evidence_table AS item USING (topic, claim_id)
JOIN rationale ON rationale.topic = claim.topic AND rationale.claim_id = claim.claim_id AND rationale.report_id = item.report_id
WHERE ($claim IS NULL OR claim.claim_id = $claim) AND ($topic IS NULL OR claim.topic = $topic)
ORDER BY claim.topic, claim.claim_no, item.status <> 'counted', item.score DESC, item.report_id, rationale.rationale_no;
