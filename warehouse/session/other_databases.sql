-- What else hangs on this connection: a lake's catalog in PostgreSQL, and what DuckDB keeps in memory.
select database_name from duckdb_databases() where database_name not in (current_database(), 'system', 'temp')
