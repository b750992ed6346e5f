CREATE TABLE mesh_qualifier (
    report_id VARCHAR NOT NULL,
    heading_no INTEGER NOT NULL,
    qualifier_no INTEGER NOT NULL,
    qualifier VARCHAR NOT NULL,
    ui VARCHAR,
    is_major BOOLEAN,
    is_automatic BOOLEAN,
    PRIMARY KEY (report_id, heading_no, qualifier_no)
);

COMMENT ON TABLE mesh_qualifier IS 'Qualifiers of a MeSH heading.';
COMMENT ON COLUMN mesh_qualifier.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN mesh_qualifier.heading_no IS 'The heading.';
COMMENT ON COLUMN mesh_qualifier.qualifier_no IS 'From 0.';
COMMENT ON COLUMN mesh_qualifier.qualifier IS 'QualifierName.';
COMMENT ON COLUMN mesh_qualifier.ui IS '@UI.';
COMMENT ON COLUMN mesh_qualifier.is_major IS '@MajorTopicYN.';
COMMENT ON COLUMN mesh_qualifier.is_automatic IS '@AutoHM: assigned by machine; NULL where not stated.';
