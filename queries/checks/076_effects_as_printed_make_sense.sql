-- No effect is printed with numbers that do not add up
-- Warning: authors do print an estimate outside its interval; it is kept as printed and flagged
SELECT report_id, finding_no, measure, estimate, ci_low, ci_high, flag FROM effect WHERE flag IS NOT NULL;
