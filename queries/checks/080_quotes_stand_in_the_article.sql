-- Every claim quotes its article to the letter
SELECT claim.topic, claim.claim_id, claim.quote
FROM claim JOIN topic USING (topic)
WHERE substr(topic.article_text, claim.start + 1, claim."end" - claim.start) <> claim.quote;
