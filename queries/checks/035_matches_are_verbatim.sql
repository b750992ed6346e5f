-- Every term found in a text stands there, where its span says
SELECT hit.topic, hit.claim_id, hit.report_id, hit.term
FROM concept_match AS hit
LEFT JOIN section USING (report_id, field, section_no)
WHERE hit.field IS NOT NULL
AND lower(substr(section.text, hit.start + 1, hit."end" - hit.start)) IS DISTINCT FROM lower(hit.term);
