-- Every claim has exactly one verdict, of its kind
SELECT claim.topic, claim.claim_id, claim.kind, verdict.verdict
FROM claim LEFT JOIN verdict USING (topic, claim_id)
WHERE verdict.verdict IS NULL OR verdict.verdict NOT IN (
    SELECT unnest(CASE claim.kind
        WHEN 'named_study' THEN ['matches', 'matches_in_part', 'misreported', 'no_match']
        WHEN 'tradition' THEN ['belief_documented']
        WHEN 'advice' THEN ['consistent', 'incomplete', 'conflicts']
        WHEN 'value_word' THEN ['not_checkable']
        ELSE ['supported', 'supported_with_limits', 'mixed', 'insufficient', 'surrogate_only',
              'preclinical_only', 'contradicted', 'not_found'] END));
