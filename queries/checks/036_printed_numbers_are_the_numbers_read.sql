-- A count of people, studies or weeks is one of the numbers printed in the words it was read from
-- Warning: sums of arms and numbers written as words are left out; what remains is worth a person's look
SELECT report_id, finding_no, kind, number, quote
FROM finding_trace
WHERE kind LIKE 'n\_%' ESCAPE '\' AND number IS NOT NULL AND rule NOT LIKE '%sum%' AND rule NOT LIKE '%one_case%'
AND regexp_matches(quote, '[0-9]')
AND NOT list_contains(
    list_transform(regexp_extract_all(regexp_replace(quote, '([0-9])[,\s   ]([0-9]{3})', '\1\2', 'g'), '[0-9]+'),
        lambda printed: try_cast(printed AS DOUBLE)),
    number)
AND NOT regexp_matches(lower(quote), '\b(no|one|single|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)\b');
