-- No report appeared in print before 1800, or more than two years after it was first seen
-- Warning: PubMed holds misprinted dates; they are kept as printed
SELECT report_id, year, first_seen_on FROM report WHERE year < 1800 OR year > year(first_seen_on) + 2;
