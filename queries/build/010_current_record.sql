-- Which version of each report stands. Newest: PMID version, then DateRevised, then XML before NBIB
-- (which carries less), then order of arrival, in which NLM's numbered files follow their numbers. A
-- delete applies to what came before it in that order, its own file included.
-- Rows are stored by report, so that a question about one report touches few of them.
CREATE TEMP TABLE read_record AS
SELECT parsed.* EXCLUDE (filename), batch.batch_sha256, batch.file_no, batch.arrival_no, batch.format
FROM read_parquet(:record_paths, filename = true, union_by_name = true) AS parsed
JOIN batch ON batch.batch_sha256 = parse_path(parsed.filename)[-3];

CREATE TEMP TABLE deletion AS
SELECT deleted.pmid, max(batch.arrival_no) AS arrival_no
FROM read_parquet(:delete_paths, filename = true) AS deleted
JOIN batch ON batch.batch_sha256 = parse_path(deleted.filename)[-3]
GROUP BY deleted.pmid;

CREATE TEMP TABLE record_status AS
WITH judged AS (
    SELECT
        read_record.batch_sha256, read_record.record_no, read_record.report_id,
        read_record.pmid_version, read_record.date_revised, read_record.format, read_record.arrival_no,
        coalesce(read_record.arrival_no <= deletion.arrival_no, false) AS is_deleted
    FROM read_record
    LEFT JOIN deletion ON deletion.pmid = read_record.pmid
)
SELECT
    batch_sha256, record_no, report_id,
    CASE
        WHEN is_deleted THEN 'deleted'
        WHEN row_number() OVER (
            PARTITION BY report_id, is_deleted
            ORDER BY pmid_version DESC NULLS LAST, date_revised DESC NULLS LAST,
                format = 'pubmed-xml' DESC, arrival_no DESC, record_no DESC) = 1 THEN 'current'
        ELSE 'superseded'
    END AS status
FROM judged;

CREATE TEMP TABLE current_record AS
SELECT batch_sha256, record_no, report_id FROM record_status WHERE status = 'current';

INSERT INTO record BY NAME
SELECT read_record.* EXCLUDE (arrival_no, format), record_status.status
FROM read_record
JOIN record_status USING (batch_sha256, record_no)
ORDER BY record_status.status, read_record.report_id;

INSERT INTO record BY NAME
SELECT batch.batch_sha256, rejected.record_no, rejected.pmid, batch.file_no,
    batch.format AS source_format, 'rejected' AS status
FROM read_parquet(:rejected_paths, filename = true) AS rejected
JOIN batch ON batch.batch_sha256 = parse_path(rejected.filename)[-3];

INSERT INTO rejected_record BY NAME
SELECT batch.batch_sha256, rejected.* EXCLUDE (filename)
FROM read_parquet(:rejected_paths, filename = true) AS rejected
JOIN batch ON batch.batch_sha256 = parse_path(rejected.filename)[-3];

INSERT INTO delete_citation BY NAME
SELECT batch.batch_sha256, deleted.* EXCLUDE (filename)
FROM read_parquet(:delete_paths, filename = true) AS deleted
JOIN batch ON batch.batch_sha256 = parse_path(deleted.filename)[-3];
