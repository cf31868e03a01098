-- What do a publisher's pages have in common, on how many does it stand, and where for example: -p publisher=gazette?
with line as (
    select * from publisher_profiles where publisher = $publisher
),

read as (
    select articles.url, evidence.field, evidence.value, evidence.source, evidence.element
    from articles
    join evidence using (article_id, version)
    where publisher = $publisher
),

example as (
    select 'element' as kind, element as value, min(value) as example from read where element is not null group by element
    union all
    select 'day order', null, min(value) from read where regexp_matches(value, '^\D*\d{1,2}\s?[/-]\s?\d{1,2}\s?[/-]\s?\d{4}')
    union all
    select 'zone', null, min(value) from read where field = 'published_at' and starts_with(source, 'element') and regexp_matches(value, '\d[:hH]\d\d')
    union all
    select 'name order', null, min(value) from read where field = 'author' and source in ('element:byline', 'line:byline', 'text')
    union all
    select 'dateline form', null, min(dateline) from articles where publisher = $publisher and not contains(dateline, ',')
    union all
    select 'text', text, min(url)
    from articles
    join blocks using (article_id, version)
    where publisher = $publisher and text in (select line.value from line)
    group by text
)

select line.kind, line.value, pages || ' of ' || "of" as pages, first_seen as since, state, example
from line
left join example
    on example.kind = case when ends_with(line.kind, ' element') then 'element' when ends_with(line.kind, ' text') then 'text' else line.kind end
    and coalesce(example.value, line.value) = line.value
order by line.kind, line.pages desc, line.value
