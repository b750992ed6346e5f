-- Each report has at most one current record
SELECT report_id, count(*) AS n FROM record WHERE status = 'current' GROUP BY report_id HAVING count(*) > 1;
