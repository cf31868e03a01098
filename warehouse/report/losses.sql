-- One row per reason why pages of the run gave no article, with up to 25 of them.
select
    pages.outcome,
    coalesce(rejects.code, pages.reason, 'reads well by now') as reason,
    count(*) as pages,
    list(
        {'publisher': pages.publisher, 'url': left(pages.url, 2000), 'detail': left(rejects.detail, 500)}
        order by pages.publisher, pages.url
    )[:25] as examples
from pages
left join rejects using (page_id)
where pages.run_id = $run_id and pages.outcome in ('rejected', 'failed', 'deferred', 'disallowed')
group by all
order by pages desc, pages.outcome, reason
limit 60
