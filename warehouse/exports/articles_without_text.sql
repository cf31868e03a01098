-- What may be said of every current article without its text, and the day that it is filed under.
select * exclude (standfirst, body), coalesce(published_at, first_seen_at)::date as day
from articles
order by publisher, day, article_id
