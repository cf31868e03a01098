-- A run after which a check found something has failed.
update base.run
set state = 'failed'
where run_id = $run_id
