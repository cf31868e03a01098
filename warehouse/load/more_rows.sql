-- Rows of Python's, as JSON.
insert into {name}
select unnest(from_json($rows, '[{structure}]'), max_depth := 2)
