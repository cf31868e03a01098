-- Pages whose account cannot be right, and what is wrong with each.
with told as (
    select page_id, min(url) as url
    from staged
    group by page_id
),

held as (
    select page_id, min(url) as url, count(*) as times, min(outcome) as outcome
    from base.page
    where run_id = getvariable('load').run_id
    group by page_id
),

judged as (
    select
        coalesce(told.url, held.url) as url,
        case
            when held.page_id is null then 'is staged, but not loaded'
            when told.page_id is null then 'is loaded, but not staged'
            when held.times > 1 then 'has ' || held.times || ' outcomes'
            when held.outcome not in (select unnest($outcomes)) then 'has the outcome ''' || held.outcome || ''', which there is not'
        end as fault
    from told
    full join held using (page_id)
)

select url, fault
from judged
where fault is not null
order by url, fault
