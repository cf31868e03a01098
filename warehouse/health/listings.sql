-- Publishers of the run none of whose listings could be read, and what one of them said.
select publisher, min(url || ': ' || coalesce(reason, outcome))
from base.listing
where run_id = $run_id
group by publisher
having count(*) filter (where outcome in ('read', 'unchanged')) = 0
order by publisher
