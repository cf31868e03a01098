-- Where do stories come from, and how many of them bear an agency's name?
select
    datelines.country,
    datelines.place,
    count(distinct articles.article_id) as articles,
    count(distinct articles.article_id) filter (where datelines.agency is not null) as from_agencies,
    list(distinct articles.publisher order by articles.publisher) as publishers
from articles
join datelines using (article_id, version)
group by all
order by articles desc, datelines.country, datelines.place
