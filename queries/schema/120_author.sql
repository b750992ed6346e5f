CREATE TABLE author (
    report_id VARCHAR NOT NULL,
    author_no INTEGER NOT NULL,
    list_type VARCHAR NOT NULL,
    last_name VARCHAR,
    fore_name VARCHAR,
    initials VARCHAR,
    suffix VARCHAR,
    collective_name VARCHAR,
    orcid VARCHAR,
    identifier VARCHAR,
    is_valid BOOLEAN,
    has_equal_contribution BOOLEAN,
    orcid_as_printed VARCHAR,
    investigator_list VARCHAR,
    PRIMARY KEY (report_id, author_no)
);

COMMENT ON TABLE author IS 'Authors in printed order; for a book chapter, editors too.';
COMMENT ON COLUMN author.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN author.author_no IS 'From 0.';
COMMENT ON COLUMN author.list_type IS 'authors or editors.';
COMMENT ON COLUMN author.last_name IS 'LastName.';
COMMENT ON COLUMN author.fore_name IS 'ForeName.';
COMMENT ON COLUMN author.initials IS 'Initials.';
COMMENT ON COLUMN author.suffix IS 'Suffix.';
COMMENT ON COLUMN author.collective_name IS 'CollectiveName.';
COMMENT ON COLUMN author.orcid IS 'ORCID, as 0000-0000-0000-0000.';
COMMENT ON COLUMN author.identifier IS 'Any other Identifier, as source:value.';
COMMENT ON COLUMN author.is_valid IS '@ValidYN.';
COMMENT ON COLUMN author.has_equal_contribution IS '@EqualContrib.';
COMMENT ON COLUMN author.orcid_as_printed IS 'The ORCID to the letter, where it was not printed as in orcid.';
COMMENT ON COLUMN author.investigator_list IS 'CollectiveName/@Investigators: the list_id of the members of the group.';
