-- Each listing asked for, with its one outcome.
insert into base.listing by name
select getvariable('load').run_id as run_id, publisher, url, kind, http_status, outcome, reason, entries, new, asked_at
from read_parquet(getvariable('load').listing_files);
