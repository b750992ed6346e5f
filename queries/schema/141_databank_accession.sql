CREATE TABLE databank_accession (
    report_id VARCHAR NOT NULL,
    accession_no INTEGER NOT NULL,
    databank VARCHAR,
    accession VARCHAR,
    PRIMARY KEY (report_id, accession_no)
);

COMMENT ON TABLE databank_accession IS 'Accession numbers, trial registrations among them.';
COMMENT ON COLUMN databank_accession.report_id IS 'The report: pmid:N, else doi:…';
COMMENT ON COLUMN databank_accession.accession_no IS 'From 0.';
COMMENT ON COLUMN databank_accession.databank IS 'DataBankName.';
COMMENT ON COLUMN databank_accession.accession IS 'AccessionNumber; NULL where only the bank is named.';
