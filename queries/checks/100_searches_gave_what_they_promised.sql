-- Every search gave as many ids as it promised
SELECT snapshot_id, strategy_id, "count", n_ids FROM search_run WHERE "count" <> n_ids;
