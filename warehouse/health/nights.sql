-- One row per publisher of the run and night up to it, the run's own last: the last crawl of each of the 57 days (24 h, counted
-- back from the run). Nights on which it was not crawled are left out. Only crawls of what is new count: no loads, no rereads,
-- no re-checks and no backfills; where the run itself is none, there is nothing to judge.
with crawls as (
    select
        health.*, earlier.started_at,
        round(epoch(run.started_at - earlier.started_at) / 86400)::integer as days_ago
    from base.run as run
    join base.run as earlier on earlier.started_at between run.started_at - interval 57 day and run.started_at
    join base.source_health as health on health.run_id = earlier.run_id
    where
        run.run_id = $run_id
        and earlier.flow in ('nightly', 'crawl-publisher')
        and coalesce(earlier.parameters ->> 'since', earlier.parameters ->> 'until') is null
        and coalesce(earlier.parameters ->> 'mode', 'everything') = 'everything'
),

nights as (
    select
        *,
        -- With what other crawls of the same 24 hours brought (half an hour less: no night starts to the second).
        sum(new) over (
            partition by publisher
            order by started_at
            range between interval '23 hours 30 minutes' preceding and current row
        )::bigint as new_in_a_day
    from crawls
)

select
    publisher,
    -- The middle of the 24 hours says which day's news they are.
    isodow((started_at - interval 12 hour)::timestamp)::integer as weekday,
    asked,
    new_in_a_day as new,
    new as fresh,
    failed,
    came,
    duplicate,
    no_byline,
    no_date,
    median_words,
    codes
from nights
semi join (from crawls where run_id = $run_id) as tonight using (publisher)
qualify
    run_id = $run_id
    or row_number() over (partition by publisher, days_ago order by started_at desc) = 1 and days_ago > 0
order by publisher, run_id = $run_id, started_at
