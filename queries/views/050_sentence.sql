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
    wording.weakest_claim_id
FROM article_sentence
LEFT JOIN wording USING (topic, sentence_no)
ORDER BY article_sentence.topic, article_sentence.sentence_no;
COMMENT ON VIEW sentence IS 'The sentences of the article with their claims; marks and wording suggestions belong to a sentence.';
