-- What the run's pages taught of their publishers: new lines, those that are still to be found, and those that are over.
create or replace temp table learned as
select unnest(from_json(getvariable('load').learned, '[{
    "publisher": "VARCHAR", "kind": "VARCHAR", "value": "VARCHAR", "pages": "BIGINT", "of": "BIGINT",
    "first_seen": "DATE", "last_seen": "DATE"
}]'), max_depth := 2);

update base.publisher_profile
set
    state = if(learned.publisher is null, 'over', 'in use'),
    pages = coalesce(learned.pages, publisher_profile.pages),
    "of" = coalesce(learned."of", publisher_profile."of"),
    first_seen = least(publisher_profile.first_seen, coalesce(learned.first_seen, publisher_profile.first_seen)),
    last_seen = greatest(publisher_profile.last_seen, coalesce(learned.last_seen, publisher_profile.last_seen)),
    run_id = if(learned.publisher is null, publisher_profile.run_id, getvariable('load').run_id)
from base.publisher_profile as before
left join learned using (publisher, kind, value)
where
    before.publisher = publisher_profile.publisher
    and before.kind = publisher_profile.kind
    and before.value = publisher_profile.value
    and before.publisher in (select distinct learned.publisher from learned);

insert into base.publisher_profile by name
select
    publisher, kind, value, pages, "of", first_seen, last_seen, 'in use' as state,
    getvariable('load').run_id as run_id, getvariable('load').run_id as learned_run_id
from learned
anti join base.publisher_profile using (publisher, kind, value);

-- Texts of a day pile up: of a publisher's, the latest five thousand are kept.
delete from base.publisher_profile
using (
    select publisher, value
    from base.publisher_profile
    where kind = 'passing text'
    qualify row_number() over (partition by publisher order by last_seen desc, value) > 5000
) as old
where
    publisher_profile.kind = 'passing text'
    and publisher_profile.publisher = old.publisher
    and publisher_profile.value = old.value
