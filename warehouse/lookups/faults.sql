-- What did not become an article in a run, and why?
select page.url, page.outcome, reject.code, coalesce(reject.detail, page.reason, '') as detail, page.publisher
from base.page
left join base.reject using (page_id)
where page.run_id = $run_id and page.outcome in ('rejected', 'failed')
order by page.url
