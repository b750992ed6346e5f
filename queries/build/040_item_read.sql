-- Evidence items as each report alone gives them, for the reports whose version stands.
CREATE TEMP TABLE item_read AS
SELECT kept.report_id, item.* EXCLUDE (record_no, filename)
FROM read_parquet(:item_paths, filename = true) AS item
JOIN current_record AS kept
    ON kept.record_no = item.record_no AND kept.batch_sha256 = parse_path(item.filename)[-3];
