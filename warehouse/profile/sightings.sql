-- Each sight of the articles that this run shows: its staged pages, and the version that was published before it; and the texts
-- that stood there, as keys, in their order, with whether they count as the article's own, or are known to be standing.
create or replace temp table sighting as
with staged_text as (
    select
        publisher, article.article_id as article_id, fetched_at as seen_at, hash(article.body) as body, 'staged' as told_by,
        unnest(blocks).label as label, unnest(blocks).text as text, generate_subscripts(blocks, 1) as position
    from staged
    where kind = 'article' and publisher in (select sampled.publisher from sampled)
),

either as (
    select * from staged_text
    union all
    select publisher, article_id, seen_at, body, 'published', label, text, position
    from published_article
    join published_words using (place)
    join looked_text using (article_id, version)
    where
        article_id in (select staged_text.article_id from staged_text)
        and publisher in (select sampled.publisher from sampled)
)

select
    publisher, article_id, seen_at::date as day, body, hash(masked(text)) as key,
    dense_rank() over (partition by publisher, article_id order by seen_at, told_by, body) as number,
    bool_or(label in ('body', 'heading', 'quote', 'list', 'table', 'standing') and regexp_matches(text, '\p{L}')) as is_own,
    bool_or(label in ('body', 'heading', 'quote', 'list', 'table')) as is_text,
    min(text) as text, min(position) as position
from either
group by publisher, article_id, seen_at, told_by, body, hash(masked(text));
