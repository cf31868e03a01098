-- One row per what each table says that it holds one row per.
select 'article' as held, article_id as id, count(*) as times
from base.article
semi join touched_article using (article_id)
group by all
having count(*) > 1
union all
select 'contributor', contributor_id, count(*)
from base.contributor
semi join touched_byline using (contributor_id)
group by all
having count(*) > 1
union all
select 'page', run_id || ' ' || page_id, count(*)
from touched_page
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
semi join touched_page using (page_id)
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
semi join touched_run using (run_id)
group by publisher, run_id
having count(*) > 1
union all
select 'version', article_id || ' ' || version, count(*)
from base.version
semi join touched_article using (article_id)
group by article_id, version
having count(*) > 1
