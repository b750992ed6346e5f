-- A claim's counts by stance add up to its counted studies (of a tradition no study has a stance)
SELECT verdict.topic, verdict.claim_id, n_supports, n_contradicts, n_mixed, n_inconclusive, n_studies
FROM verdict JOIN claim USING (topic, claim_id)
WHERE n_rcts > n_studies
OR (kind <> 'tradition' AND n_supports + n_contradicts + n_mixed + n_inconclusive <> n_studies);
