-- Who tells stories first, which several publishers tell, and how many hours before the next one?
with told as (
    select story_id, publisher, min(coalesce(published_at, first_seen_at)) as told_at
    from story_members
    join articles using (article_id, story_id)
    group by story_id, publisher
),

placed as (
    select
        story_id, publisher, told_at,
        lead(told_at) over in_time as next_at,
        rank() over in_time as place,
        count(*) over (partition by story_id) as publishers
    from told
    window in_time as (partition by story_id order by told_at)
)

select
    publisher, count(*) as stories, count(*) filter (where place = 1) as first,
    round(median(date_diff('minute', told_at, next_at) / 60) filter (where place = 1), 1) as median_hours_before
from placed
where publishers > 1
group by publisher
order by first desc, stories desc, publisher
