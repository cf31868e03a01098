-- Where was this week's news written from?
with week as (
    select max(published_at) - interval 7 days as since
    from articles
    where published_at <= (select max(started_at) + interval 1 day from runs)
)

select
    datelines.place,
    datelines.region,
    datelines.country,
    any_value(datelines.lat) as lat,
    any_value(datelines.lon) as lon,
    count(distinct articles.article_id) as articles,
    list(distinct articles.publisher order by articles.publisher) as publishers
from articles
join datelines using (article_id, version)
join week on articles.published_at > week.since
group by datelines.place, datelines.region, datelines.country
order by articles desc, datelines.country, datelines.place
