-- Every rationale is, to the letter, the text its span points at
SELECT rationale.topic, rationale.claim_id, rationale.report_id, rationale.quote
FROM rationale
LEFT JOIN section USING (report_id, field, section_no)
WHERE section.text IS NULL
OR substr(section.text, rationale.start + 1, rationale."end" - rationale.start) <> rationale.quote;
