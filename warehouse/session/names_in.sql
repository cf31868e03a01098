-- What a SELECT names, as DuckDB parses it; or why it is none. Here, because a tree may be deeper than Python can follow.
select key, value ->> '$' as name
from json_tree(json_serialize_sql($sql))
where type = 'VARCHAR' and key in ('function_name', 'table_name', 'schema_name', 'catalog_name', 'error_message', 'unit')
