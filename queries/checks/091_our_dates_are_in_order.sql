-- No report changed before it was first seen, or was seen after the newest snapshot
SELECT report_id, first_seen_on, last_changed_on FROM report_history
WHERE last_changed_on < first_seen_on
OR first_seen_on > (SELECT CAST(max(created_at) AS DATE) FROM snapshot);
