-- How is each publisher doing, run by run?
select runs.started_at, publisher, asked, new, changed, rejected, failed, deferred, alarm
from source_health
join runs using (run_id)
order by runs.number desc, source_health.publisher
