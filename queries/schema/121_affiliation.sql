CREATE TABLE affiliation (
    report_id VARCHAR NOT NULL,
    person VARCHAR NOT NULL,
    person_no INTEGER NOT NULL,
    affiliation_no INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    identifier VARCHAR,
    PRIMARY KEY (report_id, person, person_no, affiliation_no)
);

COMMENT ON TABLE affiliation IS 'Affiliations of authors and investigators.';
COMMENT ON COLUMN affiliation.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN affiliation.person IS 'author or investigator.';
COMMENT ON COLUMN affiliation.person_no IS 'author_no or investigator_no.';
COMMENT ON COLUMN affiliation.affiliation_no IS 'From 0.';
COMMENT ON COLUMN affiliation.text IS 'As printed.';
COMMENT ON COLUMN affiliation.identifier IS 'Identifier of the institution, as source:value.';
