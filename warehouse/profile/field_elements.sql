-- Where a field stands: the element that says what the page's data say, on most of the pages whose data say anything.
create or replace temp table element_line as
with told as (
    select
        publisher, article_id, day, if(field = 'description', 'standfirst', field) as field, element
    from told_element
),

looked as (
    select publisher, field, count(distinct article_id) as of from told group by all
)

select
    told.publisher, told.field || ' element' as kind, element as value, count(distinct article_id) as pages, any_value(looked.of) as of,
    min(day) as first_seen, max(day) as last_seen
from told
join looked using (publisher, field)
where element is not null
group by told.publisher, told.field, element
having count(distinct article_id) >= $least and count(distinct article_id) >= 0.8 * any_value(looked.of)
qualify row_number() over (partition by told.publisher, told.field order by pages desc, length(element), element) = 1
