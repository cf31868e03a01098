-- How often were these words written about, month by month: -p words='harbour bridge'?
with month as (
    select date_trunc('month', coalesce(published_at, first_seen_at))::date as month, count(*) as of_all
    from articles
    group by all
),

found as (
    select
        date_trunc('month', coalesce(articles.published_at, articles.first_seen_at))::date as month,
        count(*) as articles,
        count(distinct articles.publisher) as publishers,
        count(distinct coalesce(articles.story_id, articles.article_id)) as stories
    from search($words)
    join articles using (article_id, version)
    group by all
)

select month, found.articles, found.publishers, found.stories, round(found.articles / month.of_all, 4) as share_of_all
from found
join month using (month)
order by month
