-- How is each publisher doing, run by run?
select runs.started_at, source_health.*
from source_health
join runs using (run_id)
order by runs.number desc, source_health.publisher
