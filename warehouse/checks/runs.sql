-- For every run: pages asked for = the sum of their outcomes, as counted when it was loaded.
select run.run_id, run.counts.asked, count(page.page_id) as pages
from base.run
semi join touched_run using (run_id)
left join base.page using (run_id)
group by all
having
    run.counts.asked <> count(page.page_id)
    or run.counts.article <> count(*) filter (where page.outcome = 'article')
    or run.counts.unchanged <> count(*) filter (where page.outcome = 'unchanged')
    or run.counts.duplicate <> count(*) filter (where page.outcome = 'duplicate')
    or run.counts.rejected <> count(*) filter (where page.outcome = 'rejected')
    or run.counts.failed <> count(*) filter (where page.outcome = 'failed')
    or run.counts.deferred <> count(*) filter (where page.outcome = 'deferred')
    or run.counts.disallowed <> count(*) filter (where page.outcome = 'disallowed')
