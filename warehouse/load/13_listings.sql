-- Each listing asked for, with its one outcome.
insert into base.listing by name
select getvariable('load').run_id as run_id, publisher, url, kind, http_status, outcome, reason, entries, new, asked_at
from (
    select unnest(from_json(getvariable('load').listings, '[{
        "publisher": "VARCHAR", "url": "VARCHAR", "kind": "VARCHAR", "http_status": "INTEGER", "outcome": "VARCHAR",
        "reason": "VARCHAR", "entries": "BIGINT", "new": "BIGINT", "asked_at": "TIMESTAMPTZ"
    }]'), max_depth := 2)
)
