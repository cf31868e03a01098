-- Who is quoted beside whom, and in how many articles?
with speaker as (
    select distinct articles.article_id, articles.publisher, quotes.speaker_name as name
    from quotes
    join articles using (article_id, version)
    where quotes.speaker_name is not null
)

select
    one.name, other.name as other_name, count(*) as articles,
    list(distinct one.publisher order by one.publisher) as publishers
from speaker as one
join speaker as other on other.article_id = one.article_id and one.name < other.name
group by one.name, other.name
order by articles desc, one.name, other.name
limit 100
