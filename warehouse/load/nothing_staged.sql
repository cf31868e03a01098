-- As staged.sql, of a load that brings nothing.
create or replace temp view staged as
select *, '' as filename, 0::bigint as file_row_number
from (select unnest(from_json('[]', '[{structure}]'), max_depth := 2))
