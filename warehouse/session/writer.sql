-- The writer's connection.
set TimeZone = 'UTC';
-- Flows tell how far they are; DuckDB's own bar would be drawn into that.
set enable_progress_bar = false;
-- Each step of a load opens the same staged files: what they hold is kept by the system, and not once more in this process.
set parquet_metadata_cache = true;
set enable_external_file_cache = false
