-- How many articles and words did each publisher bring on each day?
select
    coalesce(published_at, first_seen_at)::date as day,
    publisher,
    count(*) as articles,
    sum(word_count) as words,
    count(*) filter (where published_at is null) as without_date
from articles
group by all
order by day desc, publisher
