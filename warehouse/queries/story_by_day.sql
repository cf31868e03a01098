-- How did a story grow, day by day: -p story=ID (stories_told has the ids)?
with told as (
    select
        coalesce(published_at, first_seen_at)::date as day, publisher, article_id, is_original,
        row_number() over (partition by publisher order by coalesce(published_at, first_seen_at), article_id) = 1 as is_new_publisher
    from story_members
    join articles using (article_id, story_id)
    where story_id = $story
)

select
    day,
    count(*) as articles,
    count(*) filter (where is_original) as originals,
    list(publisher order by publisher) filter (where is_new_publisher) as new_publishers,
    sum(count(*)) over (order by day) as articles_so_far,
    sum(count(*) filter (where is_new_publisher)) over (order by day) as publishers_so_far
from told
group by day
order by day
