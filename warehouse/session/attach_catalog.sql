-- The lake's catalog as PostgreSQL has it.
attach {catalog} as catalog (type postgres, read_only)
