-- Each page with the outcome 'article' has its version, unless it was taken down.
select page.run_id, page.page_id, page.outcome, page.article_id, page.version
from touched_page as page
left join base.version using (article_id, version)
where page.outcome = 'article' and version.article_id is null and page.reason is distinct from 'taken down'
