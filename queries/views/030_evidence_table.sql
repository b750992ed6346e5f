-- Comments of: evidence_item, report, report_reading
CREATE TABLE evidence_table AS
SELECT
    item.topic, item.claim_id, item.report_id, report.pmid, report.doi, report.pmc_id, report.title,
    report.journal, report.journal_country, report.year, report.pub_date, report.language,
    coalesce(item.design, reading.design) AS design,
    coalesce(item.population, reading.population) AS population,
    item.evidence_level,
    coalesce(item.n_participants, reading.n_participants) AS n_participants,
    reading.condition, reading.intervention, reading.comparator, item.compared_with, reading.outcome,
    coalesce(item.direction, reading.direction) AS direction,
    item.significance, item.stance, item.status, item.reason,
    rationale.quote AS rationale,
    rationale.field AS rationale_field,
    rationale.section_no AS rationale_section_no,
    rationale.start AS rationale_start,
    rationale."end" AS rationale_end,
    reading.follow_up_weeks, reading.adverse_events, reading.registration,
    notices.kinds AS notice,
    item.study_id, item.score, item.decided_by, item.rule,
    (SELECT version FROM part_version WHERE part = 'appraise') AS version,
    (SELECT version FROM part_version WHERE part = 'rules') AS rules_version,
    report.first_seen_on, report.last_changed_on,
    report.batch_sha256, report.record_no, report.pmid_version, report.date_revised,
    report.content_hash, report.snapshot_id, report.source
FROM evidence_item AS item
JOIN report USING (report_id)
LEFT JOIN report_reading AS reading USING (report_id)
LEFT JOIN rationale
    ON rationale.topic = item.topic AND rationale.claim_id = item.claim_id
    AND rationale.report_id = item.report_id AND rationale.rationale_no = 0
LEFT JOIN (
    SELECT report_id, string_agg(DISTINCT kind, ', ' ORDER BY kind) AS kinds
    FROM notice WHERE direction = 'on' AND kind <> 'comment' GROUP BY report_id
) AS notices USING (report_id)
ORDER BY item.topic, item.claim_id, item.score DESC, item.report_id;
COMMENT ON TABLE evidence_table IS 'One row per claim and linked report. Only rows with status counted enter a verdict. The rationale is the strongest verbatim sentence; all of them are in rationale. What a report states of effects is in effect, one row an effect.';
COMMENT ON COLUMN evidence_table.rationale IS 'The strongest sentence of the report for this claim, to the letter; NULL where none bears on it.';
COMMENT ON COLUMN evidence_table.rationale_field IS 'Where it stands: title or abstract.';
COMMENT ON COLUMN evidence_table.rationale_section_no IS 'Section within the field, from 0.';
COMMENT ON COLUMN evidence_table.rationale_start IS 'First code point of it in the stored section, from 0.';
COMMENT ON COLUMN evidence_table.rationale_end IS 'Code point after the last (half-open).';
COMMENT ON COLUMN evidence_table.notice IS 'Notices on the report, comments left out: retraction, expression_of_concern, correction, retraction_and_replacement, reinstatement. NULL where there is none.';
COMMENT ON COLUMN evidence_table.direction IS 'Direction on the claim''s question where one was read, whatever its significance; else the direction between groups on the main outcomes.';
COMMENT ON COLUMN evidence_table.version IS 'Version of linking and stance (part_version: appraise).';
COMMENT ON COLUMN evidence_table.rules_version IS 'Version of rules.toml in force.';
