-- The writer's connection.
set TimeZone = 'UTC';
-- Each step of a load opens the same staged files: what they hold is kept by the system, and not once more in this process.
set parquet_metadata_cache = true;
set enable_external_file_cache = false
