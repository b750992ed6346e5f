-- Counts are whole and not negative, weeks are not negative, P values lie from 0 to 1, unless flagged
SELECT report_id, finding_no, kind, number
FROM finding
WHERE (kind LIKE 'n\_%' ESCAPE '\' AND (number < 0 OR number <> floor(number)))
OR (kind LIKE '%\_weeks' ESCAPE '\' AND number < 0)
OR (kind = 'p_value' AND (number < 0 OR number > 1) AND detail ->> 'flag' IS NULL);
