CREATE TABLE suggested_citation (
    topic VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL,
    rank INTEGER NOT NULL,
    is_to_cite BOOLEAN NOT NULL,
    why VARCHAR NOT NULL,
    PRIMARY KEY (topic, claim_id, report_id)
);

COMMENT ON TABLE suggested_citation IS 'Reports an editor should cite under a claim, and reports that would be wrong to cite.';
COMMENT ON COLUMN suggested_citation.topic IS 'The topic: name of a folder under queries/topics.';
COMMENT ON COLUMN suggested_citation.claim_id IS 'The claim, unique within its topic.';
COMMENT ON COLUMN suggested_citation.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN suggested_citation.rank IS '1 for the first.';
COMMENT ON COLUMN suggested_citation.is_to_cite IS 'false where it would be wrong to cite.';
COMMENT ON COLUMN suggested_citation.why IS 'Why.';
