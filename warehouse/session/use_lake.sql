-- Names of the schema files are the lake's.
use lake;
set TimeZone = 'UTC';
set enable_progress_bar = false
