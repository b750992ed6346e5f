-- No report appeared in print more than two years after it was first seen, or before 1800
SELECT report_id, year, first_seen_on FROM report WHERE year < 1800 OR year > year(first_seen_on) + 2;
