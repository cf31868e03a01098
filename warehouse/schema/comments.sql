-- Every column of the warehouse's own tables and views with the comment that it has.
select schema_name, table_name, column_name, comment
from duckdb_columns()
where database_name = current_database() and not internal and list_contains($schemas, schema_name)
order by schema_name, table_name, column_index
