-- Sham-controlled trials by condition, with participants and every effect they print
-- One row an effect; a trial that prints none has one row with the effect empty. Effects are as
-- printed; a flag says that the numbers do not add up. Several rows of a study are not independent.
-- $condition: only this condition, as a concept id such as diabetic_neuropathy
-- $measure: only this measure: MD, SMD, RR, OR …
-- $min_n: only trials with at least so many participants
SELECT one_condition AS condition, reading.report_id, report.pmid, study_report.study_id, report.year, reading.design,
    reading.n_participants, reading.intervention, reading.direction,
    effect.measure, effect.estimate, effect.unit, effect.ci_low, effect.ci_high, effect.ci_level_pct,
    effect.outcome AS effect_outcome, effect.comparator AS effect_comparator, effect.time_point, effect.flag,
    effect.quote, notices.kinds AS notice, report.title
FROM (SELECT *, unnest(string_split(coalesce(condition, 'not stated'), '; ')) AS one_condition FROM report_reading) AS reading
JOIN record AS report ON report.report_id = reading.report_id AND report.status = 'current'
JOIN study_report ON study_report.report_id = reading.report_id
LEFT JOIN effect ON effect.report_id = reading.report_id
LEFT JOIN (SELECT report_id, string_agg(DISTINCT kind, ', ' ORDER BY kind) AS kinds FROM notice
    WHERE direction = 'on' AND kind <> 'comment' GROUP BY report_id) AS notices
    ON notices.report_id = reading.report_id
WHERE reading.design IN ('rct', 'cluster_rct', 'crossover_rct')
AND list_contains(string_split(reading.comparator, '; '), 'sham')
AND ($condition IS NULL OR one_condition = $condition)
AND ($measure IS NULL OR effect.measure = $measure)
AND ($min_n IS NULL OR reading.n_participants >= CAST($min_n AS INTEGER))
ORDER BY one_condition, reading.n_participants DESC NULLS LAST, reading.report_id, effect.finding_no;
