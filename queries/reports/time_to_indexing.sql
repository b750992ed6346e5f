-- How long PubMed takes: days from entry to MeSH indexing, by year of entry
-- Filters on publication types and MeSH miss a record until it is indexed.
-- $from_year: only records that entered PubMed in this year or later
WITH dated AS (
    SELECT report_id,
        min(moment) FILTER (status = 'pubmed') AS entered_at,
        min(moment) FILTER (status = 'medline') AS indexed_at
    FROM history_date WHERE status IN ('pubmed', 'medline') GROUP BY report_id
)
SELECT year(dated.entered_at) AS entered_year, count(*) AS n_records,
    count(*) FILTER (record.citation_status = 'MEDLINE') AS n_indexed,
    count(*) FILTER (record.indexing_method = 'Automated') AS n_automated,
    median(date_diff('day', dated.entered_at, dated.indexed_at)) FILTER (record.citation_status = 'MEDLINE') AS median_days,
    quantile_cont(date_diff('day', dated.entered_at, dated.indexed_at), 0.9) FILTER (record.citation_status = 'MEDLINE') AS ninth_decile_days
FROM dated JOIN record USING (report_id)
WHERE record.status = 'current' AND dated.entered_at IS NOT NULL
AND ($from_year IS NULL OR year(dated.entered_at) >= CAST($from_year AS INTEGER))
GROUP BY entered_year ORDER BY entered_year;
