-- One row per publisher of the run, those with an alarm first.
-- Each measure is a list over the last 14 runs of the same flow, oldest first; null where the publisher was not asked.
with nights as (
    select earlier.run_id, earlier.number
    from runs as earlier
    join runs as run on run.flow = earlier.flow and run.number >= earlier.number
    where run.run_id = $run_id
    order by earlier.number desc
    limit 14
)

select
    here.publisher,
    any_value(here.alarm) as alarm,
    list(health.asked order by nights.number) as asked,
    list(health.new order by nights.number) as new,
    list(health.changed order by nights.number) as changed,
    list(health.rejected order by nights.number) as rejected,
    list(health.failed order by nights.number) as failed,
    list(health.deferred order by nights.number) as deferred
from source_health as here
cross join nights
left join source_health as health on health.publisher = here.publisher and health.run_id = nights.run_id
where here.run_id = $run_id
group by here.publisher
order by any_value(here.alarm) is null, here.publisher
