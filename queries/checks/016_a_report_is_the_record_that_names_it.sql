-- A report is named by the PMID of its record, else by its DOI
SELECT report_id, pmid, doi FROM record
WHERE status <> 'rejected' AND report_id IS DISTINCT FROM
    coalesce('pmid:' || pmid, 'doi:' || doi, report_id);
