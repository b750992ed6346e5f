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
COMMENT ON COLUMN annotation.kind IS 'citation_subset, gene_symbol, general_note, space_flight_mission, object, item, book_section, location_label; section_label: a section of an abstract that is a label and no text; reference_heading: a title over no reference of its own; keyword_owner: an owner of no keyword; unplaced: a value no other column holds.';
COMMENT ON COLUMN annotation.value IS 'The value.';
COMMENT ON COLUMN annotation.detail IS 'Owner or type of it; for book_section its label and attributes as a JSON object; for unplaced its path in the XML.';
