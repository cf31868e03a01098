-- A run with alarms has ended as degraded.
update base.run set state = 'degraded' where run_id = $run_id and state = 'completed'
