-- Pages of a run by outcome, and what the run added: one row per publisher.
create or replace temp view counts as
with asked as (
    select
        publisher,
        count(*) as asked,
        count(*) filter (where outcome = 'article') as article,
        count(*) filter (where outcome = 'unchanged') as unchanged,
        count(*) filter (where outcome = 'duplicate') as duplicate,
        count(*) filter (where outcome = 'rejected') as rejected,
        count(*) filter (where outcome = 'failed') as failed,
        count(*) filter (where outcome = 'deferred') as deferred,
        count(*) filter (where outcome = 'disallowed') as disallowed
    from base.page
    where run_id = getvariable('load').run_id
    group by publisher
),

added as (
    select publisher, count(*) filter (where version = 1) as new_articles, count(*) as new_versions
    from base.version
    where run_id = getvariable('load').run_id
    group by publisher
)

select publisher, coalesce(columns(* exclude (publisher)), 0)
from asked
full join added using (publisher)
order by publisher
