-- What did feeds and sitemaps last say of each address of a publisher, in fields that an edit of its article leaves as they are?
with of_addresses as (
    select distinct url, article_id
    from base.page
    where publisher = $publisher and article_id is not null
),

said as (
    select url, field, value, source, position
    from of_addresses
    join base.evidence using (article_id)
    where source in ('feed', 'sitemap') and field in ('published_at', 'author', 'section', 'tag')
    qualify dense_rank() over (partition by url, field order by version desc) = 1
)

select url, case field when 'author' then 'authors' when 'tag' then 'tags' else field end as field, value, source
from said
order by url, position
