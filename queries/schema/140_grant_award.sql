CREATE TABLE grant_award (
    report_id VARCHAR NOT NULL,
    grant_no INTEGER NOT NULL,
    grant_id VARCHAR,
    acronym VARCHAR,
    agency VARCHAR,
    country VARCHAR,
    PRIMARY KEY (report_id, grant_no)
);

COMMENT ON TABLE grant_award IS 'Grants as listed.';
COMMENT ON COLUMN grant_award.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN grant_award.grant_no IS 'From 0.';
COMMENT ON COLUMN grant_award.grant_id IS 'GrantID.';
COMMENT ON COLUMN grant_award.acronym IS 'Acronym.';
COMMENT ON COLUMN grant_award.agency IS 'Agency.';
COMMENT ON COLUMN grant_award.country IS 'Country.';
