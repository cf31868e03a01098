-- What did not become an article in a run, or could not be read as a listing, and why?
select page.url, page.outcome, reject.code, coalesce(reject.detail, page.reason, '') as detail, page.publisher, false as is_listing
from base.page
left join base.reject using (page_id)
where page.run_id = $run_id and page.outcome in ('rejected', 'failed')
union all
select url, outcome, null, coalesce(reason, ''), publisher, true
from base.listing
where run_id = $run_id and outcome in ('rejected', 'failed', 'disallowed')
order by is_listing desc, url
