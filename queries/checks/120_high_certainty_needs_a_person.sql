-- Certainty from abstracts alone is at most low
SELECT topic, claim_id, certainty FROM verdict WHERE certainty IN ('high', 'moderate') AND decided_by = 'machine';
