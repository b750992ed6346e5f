-- Every sentence is its article to the letter
SELECT s.topic, s.sentence_no, s.text
FROM article_sentence AS s JOIN topic USING (topic)
WHERE substr(topic.article_text, s.start + 1, s."end" - s.start) <> s.text;
