-- A harm counted over people is named where its span points
SELECT counted.topic, counted.claim_id, counted.report_id, counted.harm
FROM harm_count AS counted
LEFT JOIN section USING (report_id, field, section_no)
WHERE counted.field IS NOT NULL AND counted.harm <> 'serious events'
AND (section.text IS NULL OR NOT ends_with(
    lower(substr(section.text, counted.start + 1, counted."end" - counted.start)), lower(counted.harm)));
