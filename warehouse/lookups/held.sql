-- Every table and view with what it holds one row per.
from (
    select schema_name, table_name as name, comment from duckdb_tables() where not internal and database_name = current_database()
    union all
    select schema_name, view_name, comment from duckdb_views() where not internal and database_name = current_database()
)
order by schema_name, name
