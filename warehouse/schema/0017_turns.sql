-- Versions that begin at one instant have an order too.
alter table base.version add column turn INTEGER;
comment on column base.version.turn is 'place of the version in the order of time, from 1; null where it was withdrawn';

update base.version
set turn = told.turn
from (
    select article_id, version, row_number() over (partition by article_id order by valid_from, version) as turn
    from base.version
    where withdrawn_run_id is null
) as told
where version.article_id = told.article_id and version.version = told.version;

-- What a run changed follows the same order.
create or replace view run_changes as
with following as (
    select
        version.*,
        lag(version) over in_time as previous_version,
        lag(title) over in_time as old_title,
        lag(standfirst) over in_time as old_standfirst,
        lag(body) over in_time as old_body,
        lag(byline) over in_time as old_byline,
        lag(authors) over in_time as old_authors,
        lag(dateline) over in_time as old_dateline,
        lag(published_at) over in_time as old_published_at,
        lag(updated_at) over in_time as old_updated_at,
        lag(section) over in_time as old_section,
        lag(tags) over in_time as old_tags
    from base.version
    where withdrawn_run_id is null
    window in_time as (partition by article_id order by turn)
),

told as (
    select
        run_id, article_id, version, previous_version, publisher, url,
        unnest([
            struct_pack(field := 'title', old_value := old_title, new_value := title),
            struct_pack(field := 'standfirst', old_value := old_standfirst, new_value := standfirst),
            struct_pack(field := 'body', old_value := old_body, new_value := body),
            struct_pack(field := 'byline', old_value := old_byline, new_value := byline),
            struct_pack(field := 'authors', old_value := array_to_string(old_authors, '; '), new_value := array_to_string(authors, '; ')),
            struct_pack(field := 'dateline', old_value := old_dateline, new_value := dateline),
            struct_pack(field := 'published_at', old_value := old_published_at::varchar, new_value := published_at::varchar),
            struct_pack(field := 'updated_at', old_value := old_updated_at::varchar, new_value := updated_at::varchar),
            struct_pack(field := 'section', old_value := old_section, new_value := section),
            struct_pack(field := 'tags', old_value := array_to_string(old_tags, '; '), new_value := array_to_string(tags, '; '))
        ], recursive := true)
    from following
)

select run_id, article_id, version, previous_version, publisher, url, field, old_value, new_value
from told
-- Not if(): DuckDB 2 stores it in a view as a name that 1.5 does not know.
where case when previous_version is null then field = 'title' else old_value is distinct from new_value end;
comment on view run_changes is 'One row per field in which a version that a run added differs from the one before it; for a new article one row, its title.';
comment on column run_changes.run_id is 'the run';
comment on column run_changes.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column run_changes.version is 'number of the version within its article, from 1, in order of arrival';
comment on column run_changes.previous_version is 'version that it follows in time; null for a new article';
comment on column run_changes.publisher is 'id of the publisher (the name of its file in config/publishers)';
comment on column run_changes.url is 'canonical address';
comment on column run_changes.field is 'field of the article';
comment on column run_changes.old_value is 'its value before, as text; null for none';
comment on column run_changes.new_value is 'its value since, as text; null for none';
