-- Trials inside and outside the latest review of each claim
-- The latest review is the newest counted systematic review of the claim. A trial it cites may be
-- included or only mentioned: PubMed says what a review cites, not what it pools.
-- $topic: only this topic
-- $claim: only this claim
WITH item AS (
    SELECT * FROM evidence_table
    WHERE status = 'counted' AND ($topic IS NULL OR topic = $topic) AND ($claim IS NULL OR claim_id = $claim)
),
latest AS (
    SELECT topic, claim_id, arg_max(report_id, (coalesce(pub_date, make_date(coalesce(year, 1), 1, 1)), report_id)) AS review_id
    FROM item
    WHERE design IN ('systematic_review', 'meta_analysis', 'network_meta_analysis', 'overview_of_reviews')
    GROUP BY topic, claim_id
),
cited AS (
    SELECT report_id AS review_id,
        CASE id_type WHEN 'doi' THEN 'doi:' || lower(value) ELSE 'pmid:' || value END AS cited_id
    FROM cited_reference_id
    WHERE id_type IN ('pubmed', 'doi') AND report_id IN (SELECT review_id FROM latest)
)
SELECT trial.topic, trial.claim_id, latest.review_id, review.year AS review_year,
    CASE
        WHEN latest.review_id IS NULL THEN 'no review counts for the claim'
        WHEN EXISTS (SELECT 1 FROM cited WHERE cited.review_id = latest.review_id
            AND cited.cited_id IN (trial.report_id, 'doi:' || trial.doi)) THEN 'cited by the review'
        WHEN trial.pub_date > review.pub_date THEN 'newer than the review'
        WHEN EXISTS (SELECT 1 FROM cited WHERE cited.review_id = latest.review_id) THEN 'older, not cited by the review'
        ELSE 'older; PubMed holds no reference list of the review'
    END AS place,
    trial.report_id, trial.year, trial.design, trial.n_participants, trial.comparator, trial.stance, trial.title
FROM item AS trial
LEFT JOIN latest USING (topic, claim_id)
LEFT JOIN item AS review
    ON review.topic = trial.topic AND review.claim_id = trial.claim_id AND review.report_id = latest.review_id
WHERE trial.design IN ('rct', 'cluster_rct', 'crossover_rct')
ORDER BY trial.topic, trial.claim_id, place, trial.year DESC NULLS LAST, trial.report_id;
