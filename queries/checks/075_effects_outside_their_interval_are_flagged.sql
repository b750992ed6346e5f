-- An effect read outside its own interval, or an interval upside down, carries a flag
SELECT report_id, finding_no, measure, estimate, ci_low, ci_high
FROM effect
WHERE flag IS NULL AND (ci_low > ci_high OR estimate < ci_low OR estimate > ci_high);
