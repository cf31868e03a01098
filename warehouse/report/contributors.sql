-- One row per person who wrote an article of the run, with the articles of the run and of the month before.
select
    contributors.name,
    count(distinct tonight.article_id) as tonight,
    count(distinct recent.article_id) as recent,
    list(distinct articles.publisher order by articles.publisher) filter (where tonight.article_id is not null) as publishers
from bylines
join contributors using (contributor_id)
join article_versions as articles using (article_id, version)
left join tonight using (article_id, version)
left join recent using (article_id, version)
where
    contributors.kind = 'person'
    and bylines.function = 'author'
    and coalesce(tonight.article_id, recent.article_id) is not null
group by contributors.contributor_id, contributors.name
having count(tonight.article_id) > 0
order by tonight desc, recent desc, contributors.name
limit 12
