-- No publisher gave fewer new articles in a day than its file expects, or more. The last run is asked: earlier ones have been.
-- What to do: look at a page of it with copydesk publisher check ID. If such nights are usual there, change [expect] in its file.
select publisher, run_id, new_that_day, expected_min, expected_max
from base.source_health
where
    run_id = (select arg_max(run_id, number) from base.run)
    and (new_that_day < expected_min or new_that_day > expected_max)
