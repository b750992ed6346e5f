-- The PRISMA flow adds up at every step
SELECT * FROM prisma_flow
WHERE n_records <> n_superseded + n_deleted + n_rejected + n_screened
OR n_screened <> n_not_linked + n_linked
OR n_linked <> n_included + n_indirect + n_ongoing + n_retracted + n_excluded;
