-- Every harm told is quoted to the letter, and its signal is raised
SELECT told.topic, told.claim_id, told.report_id, told.quote
FROM harm_report AS told
LEFT JOIN section USING (report_id, field, section_no)
LEFT JOIN verdict USING (topic, claim_id)
WHERE section.text IS NULL
OR substr(section.text, told.start + 1, told."end" - told.start) <> told.quote
OR verdict.harm_signal IS NOT TRUE;
