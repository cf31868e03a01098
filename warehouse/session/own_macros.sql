-- What the published warehouse has of macros: a question may call them.
select distinct function_name from duckdb_functions() where database_name = current_database() and not internal
