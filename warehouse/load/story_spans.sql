-- How many articles are compared in each span of days: those of its days and of the days around. One alone is compared with nothing.
select span.first, span.last, count(*) as articles
from (select unnest($spans) as span)
join base.topic on told_on between span.first - $days and span.last + $days
join base.version using (article_id, version)
where version.valid_to is null and version.withdrawn_run_id is null
group by all
having count(*) > 1
order by all
