-- No two reports carry the same DOI
-- Warning: publishers and PubMed do give one DOI twice (an erratum, a meeting abstract, two records of one paper)
SELECT doi, count(*) AS n, list(report_id ORDER BY report_id) AS report_ids
FROM record WHERE status = 'current' AND doi IS NOT NULL
GROUP BY doi HAVING count(*) > 1;
