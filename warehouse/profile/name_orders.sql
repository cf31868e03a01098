-- In which order bylines print a name of two words, where it is not that of the page's data: as nineteen of twenty pages have it on
-- which both stand.
create or replace temp table name_order_line as
with named as (
    select distinct publisher, article_id, day, string_split(lower(value), ' ')[1] as given, string_split(lower(value), ' ')[2] as family
    from told_candidate
    where field = 'author' and (source = 'json-ld' or starts_with(source, 'meta:')) and regexp_matches(value, '^\p{L}[^\s,]+ \p{L}[^\s,]+$')
),

printed as (
    select distinct publisher, article_id, lower(value) as byline
    from told_candidate
    where field = 'author' and source <> 'profile' and source <> 'json-ld' and not starts_with(source, 'meta:')
),

ordered as (
    select
        named.publisher, named.article_id, day,
        case
            when contains(byline, family || ', ' || given) then 'family, given'
            when contains(byline, given || ' ' || family) then 'given first'
            when contains(byline, family || ' ' || given) then 'family first'
        end as value
    from named
    join printed on printed.publisher = named.publisher and printed.article_id = named.article_id
),

looked as (
    select publisher, count(distinct article_id) as of from ordered where value is not null group by publisher
)

select
    ordered.publisher, 'name order' as kind, value, count(distinct article_id) as pages, any_value(looked.of) as of,
    min(day) as first_seen, max(day) as last_seen
from ordered
join looked using (publisher)
where value in ('family, given', 'family first')
group by ordered.publisher, value
having count(distinct article_id) >= $least and count(distinct article_id) >= 0.95 * any_value(looked.of)
