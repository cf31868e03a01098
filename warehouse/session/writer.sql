-- The writer's connection.
set TimeZone = 'UTC';
-- Each step of a load opens the same staged files.
set parquet_metadata_cache = true
