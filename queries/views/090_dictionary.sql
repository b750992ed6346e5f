CREATE VIEW dictionary AS
SELECT
    held.name, held.kind, held.about,
    columns.column_index AS column_no, columns.column_name, columns.data_type, columns.is_nullable,
    columns.comment AS meaning
FROM (
    -- Views kept as sorted tables, so that questions on many reports stay quick.
    SELECT table_oid AS oid, table_name AS name, comment AS about,
        CASE WHEN table_name IN ('evidence_table', 'effect', 'study') THEN 'view' ELSE 'table' END AS kind
    FROM duckdb_tables() WHERE database_name = current_database() AND NOT internal
    UNION ALL
    SELECT view_oid, view_name, comment, 'view'
    FROM duckdb_views() WHERE database_name = current_database() AND NOT internal
) AS held
JOIN duckdb_columns() AS columns
    ON columns.table_oid = held.oid AND columns.database_name = current_database()
ORDER BY held.kind = 'table', held.name, columns.column_index;
COMMENT ON VIEW dictionary IS 'What every published view, table and column means: this dictionary.';
COMMENT ON COLUMN dictionary.name IS 'Name of the view or table.';
COMMENT ON COLUMN dictionary.kind IS 'view: made from tables, published for readers; or table.';
COMMENT ON COLUMN dictionary.about IS 'What one row is.';
COMMENT ON COLUMN dictionary.column_no IS 'Order of the column, from 1.';
COMMENT ON COLUMN dictionary.column_name IS 'Name of the column.';
COMMENT ON COLUMN dictionary.data_type IS 'Its SQL type.';
COMMENT ON COLUMN dictionary.is_nullable IS 'Whether NULL is allowed; in a view NULL is always allowed.';
COMMENT ON COLUMN dictionary.meaning IS 'What it means, with units and what NULL stands for.';
