CREATE TABLE annotation (
    report_id VARCHAR NOT NULL,
    annotation_no INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    detail VARCHAR,
    PRIMARY KEY (report_id, annotation_no)
);

COMMENT ON TABLE annotation IS 'Smaller lists of a record, one value a row.';
COMMENT ON COLUMN annotation.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN annotation.annotation_no IS 'From 0.';
COMMENT ON COLUMN annotation.kind IS 'citation_subset, gene_symbol, general_note, space_flight_mission, object, item, book_section, location_label or dataset.';
COMMENT ON COLUMN annotation.value IS 'The value.';
COMMENT ON COLUMN annotation.detail IS 'Owner or type of it.';
