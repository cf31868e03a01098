-- What do today's rules read otherwise than those of an earlier run, field by field: -p since=RUN -p until=RUN?
select
    reread_changes.publisher, reread_changes.url, reread_changes.version, reread_changes.field,
    arg_min_null(reread_changes.old_value, runs.number) as old_value,
    arg_max_null(reread_changes.new_value, runs.number) as new_value
from reread_changes
join runs using (run_id)
where
    runs.number > (select number from runs where run_id = $since)
    and runs.number <= (select number from runs where run_id = $until)
group by all
having old_value is distinct from new_value
order by reread_changes.publisher, reread_changes.url, reread_changes.version, reread_changes.field
