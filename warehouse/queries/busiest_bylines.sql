-- Who writes most, for whom, and from where?
select
    contributors.name,
    contributors.kind,
    count(distinct articles.article_id) as articles,
    list(distinct articles.publisher order by articles.publisher) as publishers,
    list(distinct articles.place order by articles.place) filter (where articles.place is not null) as datelines,
    min(articles.published_at) as first_published,
    max(articles.published_at) as last_published
from articles
join bylines using (article_id, version)
join contributors using (contributor_id)
where bylines.function = 'author'
group by contributors.contributor_id, contributors.name, contributors.kind
order by articles desc, contributors.name
limit 100
