CREATE TABLE publication_fact (
    name VARCHAR NOT NULL,
    value VARCHAR,
    PRIMARY KEY (name)
);

COMMENT ON TABLE publication_fact IS 'Facts of the run that published. A run fact: not part of the content.';
COMMENT ON COLUMN publication_fact.name IS 'Name of the fact.';
COMMENT ON COLUMN publication_fact.value IS 'Its value.';
