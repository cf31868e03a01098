-- The columns of each base table that depend on what went in, and on nothing else.
select table_name, list('"' || column_name || '"' order by column_index) as columns
from duckdb_columns()
where
    database_name = current_database()
    and schema_name = 'base'
    and table_name <> 'schema_files'
    and not suffix(column_name, 'run_id')
    and (data_type <> 'TIMESTAMP WITH TIME ZONE' or column_name in ('published_at', 'updated_at'))
    and column_name not in ('warc_file', 'warc_offset', 'parameters')
group by table_name
order by table_name
