-- True for a database that no schema file has touched.
select count(*) = 0
from duckdb_tables()
where database_name = current_database() and schema_name = 'base' and table_name = 'schema_files'
