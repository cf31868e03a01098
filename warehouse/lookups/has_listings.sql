-- Whether this snapshot was published since listings have a table of their own.
select count(*) = 1
from duckdb_tables()
where database_name = current_database() and schema_name = 'base' and table_name = 'listing'
