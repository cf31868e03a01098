-- What a field says on page after page, and what stands before or behind each title.
create or replace temp table value_line as
with looked as (
    select publisher, count(*) as of from sampled group by publisher
),

affix as (
    select
        publisher, article_id, day, body, 'title affix' as field,
        unnest([
            regexp_extract(value, '^(.{2,60}?)\s*(?:\s[-–—•·»]|[|:])\s', 1),
            regexp_extract(value, '\s(?:[-–—•·«]|\|)\s+([^-–—•·«|]{2,60})$', 1)
        ]) as value
    from told_value
    where field = 'title'
),

told as (
    select publisher, article_id, day, body, field, value from told_value
    union all
    select distinct * from affix where value <> ''
)

select
    told.publisher, field as kind, value, count(distinct article_id) as pages, any_value(looked.of) as of,
    min(day) as first_seen, max(day) as last_seen
from told
join looked using (publisher)
group by told.publisher, field, value
having
    count(distinct body) >= 5
    and count(distinct article_id) >= any_value(looked.of) * case field
        when 'picture' then 0.1
        when 'standfirst' then 0.1
        when 'description' then 0.1
        when 'title' then 0.5
        when 'title affix' then 0.5
        when 'tag' then 0.8
        else 0.95
    end
