-- How often does each publisher leave a field empty?
select
    publisher,
    count(*) as articles,
    round(avg((title is null)::integer), 3) as without_title,
    round(avg((standfirst is null)::integer), 3) as without_standfirst,
    round(avg((len(authors) = 0)::integer), 3) as without_authors,
    round(avg((dateline is null)::integer), 3) as without_dateline,
    round(avg((published_at is null)::integer), 3) as without_date,
    round(avg(is_truncated::integer), 3) as truncated
from articles
group by publisher
order by publisher
