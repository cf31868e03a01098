-- Which stories do several publishers tell, who told them first, in how many articles, and how many of these are no copies?
select
    min(coalesce(articles.published_at, articles.first_seen_at)) as first_told_at,
    arg_min(articles.publisher, coalesce(articles.published_at, articles.first_seen_at)) as first_told_by,
    count(distinct articles.publisher) as publishers,
    count(*) as articles,
    count(*) filter (where articles.is_original) as originals,
    any_value(stories.title) as title,
    stories.story_id
from stories
join story_members using (story_id)
join articles using (article_id)
group by stories.story_id
having count(distinct articles.publisher) > 1
order by publishers desc, articles desc, first_told_at, stories.story_id
limit 100
