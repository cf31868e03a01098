-- Publishers of the run whose feeds and sections were all read and name nothing, how much they named when they last named anything,
-- and one of them. A feed keeps the entries of days or weeks, so that one without any is a fault of the site; not where it has been
-- empty before and filled again. A sitemap of the latest days may well be empty, and is not looked at.
with read_whole as (
    select publisher, number, run_id, sum(entries)::bigint as entries, min(url) as url
    from base.listing
    join base.run using (run_id)
    where kind in ('feed', 'section')
    group by all
    having bool_and(outcome = 'read')
),

followed as (
    select
        *,
        max(number) filter (where entries > 0) over (partition by publisher) as last_filled,
        arg_max(entries, number) filter (where entries > 0) over (partition by publisher) as entries_then
    from read_whole
    where number <= (select number from base.run where run_id = $run_id)
)

select publisher, entries_then, url
from followed
where
    run_id = $run_id and entries = 0 and entries_then > 0
    and not exists (
        from followed as earlier
        where earlier.publisher = followed.publisher and earlier.entries = 0 and earlier.number < followed.last_filled
    )
order by publisher
