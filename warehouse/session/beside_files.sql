-- What is published, read beside files of a run; those are read in each step, and kept by the system.
attach '{file}' as published (read_only);
use published;
set TimeZone = 'UTC';
set parquet_metadata_cache = true;
set enable_external_file_cache = false
