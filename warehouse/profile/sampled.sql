-- At most $most of a publisher's articles, this run's first, then the latest; `reading` is where a staged one lies.
create or replace temp table sampled as
with candidate as (
    select
        publisher, article.article_id as article_id, null::integer as version,
        coalesce(article.published_at, fetched_at)::date as day, article.title as title, article.standfirst as standfirst,
        hash(article.body) as body, struct_pack(warc_file := warc_file, warc_offset := warc_offset) as reading,
        null::bigint as place
    from staged
    where kind = 'article'
    qualify row_number() over (partition by article.article_id order by fetched_at desc, warc_file, warc_offset) = 1
    union all
    select publisher, article_id, version, day, null, null, null, null, place
    from published_article
    anti join (select distinct article.article_id as article_id from staged where kind = 'article') using (article_id)
),

chosen as (
    from candidate
    where publisher <> $heap
    qualify
        row_number() over (partition by publisher order by reading is null, day desc, article_id) <= $most
        and count(*) over (partition by publisher) >= $least
)

from chosen
where reading is not null
union all
select chosen.* replace (published_words.title as title, published_words.standfirst as standfirst, published_words.body as body)
from chosen
join published_words using (place)
