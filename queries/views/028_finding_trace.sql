-- Comments of: finding, record, batch
CREATE VIEW finding_trace AS
SELECT
    finding.report_id, record.pmid, finding.finding_no, finding.kind, finding.value, finding.number,
    finding.unit, finding.detail,
    substr(section.text, finding.start + 1, finding."end" - finding.start) AS quote,
    finding.field, finding.section_no, section.label AS section_label, finding.start, finding."end",
    finding.source AS read_from, finding.rule, finding.version,
    (SELECT version FROM part_version WHERE part = 'extract') AS extract_version,
    record.batch_sha256, record.record_no, record.pmid_version, record.date_revised, record.content_hash,
    batch.snapshot_id, batch.source
FROM finding
JOIN record ON record.report_id = finding.report_id AND record.status = 'current'
JOIN batch USING (batch_sha256)
LEFT JOIN section
    ON section.report_id = finding.report_id AND section.field = finding.field
    AND section.section_no = finding.section_no;
COMMENT ON VIEW finding_trace IS 'Every finding with the words it was read from and all that made it: run, source, version of the record, rule and version of the rule.';
COMMENT ON COLUMN finding_trace.quote IS 'The words of the report, to the letter; NULL where the value was not read from text.';
COMMENT ON COLUMN finding_trace.section_label IS 'Heading of the section as printed; NULL where there is none.';
COMMENT ON COLUMN finding_trace.read_from IS 'text, or the field of the record it was read from.';
COMMENT ON COLUMN finding_trace.extract_version IS 'Version of all extractors together (part_version: extract).';
