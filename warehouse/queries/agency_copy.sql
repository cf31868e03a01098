-- How much of each publisher's copy comes from agencies?
with agencies as (
    select distinct bylines.article_id, bylines.version, bylines.name as agency
    from bylines
    where bylines.kind = 'organisation' and bylines.name is not null
    union
    select distinct datelines.article_id, datelines.version, datelines.agency
    from datelines
    where datelines.agency is not null
)

select articles.publisher, agencies.agency, count(distinct articles.article_id) as articles, sum(articles.word_count) as words
from articles
join agencies using (article_id, version)
group by all
order by articles.publisher, articles desc, agencies.agency
