-- Comments of: article_sentence, wording
CREATE VIEW sentence AS
SELECT
    article_sentence.topic, article_sentence.sentence_no, article_sentence.paragraph_no,
    article_sentence.heading, article_sentence.text, article_sentence.start, article_sentence."end",
    (SELECT list(link.claim_id ORDER BY claim.claim_no)
     FROM claim_sentence AS link JOIN claim USING (topic, claim_id)
     WHERE link.topic = article_sentence.topic AND link.sentence_no = article_sentence.sentence_no) AS claim_ids,
    wording.problem AS wording_problem,
    wording.suggestion AS suggested_wording,
    wording.suggestion_plain AS suggested_wording_plain,
    wording.weakest_claim_id,
    (SELECT version FROM part_version WHERE part = 'rules') AS rules_version
FROM article_sentence
LEFT JOIN wording USING (topic, sentence_no)
ORDER BY article_sentence.topic, article_sentence.sentence_no;
COMMENT ON VIEW sentence IS 'The sentences of the article with their claims; marks and wording suggestions belong to a sentence.';
COMMENT ON COLUMN sentence.claim_ids IS 'Claims whose quote touches the sentence, in order; NULL where none does.';
COMMENT ON COLUMN sentence.wording_problem IS 'What the sentence says beyond its evidence; NULL where nothing.';
COMMENT ON COLUMN sentence.suggested_wording IS 'A cautious wording that its weakest claim allows; NULL where none is owed.';
COMMENT ON COLUMN sentence.suggested_wording_plain IS 'The same in plainer words.';
COMMENT ON COLUMN sentence.rules_version IS 'Version of rules.toml in force.';
