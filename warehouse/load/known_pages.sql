-- What the last run that named each of these pages made of it.
select
    page.page_id,
    arg_max(page.warc_file, run.number) as warc_file,
    arg_max(page.warc_offset, run.number) as warc_offset,
    arg_max(page.outcome, run.number) as outcome,
    arg_max_null(page.article_id, run.number) as article_id,
    arg_max_null(page.rule_set, run.number) as rule_set
from base.page
join base.run using (run_id)
where page.page_id in (select unnest($page_ids::varchar[]))
group by page.page_id
order by page.page_id
