-- Comments of: finding_trace
CREATE TABLE effect AS
SELECT
    trace.report_id, trace.pmid, study_report.study_id, trace.finding_no,
    trace.value AS measure, trace.number AS estimate, trace.unit,
    CAST(trace.detail ->> 'ci_low' AS DOUBLE) AS ci_low,
    CAST(trace.detail ->> 'ci_high' AS DOUBLE) AS ci_high,
    CAST(trace.detail ->> 'ci_level' AS DOUBLE) AS ci_level_pct,
    trace.detail ->> 'p' AS p_text,
    CAST(trace.detail ->> 'i2' AS DOUBLE) AS i_squared_pct,
    trace.detail ->> 'outcome' AS outcome,
    trace.detail ->> 'comparator' AS comparator,
    trace.detail ->> 'time_point' AS time_point,
    trace.detail ->> 'direction' AS direction,
    trace.detail ->> 'flag' AS flag,
    trace.quote, trace.field, trace.section_no, trace.start, trace."end", trace.rule, trace.version,
    trace.batch_sha256, trace.record_no, trace.pmid_version, trace.snapshot_id, trace.source
FROM finding_trace AS trace
JOIN study_report USING (report_id)
WHERE trace.kind = 'effect'
ORDER BY trace.value, trace.report_id, trace.finding_no;
COMMENT ON TABLE effect IS 'One row per effect estimate that a report prints, as printed: never converted, never repaired, never turned round. Several of one report are not independent.';
COMMENT ON COLUMN effect.study_id IS 'The study the report belongs to.';
COMMENT ON COLUMN effect.measure IS 'MD, SMD, WMD, RR, OR, HR, RD, percent, mean_change, correlation or other.';
COMMENT ON COLUMN effect.estimate IS 'The estimate, in unit; ratios as ratios, not logarithms.';
COMMENT ON COLUMN effect.ci_low IS 'Lower end of the interval; NULL where none is printed.';
COMMENT ON COLUMN effect.ci_high IS 'Upper end of the interval; NULL where none is printed.';
COMMENT ON COLUMN effect.ci_level_pct IS 'Level of the interval in percent, as printed; NULL where not printed.';
COMMENT ON COLUMN effect.p_text IS 'The P value as printed; NULL where none belongs to the estimate.';
COMMENT ON COLUMN effect.i_squared_pct IS 'I squared of a pooled estimate in percent; NULL where not printed.';
COMMENT ON COLUMN effect.outcome IS 'What the estimate is told of, in the words before it; NULL where they name none.';
COMMENT ON COLUMN effect.comparator IS 'Comparator named in the sentence; NULL where it names none.';
COMMENT ON COLUMN effect.time_point IS 'Time of measuring as printed; NULL where the sentence names none.';
COMMENT ON COLUMN effect.direction IS 'Which group the sentence says did better; NULL where it does not say.';
COMMENT ON COLUMN effect.flag IS 'What does not add up in the numbers as printed, such as an estimate outside its interval; NULL where nothing is amiss. A flagged effect is for a person to look up.';
