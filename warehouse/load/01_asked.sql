-- One row per page of this run. The same page twice in one run is one page: its first fetch, and of that the last record, as
-- a page that says more of itself when it is met again is archived again with all that was said.
-- An address that was answered in the run was not put off, whichever of the two is written down first.
-- A page that is part of an article is none of its own, whoever else named it. What was taken down is refused. Pages of one instant have the order in which they came into the archive: `place`.
create or replace temp table asked as
select
    tombstone.article_id is not null as is_down,
    if(is_down, 'reject', staged.kind) as kind,
    page_id, staged.url, staged.part_of, staged.publisher, fetched_at, http_status, outcome, staged.reason,
    if(
        is_down,
        struct_pack(stage := 'store', code := 'not_an_article/taken_down', detail := 'taken down; see the view tombstones'),
        staged.reject
    ) as reject,
    if(is_down, null, staged.article.article_id) as article_id,
    article.content_hash, article.reading_hash,
    regexp_replace(staged.url, '^https?://', '') as address,
    address = regexp_replace(article.url, '^https?://', '') as is_canonical,
    staged.filename, staged.file_row_number,  -- a lake's tables have columns of these names too
    min({'file': warc_file, 'start': warc_offset, 'batch': staged.filename, 'number': staged.file_row_number})
        over (partition by page_id) as place
from staged
left join base.tombstone on tombstone.article_id = staged.article.article_id
qualify
    row_number() over (
        partition by page_id order by
            staged.part_of is null, staged.kind, coalesce(outcome = 'deferred', false), fetched_at, warc_file desc, warc_offset desc, outcome, staged.filename,
            staged.file_row_number
    ) = 1;

-- What the warehouse knew of these pages: how the last run that named each one left it.
create or replace temp table earlier as
select
    page.page_id,
    arg_max_null(page.article_id, run.number) as article_id,
    arg_max_null(page.version, run.number) as version,
    arg_max_null(page.rule_set, run.number) as rule_set,
    arg_max(struct_pack(file := page.warc_file, start := page.warc_offset), run.number)
        filter (where page.warc_file is not null) as archived
from base.page
join base.run using (run_id)
semi join asked using (page_id)
group by page.page_id;

-- A page that is called known must be.
select error('page ' || page_id || ' (' || url || ') is staged as known, but the warehouse has not read it')
from asked
anti join earlier using (page_id)
where kind = 'known';
