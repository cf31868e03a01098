-- What a night brings is new: rows to take away are looked for where there are any.
create or replace temp table rewriting as
select * from writing
where reread_run_id is not null;

-- What this run reads otherwise than the reading before, field by field, before that reading goes.
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
)

select getvariable('load').run_id, article_id, version, told.field, told.old_value, told.new_value
from (
    select
        version.article_id, version.version,
        unnest([
            struct_pack(field := 'title', old_value := version.title, new_value := article.title),
            struct_pack(field := 'standfirst', old_value := version.standfirst, new_value := article.standfirst),
            struct_pack(field := 'description', old_value := version.description, new_value := article.description),
            struct_pack(field := 'body', old_value := version.body, new_value := article.body),
            struct_pack(field := 'byline', old_value := version.byline, new_value := article.byline),
            struct_pack(
                field := 'authors',
                old_value := array_to_string(version.authors, '; '), new_value := array_to_string(article.authors, '; ')
            ),
            struct_pack(field := 'dateline', old_value := version.dateline, new_value := article.dateline),
            struct_pack(
                field := 'published_at',
                old_value := version.published_at::varchar, new_value := article.published_at::varchar
            ),
            struct_pack(
                field := 'updated_at', old_value := version.updated_at::varchar, new_value := article.updated_at::varchar
            ),
            struct_pack(field := 'language', old_value := version.language, new_value := article.language),
            struct_pack(field := 'section', old_value := version.section, new_value := article.section),
            struct_pack(
                field := 'tags',
                old_value := array_to_string(version.tags, '; '), new_value := array_to_string(article.tags, '; ')
            ),
            struct_pack(
                field := 'flags',
                old_value := array_to_string(version.flags, '; '), new_value := array_to_string(article.flags, '; ')
            ),
            struct_pack(
                field := 'is_truncated',
                old_value := version.is_truncated::varchar, new_value := article.is_truncated::varchar
            ),
            struct_pack(
                field := 'labels',
                old_value := labelled.labels,
                new_value := array_to_string(list_transform(staged.blocks, lambda block: block.label), ', ')
            )
        ]) as told
    from staged
    join rewriting using (filename, file_row_number)
    join base.version on version.article_id = rewriting.article_id and version.version = rewriting.version
    left join labelled on labelled.article_id = version.article_id and labelled.version = version.version
)
where told.old_value is distinct from told.new_value;

insert into base.rereading
select getvariable('load').run_id, article_id, version, 'withdrawn', (not is_withdrawn)::varchar, is_withdrawn::varchar
from standing_otherwise;
