-- All of every current article, and the day that it is filed under.
select *, coalesce(published_at, first_seen_at)::date as day
from articles
order by publisher, day, article_id
