-- What each publisher's health is judged by, beside the counts that 14_run.sql wrote.
update base.source_health as health
set
    duplicate = pages.duplicate,
    came = pages.came,
    codes = pages.codes,
    no_byline = coalesce(fresh.no_byline, 0),
    no_date = coalesce(fresh.no_date, 0),
    median_words = fresh.median_words
from (
    select
        publisher,
        coalesce(sum(pages) filter (where outcome = 'duplicate'), 0)::bigint as duplicate,
        coalesce(sum(pages) filter (where outcome in ('article', 'duplicate', 'rejected')), 0)::bigint as came,
        coalesce(list(struct_pack(code, pages) order by code) filter (where outcome = 'rejected'), []) as codes
    from (
        select publisher, outcome, if(outcome = 'rejected', split_part(reason, '/', 1), null) as code, count(*) as pages
        from base.page
        where run_id = getvariable('load').run_id
        group by all
    )
    group by publisher
) as pages
left join (
    select
        publisher,
        count(*) filter (where len(authors) = 0) as no_byline,
        count(*) filter (where published_at is null) as no_date,
        median(word_count) as median_words
    from base.version
    where run_id = getvariable('load').run_id and version = 1
    group by publisher
) as fresh using (publisher)
where health.run_id = getvariable('load').run_id and health.publisher = pages.publisher
