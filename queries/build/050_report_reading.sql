-- The findings researchers ask for most, one row a report, so that questions on many reports stay quick.
INSERT INTO report_reading BY NAME
SELECT
    report_id,
    any_value(value ORDER BY finding_no) FILTER (kind = 'design') AS design,
    any_value(value ORDER BY finding_no) FILTER (kind = 'population') AS population,
    CAST(any_value(number ORDER BY finding_no) FILTER (kind = 'n_participants') AS INTEGER) AS n_participants,
    CAST(any_value(number ORDER BY finding_no) FILTER (kind = 'n_studies') AS INTEGER) AS n_studies,
    string_agg(DISTINCT value, '; ' ORDER BY value) FILTER (kind = 'condition') AS condition,
    string_agg(DISTINCT value, '; ' ORDER BY value) FILTER (kind = 'intervention') AS intervention,
    string_agg(DISTINCT value, '; ' ORDER BY value) FILTER (kind = 'comparator') AS comparator,
    string_agg(DISTINCT value, '; ' ORDER BY value) FILTER (kind = 'outcome') AS outcome,
    any_value(value ORDER BY finding_no) FILTER (kind = 'direction_overall') AS direction,
    max(number) FILTER (kind = 'follow_up_weeks') AS follow_up_weeks,
    string_agg(DISTINCT value, '; ' ORDER BY value) FILTER (kind = 'adverse_events') AS adverse_events,
    string_agg(DISTINCT value, '; ' ORDER BY value) FILTER (kind = 'registration') AS registration,
    count(*) AS n_findings
FROM finding
GROUP BY report_id;
