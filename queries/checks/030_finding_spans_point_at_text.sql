-- Every span of a finding lies inside the stored text of its section
SELECT finding.report_id, finding.finding_no, finding.kind
FROM finding
LEFT JOIN section USING (report_id, field, section_no)
WHERE finding.field IS NOT NULL
AND (section.text IS NULL OR finding.start < 0 OR finding.start >= finding."end" OR finding."end" > length(section.text));
