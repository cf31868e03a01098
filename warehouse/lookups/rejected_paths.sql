-- Which files and folders were named in loads that something was rejected of, and for which publisher?
select distinct unnest(from_json(run.parameters -> 'paths', '["VARCHAR"]')) as path, run.parameters ->> 'publisher' as publisher
from base.run
where run.flow = 'load-files' and run.run_id in (select run_id from base.reject)
order by publisher, path
