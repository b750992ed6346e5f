CREATE TABLE chemical (
    report_id VARCHAR NOT NULL,
    chemical_no INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    registry_number VARCHAR,
    name VARCHAR NOT NULL,
    ui VARCHAR,
    PRIMARY KEY (report_id, chemical_no)
);

COMMENT ON TABLE chemical IS 'Substances (ChemicalList) and supplementary concepts (SupplMeshList).';
COMMENT ON COLUMN chemical.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN chemical.chemical_no IS 'From 0.';
COMMENT ON COLUMN chemical.kind IS 'substance, or the @Type of the supplementary concept.';
COMMENT ON COLUMN chemical.registry_number IS 'RegistryNumber; 0 means none.';
COMMENT ON COLUMN chemical.name IS 'Name.';
COMMENT ON COLUMN chemical.ui IS '@UI.';
