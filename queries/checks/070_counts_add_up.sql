-- A claim's counts by stance add up to its counted studies
SELECT topic, claim_id, n_supports, n_contradicts, n_mixed, n_inconclusive, n_studies
FROM verdict
WHERE n_supports + n_contradicts + n_mixed + n_inconclusive <> n_studies OR n_rcts > n_studies;
