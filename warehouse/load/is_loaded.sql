-- One row where the run is loaded already.
select run_id
from base.run
where run_id = getvariable('load').run_id
