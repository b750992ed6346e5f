-- Every value read from one report, with its words, its place and the rule that read it
-- $report: which report, as report_id: pmid:N or doi:…
SELECT kind, value, number, unit, quote, section_label, field, section_no, start, "end", read_from, rule, version
FROM finding_trace
WHERE report_id = $report
ORDER BY finding_no;
