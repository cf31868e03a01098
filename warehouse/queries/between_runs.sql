-- What changed between two runs, field by field: -p since=RUN -p until=RUN (what later runs brought, up to the second)?
select run_changes.*
from run_changes
join runs using (run_id)
where
    runs.number > (select number from runs where run_id = $since)
    and runs.number <= (select number from runs where run_id = $until)
order by runs.number, url, version, field
