-- The arms of a trial hold no more people than took part
-- Warning: an abstract may count an arm twice, or give arms of another analysis
SELECT report_id, arms.n_arms, arms.n_in_arms, reading.n_participants
FROM (SELECT report_id, count(*) AS n_arms, sum(number) AS n_in_arms
      FROM finding WHERE kind = 'n_arm' GROUP BY report_id) AS arms
JOIN report_reading AS reading USING (report_id)
WHERE arms.n_arms > 1 AND arms.n_in_arms > reading.n_participants;
