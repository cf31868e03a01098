-- Write what was to be expected of a publisher's day, and what came.
update base.source_health
set new_that_day = $new, expected_min = $least, expected_max = $most
where run_id = $run_id and publisher = $publisher
