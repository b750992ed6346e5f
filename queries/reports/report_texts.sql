-- Title and abstract of every report held, for searching by text
SELECT report.report_id, report.year,
    any_value(section.text) FILTER (WHERE section.field = 'title') AS title,
    string_agg(section.text, ' ' ORDER BY section.section_no) FILTER (WHERE section.field = 'abstract') AS abstract
FROM report JOIN section USING (report_id)
GROUP BY report.report_id, report.year
ORDER BY report.report_id
