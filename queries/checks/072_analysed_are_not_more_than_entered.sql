-- No report analyses more people than it randomized
-- Warning: such numbers are printed now and then, and are kept as printed
SELECT report_id, analysed.number AS n_analysed, randomized.number AS n_randomized
FROM finding AS analysed JOIN finding AS randomized USING (report_id)
WHERE analysed.kind = 'n_analysed' AND randomized.kind = 'n_randomized'
AND analysed.number > randomized.number;
