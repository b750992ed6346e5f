CREATE TABLE mesh_heading (
    report_id VARCHAR NOT NULL,
    heading_no INTEGER NOT NULL,
    descriptor VARCHAR NOT NULL,
    ui VARCHAR,
    is_major BOOLEAN,
    type VARCHAR,
    is_automatic BOOLEAN,
    PRIMARY KEY (report_id, heading_no)
);

COMMENT ON TABLE mesh_heading IS 'MeSH descriptors of a record.';
COMMENT ON COLUMN mesh_heading.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN mesh_heading.heading_no IS 'From 0.';
COMMENT ON COLUMN mesh_heading.descriptor IS 'DescriptorName.';
COMMENT ON COLUMN mesh_heading.ui IS '@UI.';
COMMENT ON COLUMN mesh_heading.is_major IS '@MajorTopicYN.';
COMMENT ON COLUMN mesh_heading.type IS '@Type: Geographic or NULL.';
COMMENT ON COLUMN mesh_heading.is_automatic IS '@AutoHM: assigned by machine; NULL where not stated.';
