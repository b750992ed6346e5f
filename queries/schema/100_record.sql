CREATE TABLE record (
    batch_sha256 VARCHAR NOT NULL,
    record_no INTEGER NOT NULL,
    report_id VARCHAR,
    pmid BIGINT,
    pmid_version SMALLINT,
    source_record_no VARCHAR,
    status VARCHAR NOT NULL,
    content_hash VARCHAR,
    file_no INTEGER,
    source_format VARCHAR,
    is_book BOOLEAN,
    citation_status VARCHAR,
    owner VARCHAR,
    indexing_method VARCHAR,
    version_id VARCHAR,
    version_date VARCHAR,
    pub_model VARCHAR,
    title VARCHAR,
    title_book_part VARCHAR,
    vernacular_title VARCHAR,
    journal VARCHAR,
    journal_iso VARCHAR,
    medline_ta VARCHAR,
    nlm_unique_id VARCHAR,
    issn VARCHAR,
    issn_type VARCHAR,
    issn_linking VARCHAR,
    journal_country VARCHAR,
    volume VARCHAR,
    issue VARCHAR,
    cited_medium VARCHAR,
    pages VARCHAR,
    start_page VARCHAR,
    end_page VARCHAR,
    pub_date_text VARCHAR,
    pub_date DATE,
    pub_date_precision VARCHAR,
    year SMALLINT,
    article_date DATE,
    date_created DATE,
    date_completed DATE,
    date_revised DATE,
    publication_status VARCHAR,
    doi VARCHAR,
    pmc_id VARCHAR,
    language VARCHAR,
    copyright VARCHAR,
    conflict_of_interest VARCHAR,
    n_references INTEGER,
    are_authors_complete BOOLEAN,
    are_grants_complete BOOLEAN,
    are_databanks_complete BOOLEAN,
    book_title VARCHAR,
    publisher VARCHAR,
    book_detail VARCHAR,
    PRIMARY KEY (batch_sha256, record_no),
    CHECK (status IN ('current', 'superseded', 'deleted', 'rejected'))
);

