-- The columns of one view or table, as `.schema NAME` prints them.
with
found as (
    select column_name, lower(data_type) as type, comment, column_index
    from duckdb_columns()
    where
        not internal
        and database_name = current_database()
        and schema_name = 'main'
        and table_name = lower($name)
    union all
    select error('no table ' || $name || ': .tables lists what there is to ask'), null, null, null
    where not exists (
        select 1
        from duckdb_columns()
        where database_name = current_database() and schema_name = 'main' and table_name = lower($name)
    )
)

select column_name, type, comment
from found
order by column_index
