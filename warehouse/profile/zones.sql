-- How far ahead of UTC the clock is that pages print without a zone: as nineteen of twenty pages say of those days whose data give
-- the same instant with one. A line for each half of a year, since most clocks are changed once in each.
create or replace temp table zone_line as
with told as (
    select publisher, article_id, field, value, source = 'json-ld' or starts_with(source, 'meta:') as is_data
    from told_candidate
    where field in ('published_at', 'updated_at') and regexp_matches(value, '\d[:hH]\d\d')
),

instant as (
    select publisher, article_id, field, to_timestamp(floor(epoch(try_cast(value as timestamptz)) / 60) * 60) as moment
    from told
    where is_data and regexp_matches(value, '^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)$')
),

-- A clock without a zone, and the numbers beside it: one of them is the day.
clock as (
    select
        publisher, article_id, field, regexp_extract_all(value, '\d+') as numbers,
        regexp_extract(value, '(?:^|[^\d:])(\d{1,2})[:hH](\d\d)(?:\D|$)', ['hour', 'minute']) as read,
        regexp_extract(lower(value), '\d\s?([ap])\.?m\b', 1) as half
    from told
    where
        not is_data
        and not regexp_matches(regexp_replace(value, '(?i)[ap]\.?m\b', ''), '\d[:hH]\d\d(?::\d\d)?\s?(?:[+-]\d\d:?\d\d|\(?[A-Z]{1,5}\b)')
),

shown as (
    select
        publisher, article_id, field, numbers,
        60 * (case half when 'p' then hour % 12 + 12 when 'a' then hour % 12 else hour end) + minute as minutes
    from (
        select * exclude (read), try_cast(read.hour as integer) as hour, try_cast(read.minute as integer) as minute
        from clock
    )
    where hour < 24 and minute < 60
),

-- Both of one page: the difference is one of clocks where it is of whole quarters of an hour, and the day there is the one printed.
pair as (
    select distinct
        shown.publisher, shown.article_id, moment, (minutes - (epoch(moment)::bigint // 60) % 1440 + 2160) % 1440 - 720 as ahead, numbers
    from shown
    join instant
        on instant.publisher = shown.publisher and instant.article_id = shown.article_id and instant.field = shown.field
),

ahead as (
    select distinct publisher, article_id, date, minutes
    from (
        select
            *, unnest([ahead, ahead + 1440]) as minutes,
            make_timestamp(epoch_us(moment) + minutes::bigint * 60000000)::date as date
        from pair
        where ahead % 15 = 0
    )
    where
        minutes <= 840  -- no clock is further ahead of UTC than fourteen hours
        and (list_contains(numbers, extract(day from date)::varchar) or list_contains(numbers, lpad(extract(day from date)::varchar, 2, '0')))
),

said as (
    select
        *, extract(year from date) || if(extract(month from date) <= 6, '-H1', '-H2') as half,
        if(minutes < 0, '-', '+') || lpad((abs(minutes) // 60)::varchar, 2, '0') || ':' || lpad((abs(minutes) % 60)::varchar, 2, '0') as clock
    from ahead
),

span as (
    select publisher, half, clock, count(distinct article_id) as pages, min(date) as first_seen, max(date) as last_seen
    from said
    group by all
),

compared as (
    select span.publisher, span.half, span.clock, count(distinct article_id) as "of"
    from span
    join said on said.publisher = span.publisher and said.date between span.first_seen and span.last_seen
    group by all
)

select publisher, 'zone' as kind, clock || ' in ' || half as value, pages, "of", first_seen, last_seen
from span
join compared using (publisher, half, clock)
where pages >= $least and pages >= 0.95 * "of"
