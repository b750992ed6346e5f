CREATE TABLE part_version (
    part VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    PRIMARY KEY (part)
);

COMMENT ON TABLE part_version IS 'Which version of each part of the program, and of the rules, made what is derived here.';
COMMENT ON COLUMN part_version.part IS 'parser, normalize, extract or appraise; rules for the thresholds of rules.toml.';
COMMENT ON COLUMN part_version.version IS 'Its version; it changes whenever the part may give another result.';
