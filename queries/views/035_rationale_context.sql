-- Comments of: rationale
CREATE VIEW rationale_context AS
SELECT
    rationale.topic, rationale.claim_id, rationale.report_id, rationale.rationale_no, rationale.quote,
    rationale.field, rationale.section_no, section.label AS section_label,
    rationale.start, rationale."end",
    substr(section.text, greatest(1, rationale.start - 499), least(500, rationale.start)) AS text_before,
    substr(section.text, rationale."end" + 1, 500) AS text_after
FROM rationale
JOIN section USING (report_id, field, section_no)
ORDER BY rationale.topic, rationale.claim_id, rationale.report_id, rationale.rationale_no;
COMMENT ON VIEW rationale_context IS 'Every rationale sentence with the words around it in its section, to the letter, so that a quote can be read in its place.';
COMMENT ON COLUMN rationale_context.section_label IS 'Heading of the section as printed; NULL where there is none.';
COMMENT ON COLUMN rationale_context.text_before IS 'Up to 500 code points before the sentence; empty at the start of the section.';
COMMENT ON COLUMN rationale_context.text_after IS 'Up to 500 code points after the sentence; empty at the end of the section.';
