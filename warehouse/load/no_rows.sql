-- A temporary table for rows of Python's.
create or replace temp table {name} as
select unnest(from_json('[]', '[{structure}]'), max_depth := 2)
