-- What a night brings is new: rows to take away are looked for where there are any.
create or replace temp table rewriting as
select * from writing
where reread_run_id is not null;

-- What this run reads otherwise than the reading before, field by field, before that reading goes. Each field of a staged article
-- is told, and none is named here but those that name the article or follow from another one, and the lists.
insert into base.rereading
with labelled as (
    -- Sorted once they are together: an aggregate that sorts takes 50 KB a version.
    select
        article_id, version,
        array_to_string(
            list_transform(list_sort(list({'place': position, 'label': label})), lambda told: told.label), ', '
        ) as labels
    from base.block
    semi join rewriting using (article_id, version)
    group by article_id, version
),
reading_now as (
    select
        rewriting.article_id, rewriting.version,
        article.* exclude (
            article_id, url, publisher, content_hash, reading_hash, word_count, published_precision, dateline_date,
            dateline_agency, missing_share
        ) replace (
            array_to_string(article.authors, '; ') as authors, array_to_string(article.tags, '; ') as tags,
            array_to_string(article.flags, '; ') as flags
        ),
        array_to_string(list_transform(staged.blocks, lambda block: block.label), ', ') as labels
    from staged
    join rewriting using (filename, file_row_number)
),
reading_before as (
    select
        version.* replace (
            array_to_string(version.authors, '; ') as authors, array_to_string(version.tags, '; ') as tags,
            array_to_string(version.flags, '; ') as flags
        ),
        labelled.labels
    from base.version
    semi join rewriting using (article_id, version)
    left join labelled using (article_id, version)
),
told_now as (
    from (select article_id, version, columns(* exclude (article_id, version))::varchar from reading_now)
    unpivot include nulls (new_value for field in (columns(* exclude (article_id, version))))
),
told_before as (
    from (select article_id, version, columns(* exclude (article_id, version))::varchar from reading_before)
    unpivot include nulls (old_value for field in (columns(* exclude (article_id, version))))
)

select getvariable('load').run_id, article_id, version, field, old_value, new_value
from told_now
join told_before using (article_id, version, field)
where old_value is distinct from new_value;

insert into base.rereading
select getvariable('load').run_id, article_id, version, 'withdrawn', (not is_withdrawn)::varchar, is_withdrawn::varchar
from standing_otherwise;
