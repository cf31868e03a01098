-- Where archived pages lie that were read before anything was learned of their publisher, or before this run (any run, for null)
-- learned a text that their version holds as the article's own, or which day they mean by 03/04, which zone by a time without one,
-- whose name is the family's, or in which form their datelines are printed: at most so many, the latest first.
with learned as (
    select publisher, kind, value, run.number
    from base.publisher_profile
    join base.run on run.run_id = learned_run_id
),

archived as (
    select
        page.*, run.number,
        max(run.number) filter (where reason is distinct from 'read before') over (partition by page_id) as read_in
    from base.page
    join base.run using (run_id)
    where publisher in (select learned.publisher from learned)
),

-- Each page once: its first fetch, and of that the last record: it has all that was said of it.
lying as (
    select page_id, publisher, warc_file, warc_offset, fetched_at, read_in
    from archived
    where warc_file is not null
    qualify row_number() over (partition by page_id order by fetched_at, number desc, warc_file, warc_offset) = 1
),

fresh as (
    select publisher, kind, masked(value) as text, number
    from learned
    where
        kind in ('standing text', 'passing text', 'day order', 'name order', 'dateline form', 'zone')
        and ($run_id::varchar is null or number = (select run.number from base.run where run_id = $run_id))
),

holding as (
    select page_id, max(number) as learned_in
    from (
        select version.page_id, fresh.number
        from base.version
        join base.block using (article_id, version)
        join fresh on fresh.publisher = version.publisher and fresh.text = masked(block.text) and ends_with(fresh.kind, 'text')
        where version.withdrawn_run_id is null and block.label in ('body', 'heading', 'quote', 'list', 'table')
        union all
        select version.page_id, fresh.number
        from base.version
        join base.evidence using (article_id, version)
        join fresh on fresh.publisher = version.publisher and fresh.kind = 'day order'
        where version.withdrawn_run_id is null and evidence.field in ('published_at', 'updated_at') and is_unclear(evidence.value)
        union all
        select version.page_id, fresh.number
        from base.version
        join base.evidence using (article_id, version)
        join fresh on fresh.publisher = version.publisher and fresh.kind = 'name order'
        where
            version.withdrawn_run_id is null and evidence.field = 'author' and evidence.chosen
            and evidence.source <> 'json-ld' and not starts_with(evidence.source, 'meta:')
        union all
        select version.page_id, fresh.number
        from base.version
        join base.block using (article_id, version)
        join fresh on fresh.publisher = version.publisher and fresh.kind = 'dateline form' and fresh.text = opening_form(block.text)
        where version.withdrawn_run_id is null and block.label = 'body'
        union all
        select version.page_id, fresh.number
        from base.version
        join fresh on fresh.publisher = version.publisher and fresh.kind = 'zone'
        where version.withdrawn_run_id is null and contains(array_to_string(version.flags, ' '), '_zone_unknown')
    )
    group by page_id
),

before as (
    select lying.*
    from lying
    join (select publisher, min(number) as number from learned group by publisher) as first_learned using (publisher)
    left join holding using (page_id)
    where lying.read_in < first_learned.number or lying.read_in < holding.learned_in
    order by lying.fetched_at desc, lying.page_id
    limit $most
)

select publisher, warc_file, list(warc_offset order by warc_offset) as warc_offsets
from before
group by publisher, warc_file
order by publisher, warc_file
