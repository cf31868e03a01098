-- At what hour (UTC) does each publisher publish?
select publisher, hour(published_at) as hour, count(*) as articles
from articles
where published_precision in ('second', 'minute', 'hour')
group by all
order by publisher, hour
