-- In which order days are written in numbers alone: as nineteen of twenty pages say on which a number is no month, or whose data
-- say the same day in another form.
create or replace temp table order_line as
with told as (
    select
        publisher, article_id, day, try_cast(day_numbers(value).a as integer) as a, try_cast(day_numbers(value).b as integer) as b,
        try_cast(regexp_extract(value, '^\d{4}-\d{2}-\d{2}') as date) as date
    from told_candidate
    where field in ('published_at', 'updated_at')
),

-- Also as the page's data have it.
dated as (
    select told.* exclude (date), data.date
    from told
    left join told as data on data.publisher = told.publisher and data.article_id = told.article_id and data.date is not null
    where told.a is not null
),

ordered as (
    select
        publisher, article_id, day,
        case
            when a between 13 and 31 and b between 1 and 12 then 'day first'
            when b between 13 and 31 and a between 1 and 12 then 'month first'
            when a = b then null
            when a = extract(day from date) and b = extract(month from date) then 'day first'
            when b = extract(day from date) and a = extract(month from date) then 'month first'
        end as value
    from dated
),

looked as (
    select publisher, count(distinct article_id) as of from ordered where value is not null group by publisher
)

select
    ordered.publisher, 'day order' as kind, value, count(distinct article_id) as pages, any_value(looked.of) as of,
    min(day) as first_seen, max(day) as last_seen
from ordered
join looked using (publisher)
where value is not null
group by ordered.publisher, value
having count(distinct article_id) >= $least and count(distinct article_id) >= 0.95 * any_value(looked.of)
