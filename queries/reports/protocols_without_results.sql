-- Protocols and registrations of which no results report is held
-- Age counts from the year of the protocol to that of the newest snapshot. Results may exist
-- elsewhere: only what the searches brought in is known here.
-- $older_than: only protocols at least so many years old
-- $topic: only protocols linked to this topic
SELECT study.study_id, study.registration, study.first_year,
    (SELECT year(max(created_at)) FROM snapshot) - study.first_year AS age_years,
    planned.n_planned, linked.claims, study.report_ids, study.title
FROM study
LEFT JOIN (SELECT study_id, max(number) AS n_planned FROM finding JOIN study_report USING (report_id)
    WHERE kind = 'n_planned' GROUP BY study_id) AS planned USING (study_id)
LEFT JOIN (SELECT study_report.study_id, list(DISTINCT item.topic || '/' || item.claim_id ORDER BY item.topic || '/' || item.claim_id) AS claims,
    bool_or($topic IS NULL OR item.topic = $topic) AS is_of_topic
    FROM evidence_item AS item JOIN study_report USING (report_id) GROUP BY study_report.study_id) AS linked USING (study_id)
WHERE NOT study.has_results_report
AND ($topic IS NULL OR linked.is_of_topic)
AND ($older_than IS NULL OR age_years >= CAST($older_than AS INTEGER))
ORDER BY study.first_year, study.study_id;
