-- One row per listing of the run, those that could not be read first.
select publisher, left(url, 2000) as url, kind, http_status, outcome, left(reason, 500) as reason, entries, new
from listings
where run_id = $run_id
order by outcome in ('read', 'unchanged'), publisher, kind, url
limit 1000
