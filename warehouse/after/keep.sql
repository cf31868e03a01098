-- Rows that a check found.
insert into base.check_failure
select $run_id, $name, unnest(range(1, len($found) + 1)), unnest($found::json[])
