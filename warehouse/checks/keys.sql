-- One row per what each table says that it holds one row per.
select 'article' as held, article_id as id, count(*) as times
from base.article
group by all
having count(*) > 1
union all
select 'contributor', contributor_id, count(*)
from base.contributor
group by all
having count(*) > 1
union all
select 'page', run_id || ' ' || page_id, count(*)
from base.page
group by run_id, page_id
having count(*) > 1
union all
select 'publisher', publisher, count(*)
from base.publisher
group by all
having count(*) > 1
union all
select 'reject', page_id, count(*)
from base.reject
group by all
having count(*) > 1
union all
select 'run', run_id, count(*)
from base.run
group by all
having count(*) > 1
union all
select 'source_health', publisher || ' ' || run_id, count(*)
from base.source_health
group by publisher, run_id
having count(*) > 1
union all
select 'version', article_id || ' ' || version, count(*)
from base.version
group by article_id, version
having count(*) > 1
