-- Every table of the store, and how to take its rows over.
select format('insert into base.{} by name from old.base.{}', table_name, table_name)
from duckdb_tables()
where database_name = current_database() and schema_name = 'base' and table_name <> 'schema_files'
order by table_name
