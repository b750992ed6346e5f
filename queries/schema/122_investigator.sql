CREATE TABLE investigator (
    report_id VARCHAR NOT NULL,
    investigator_no INTEGER NOT NULL,
    role VARCHAR NOT NULL,
    last_name VARCHAR,
    fore_name VARCHAR,
    initials VARCHAR,
    suffix VARCHAR,
    identifier VARCHAR,
    is_valid BOOLEAN,
    list_id VARCHAR,
    PRIMARY KEY (report_id, investigator_no)
);

COMMENT ON TABLE investigator IS 'Members of a group that wrote or ran the study (InvestigatorList), and persons a text is about (PersonalNameSubjectList).';
COMMENT ON COLUMN investigator.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN investigator.investigator_no IS 'From 0.';
COMMENT ON COLUMN investigator.role IS 'investigator or subject.';
COMMENT ON COLUMN investigator.last_name IS 'LastName.';
COMMENT ON COLUMN investigator.fore_name IS 'ForeName.';
COMMENT ON COLUMN investigator.initials IS 'Initials.';
COMMENT ON COLUMN investigator.suffix IS 'Suffix.';
COMMENT ON COLUMN investigator.identifier IS 'Identifier, as source:value.';
COMMENT ON COLUMN investigator.is_valid IS '@ValidYN.';
COMMENT ON COLUMN investigator.list_id IS 'InvestigatorList/@ID, which author.investigator_list names.';
