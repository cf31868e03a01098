-- A SELECT as DuckDB parses it.
select json_serialize_sql($sql)
