CREATE TABLE check_result (
    name VARCHAR NOT NULL,
    sentence VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    n_rows BIGINT NOT NULL,
    first_rows VARCHAR NOT NULL,
    PRIMARY KEY (name),
    CHECK (kind IN ('blocking', 'warning')),
    CHECK (state IN ('passed', 'warned'))
);

COMMENT ON TABLE check_result IS 'What each data check found. What is published passed every blocking check; a warning points at what the world sent. A run fact: not part of the content.';
COMMENT ON COLUMN check_result.name IS 'Name of the check: a file of queries/checks.';
COMMENT ON COLUMN check_result.sentence IS 'What must be so.';
COMMENT ON COLUMN check_result.kind IS 'blocking: one offending row stops publication; warning: it is told, since records as published can break it.';
COMMENT ON COLUMN check_result.state IS 'passed or warned.';
COMMENT ON COLUMN check_result.n_rows IS 'Offending rows.';
COMMENT ON COLUMN check_result.first_rows IS 'The first of them as a JSON list, for a person to look up.';
