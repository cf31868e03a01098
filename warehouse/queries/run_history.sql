-- How did the last runs end, and what did they bring?
select run_id, flow, trigger, state, started_at, ended_at - started_at as took, counts.*
from runs
order by number desc
limit 50
