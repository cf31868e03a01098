-- Write what is wrong with a publisher.
update base.source_health set alarm = $alarm where run_id = $run_id and publisher = $publisher
