-- Texts that stand right below the same other article's headline on two pages or more: that article's summary, as teasers have it.
create or replace temp table teaser as
with staged_text as (
    select
        publisher, article.article_id as article_id, unnest(blocks).text as text, generate_subscripts(blocks, 1) as position
    from staged
    where kind = 'article' and publisher in (select distinct headline.publisher from headline)
),

below as (
    select
        publisher, article_id, text,
        lag(squeezed(text)) over (partition by publisher, article_id order by position) as above
    from staged_text
)

select below.publisher, min(below.text) as summary
from below
join headline
    on headline.publisher = below.publisher and headline.article_id <> below.article_id and squeezed(headline.title) = below.above
where length(squeezed(below.text)) >= $shortest
group by below.publisher, headline.article_id, squeezed(below.text)
having count(distinct below.article_id) >= 2
