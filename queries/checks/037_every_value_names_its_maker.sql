-- Every finding names the rule that read it and the version of the rule; every item the rule that decided it
SELECT report_id, kind AS what FROM finding WHERE rule = '' OR version = ''
UNION ALL
SELECT report_id, claim_id FROM evidence_item WHERE rule = '' OR decided_by = '';
