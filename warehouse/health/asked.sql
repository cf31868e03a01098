-- It has been asked: for what lists its articles.
insert into base.publisher by name
select $publisher as publisher, started_at as first_asked_at
from base.run
where run_id = $run_id and not exists (from base.publisher as known where known.publisher = $publisher)
