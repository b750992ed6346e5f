-- Effects as printed of the reports that count for a claim, by comparator
-- One row an effect with an interval; not independent within a study, and not pooled here.
-- $topic: only this topic
-- $claim: only this claim
-- $measure: only this measure: MD, SMD, RR, OR …
SELECT item.topic, item.claim_id, item.report_id, item.study_id,
    concat_ws(' ', coalesce(first.collective_name, first.last_name, item.report_id), item.year) AS label, item.year, item.design, item.n_participants,
    item.stance, item.notice, coalesce(effect.comparator, item.comparator, 'not stated') AS comparator,
    effect.measure, effect.estimate, effect.unit, effect.ci_low, effect.ci_high, effect.ci_level_pct,
    effect.i_squared_pct, effect.outcome, effect.time_point, effect.flag, effect.quote, item.title
FROM evidence_table AS item
JOIN effect USING (report_id)
LEFT JOIN author AS first ON first.report_id = item.report_id AND first.author_no = 0
WHERE item.status = 'counted' AND effect.ci_low IS NOT NULL
AND ($topic IS NULL OR item.topic = $topic) AND ($claim IS NULL OR item.claim_id = $claim)
AND ($measure IS NULL OR effect.measure = $measure)
ORDER BY item.topic, item.claim_id, comparator, effect.measure, item.year, item.report_id, effect.finding_no;
