-- One row per story with an article of the run, biggest first; `members` in the order of time.
select
    stories.story_id,
    left(any_value(stories.title), 300) as title,
    count(*) as size,
    count(distinct articles.publisher) as publishers,
    count(tonight.article_id) as tonight,
    list(
        {
            'publisher': articles.publisher, 'title': left(articles.title, 300), 'url': left(articles.url, 2000),
            'published_at': articles.published_at, 'tonight': tonight.article_id is not null
        }
        order by articles.published_at, articles.url
    )[:50] as members
from stories
join story_members using (story_id)
join articles on articles.article_id = story_members.article_id
left join tonight on tonight.article_id = articles.article_id
group by stories.story_id
having count(tonight.article_id) > 0
order by publishers desc, size desc, stories.story_id
limit 12
