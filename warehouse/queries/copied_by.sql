-- Which publisher has texts from which other, how many, and how many hours later?
select
    copy.publisher, origin.publisher as origin, count(*) as copies,
    round(median(date_diff('minute', origin.published_at, copy.published_at) / 60), 1) as median_hours_later,
    arg_min(copy.title, (copy.published_at, copy.article_id)) as for_example
from articles as copy
join articles as origin on origin.article_id = copy.origin_article_id
where copy.publisher <> origin.publisher
group by copy.publisher, origin.publisher
order by copies desc, copy.publisher, origin.publisher
