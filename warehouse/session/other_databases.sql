-- What else hangs on this connection: what DuckDB keeps in memory, and a lake's catalog in PostgreSQL, which it does not list.
select database_name from duckdb_databases() where database_name not in (current_database(), 'system', 'temp')
union all
select '__ducklake_metadata_' || current_database()
