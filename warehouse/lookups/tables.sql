-- What there is to ask, as `.tables` prints it.
select view_name as name, comment
from duckdb_views()
where not internal and database_name = current_database() and schema_name = 'main'
order by view_name
