-- A run that is checked again is checked anew.
delete from base.check_failure
where run_id = $run_id