COMMENT ON TABLE record IS 'One row for every version of a database entry that was read. Element names are NLM''s (PubMed DTD 2025).';
COMMENT ON COLUMN record.batch_sha256 IS 'Batch it was read from.';
COMMENT ON COLUMN record.record_no IS 'Position in the batch, from 0.';
COMMENT ON COLUMN record.report_id IS 'pmid:N, else doi:…; NULL for a rejected record.';
COMMENT ON COLUMN record.pmid IS 'PMID; NULL where PubMed has none, or the number is not PubMed''s (Owner NOTNLM).';
COMMENT ON COLUMN record.pmid_version IS 'PMID/@Version; NULL where not stated.';
COMMENT ON COLUMN record.source_record_no IS 'Number the source gave a record that has no PMID; NULL otherwise.';
COMMENT ON COLUMN record.status IS 'current, superseded, deleted or rejected.';
COMMENT ON COLUMN record.content_hash IS 'Hash of all parsed content; equal for equal content, whatever the layout of the XML.';
COMMENT ON COLUMN record.file_no IS 'Number in the NLM file name; NULL otherwise.';
COMMENT ON COLUMN record.source_format IS 'pubmed-xml or nbib.';
COMMENT ON COLUMN record.is_book IS 'PubmedBookArticle rather than PubmedArticle.';
COMMENT ON COLUMN record.citation_status IS 'MedlineCitation/@Status.';
COMMENT ON COLUMN record.owner IS 'MedlineCitation/@Owner.';
COMMENT ON COLUMN record.indexing_method IS 'MedlineCitation/@IndexingMethod: Curated or Automated; NULL means indexed by people.';
COMMENT ON COLUMN record.version_id IS 'MedlineCitation/@VersionID.';
COMMENT ON COLUMN record.version_date IS 'MedlineCitation/@VersionDate, verbatim.';
COMMENT ON COLUMN record.pub_model IS 'Article/@PubModel.';
COMMENT ON COLUMN record.title IS 'ArticleTitle as text; markup by the stated rule.';
COMMENT ON COLUMN record.title_book_part IS 'Attributes of ArticleTitle as name=value (book, part, sec), joined by a bar.';
COMMENT ON COLUMN record.vernacular_title IS 'VernacularTitle as text.';
COMMENT ON COLUMN record.journal IS 'Journal/Title.';
COMMENT ON COLUMN record.journal_iso IS 'Journal/ISOAbbreviation.';
COMMENT ON COLUMN record.medline_ta IS 'MedlineJournalInfo/MedlineTA.';
COMMENT ON COLUMN record.nlm_unique_id IS 'MedlineJournalInfo/NlmUniqueID.';
COMMENT ON COLUMN record.issn IS 'Journal/ISSN.';
COMMENT ON COLUMN record.issn_type IS 'ISSN/@IssnType.';
COMMENT ON COLUMN record.issn_linking IS 'MedlineJournalInfo/ISSNLinking.';
COMMENT ON COLUMN record.journal_country IS 'MedlineJournalInfo/Country.';
COMMENT ON COLUMN record.volume IS 'JournalIssue/Volume.';
COMMENT ON COLUMN record.issue IS 'JournalIssue/Issue.';
COMMENT ON COLUMN record.cited_medium IS 'JournalIssue/@CitedMedium.';
COMMENT ON COLUMN record.pages IS 'Pagination/MedlinePgn, else StartPage-EndPage.';
COMMENT ON COLUMN record.start_page IS 'Pagination/StartPage.';
COMMENT ON COLUMN record.end_page IS 'Pagination/EndPage.';
COMMENT ON COLUMN record.pub_date_text IS 'PubDate to the letter: MedlineDate, or its parts joined by a space.';
COMMENT ON COLUMN record.pub_date IS 'PubDate as a date, the earliest day it can mean; NULL where it cannot be read.';
COMMENT ON COLUMN record.pub_date_precision IS 'day, month, season or year; range where MedlineDate spans several.';
COMMENT ON COLUMN record.year IS 'Year of pub_date; NULL where it cannot be read.';
COMMENT ON COLUMN record.article_date IS 'ArticleDate (electronic), first one.';
COMMENT ON COLUMN record.date_created IS 'DateCreated (older records).';
COMMENT ON COLUMN record.date_completed IS 'DateCompleted: indexing finished.';
COMMENT ON COLUMN record.date_revised IS 'DateRevised.';
COMMENT ON COLUMN record.publication_status IS 'PubmedData/PublicationStatus.';
COMMENT ON COLUMN record.doi IS 'DOI in lower case: ArticleIdList of the record, else a valid ELocationID.';
COMMENT ON COLUMN record.pmc_id IS 'PMC id of the record.';
COMMENT ON COLUMN record.language IS 'First Language, ISO 639-2.';
COMMENT ON COLUMN record.copyright IS 'CopyrightInformation of the abstract.';
COMMENT ON COLUMN record.conflict_of_interest IS 'CoiStatement.';
COMMENT ON COLUMN record.n_references IS 'NumberOfReferences (older records).';
COMMENT ON COLUMN record.are_authors_complete IS 'AuthorList/@CompleteYN; NULL where there is no list.';
COMMENT ON COLUMN record.are_grants_complete IS 'GrantList/@CompleteYN; NULL where there is no list.';
COMMENT ON COLUMN record.are_databanks_complete IS 'DataBankList/@CompleteYN; NULL where there is no list.';
COMMENT ON COLUMN record.book_title IS 'Book/BookTitle.';
COMMENT ON COLUMN record.publisher IS 'Book/Publisher: name, place.';
COMMENT ON COLUMN record.book_detail IS 'Other parts of Book as a JSON object: edition, volume, ISBN, collection, medium, report number, dates, location labels.';
