-- Whether this warehouse has what was learned of publishers: one from before has not, and the load says what to do with it.
select count(*) > 0
from duckdb_views()
where database_name = current_database() and schema_name = 'main' and view_name = 'publisher_profiles'
