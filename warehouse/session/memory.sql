-- How much DuckDB may hold: what is more goes to disk.
set memory_limit = '{memory}'
