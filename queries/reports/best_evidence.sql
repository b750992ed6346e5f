-- Best evidence for each claim, strongest first, with the sentence that bears on it
-- Only rows that count for the verdict. The order is that of the evidence table: directness,
-- design and size, never the direction of the result.
-- $topic: only this topic
-- $claim: only this claim
-- $top: how many reports a claim (3)
SELECT topic, claim_id, verdict, rank, report_id, pmid, year, design, evidence_level, n_participants,
    comparator, stance, notice, rationale, title
FROM (
    SELECT item.*, summary.verdict, summary.claim_no,
        row_number() OVER (PARTITION BY item.topic, item.claim_id ORDER BY item.score DESC, item.report_id) AS rank
    FROM evidence_table AS item
    JOIN claim_summary AS summary USING (topic, claim_id)
    WHERE item.status = 'counted'
    AND ($topic IS NULL OR item.topic = $topic)
    AND ($claim IS NULL OR item.claim_id = $claim)
)
WHERE rank <= coalesce(CAST($top AS INTEGER), 3)
ORDER BY topic, claim_no, rank;
