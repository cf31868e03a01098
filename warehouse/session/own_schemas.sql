-- What may stand before the name of a table: what was published, and what DuckDB says of itself.
select schema_name from duckdb_schemas() where database_name in (current_database(), 'system')
union
select unnest([current_database(), 'system', 'temp'])
