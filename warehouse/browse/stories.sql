-- The stories with an article of one day (UTC), the most told first, and the days before and after that have some: one row.
with
member as (
    select
        story_members.story_id, articles.article_id, articles.title, articles.publisher, articles.published_at,
        articles.published_precision, coalesce(articles.published_at, articles.first_seen_at) as told_at
    from story_members
    join articles using (article_id)
),

asked as (
    select coalesce($day::date, max(told_at::date)) as "day" from member
),

told as (
    select
        story_id, any_value(stories.title) as title, count(distinct publisher) as publishers, count(*) as size,
        count(*) filter (where told_at::date = asked."day") as that_day,
        list(struct_pack(article_id, title := member.title, publisher, published_at, published_precision) order by told_at, article_id) as members
    from member
    join stories using (story_id)
    cross join asked
    group by story_id
    having that_day > 0
)

select
    asked."day",
    (select max(told_at::date) from member where told_at::date < asked."day") as earlier,
    (select min(told_at::date) from member where told_at::date > asked."day") as later,
    (
        select list(struct_pack(story_id, title, publishers, size, that_day, members) order by publishers desc, size desc, story_id)
        from (from told order by publishers desc, size desc, story_id limit 200)
    ) as stories
from asked
