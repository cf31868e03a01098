-- Who writes for several publishers?
select
    contributors.name,
    contributors.contributor_id,
    count(distinct articles.publisher) as publishers,
    list(distinct articles.publisher order by articles.publisher) as which,
    list(distinct bylines.name order by bylines.name) as printed_as,
    count(distinct articles.article_id) as articles
from articles
join bylines using (article_id, version)
join contributors using (contributor_id)
where contributors.kind = 'person' and bylines.function <> 'photo'
group by contributors.contributor_id, contributors.name
having count(distinct articles.publisher) > 1
order by publishers desc, articles desc, contributors.name
