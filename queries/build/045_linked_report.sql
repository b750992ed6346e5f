-- The reports that bear on a claim, numbered, so that their text can be read as a batch's is.
CREATE TEMP TABLE linked_report AS
SELECT report_id, CAST(row_number() OVER (ORDER BY report_id) - 1 AS INTEGER) AS record_no
FROM (SELECT DISTINCT report_id FROM item_read);
