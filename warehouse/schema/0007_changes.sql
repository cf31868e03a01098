-- What changed: from one version to the next, from one run to the next, from one reading to the next.
create table base.version_change (
    article_id       VARCHAR NOT NULL,
    version          INTEGER NOT NULL,
    previous_version INTEGER NOT NULL,
    class            VARCHAR NOT NULL,
    words_added      INTEGER NOT NULL,
    words_cut        INTEGER NOT NULL
);
comment on table base.version_change is 'One row per version that follows another one of its article.';
comment on column base.version_change.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column base.version_change.version is 'number of the version within its article, from 1, in order of arrival';
comment on column base.version_change.previous_version is 'version that it follows in time';
comment on column base.version_change.class is 'correction (a notice of one appeared), headline only, silent (no later time of change is given) or update';
comment on column base.version_change.words_added is 'words that it has and the previous one had not';
comment on column base.version_change.words_cut is 'words that the previous one had and it has not';

create table base.block_change (
    article_id VARCHAR NOT NULL,
    version    INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    change     VARCHAR NOT NULL,
    label      VARCHAR NOT NULL,
    old_text   VARCHAR,
    new_text   VARCHAR,
    added      VARCHAR[] NOT NULL,
    cut        VARCHAR[] NOT NULL,
    marked     VARCHAR NOT NULL
);
comment on table base.block_change is 'One row per block that a version added, cut or changed.';
comment on column base.block_change.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column base.block_change.version is 'number of the version within its article, from 1, in order of arrival';
comment on column base.block_change.position is 'order of the changes, from 1';
comment on column base.block_change.change is 'added, cut or changed';
comment on column base.block_change.label is 'what the block is: headline, standfirst, body, notice ...';
comment on column base.block_change.old_text is 'its text before; null where it was added';
comment on column base.block_change.new_text is 'its text since; null where it was cut';
comment on column base.block_change.added is 'runs of words that were added, in order';
comment on column base.block_change.cut is 'runs of words that were cut, in order';
comment on column base.block_change.marked is 'the text with [-what was cut-] and {+what was added+}';

create table base.rereading (
    run_id     VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    version    INTEGER NOT NULL,
    field      VARCHAR NOT NULL,
    old_value  VARCHAR,
    new_value  VARCHAR
);
comment on table base.rereading is 'One row per field of a version that a run read otherwise than the reading before.';
comment on column base.rereading.run_id is 'the run';
comment on column base.rereading.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column base.rereading.version is 'number of the version within its article, from 1, in order of arrival';
comment on column base.rereading.field is 'field of the article; labels for those of its blocks; withdrawn where a rule found or lost the article itself';
comment on column base.rereading.old_value is 'its value before, as text; null for none';
comment on column base.rereading.new_value is 'its value since, as text; null for none';

create view article_changes as
select
    version.article_id, version.version, change.previous_version, version.publisher, version.url, version.valid_from as changed_at,
    change.class, block.position, block.change, block.label, block.old_text, block.new_text, block.added, block.cut, block.marked,
    version.run_id
from base.block_change as block
join base.version_change as change using (article_id, version)
join base.version using (article_id, version);
comment on view article_changes is 'One row per block that a version added, cut or changed.';
comment on column article_changes.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column article_changes.version is 'number of the version within its article, from 1, in order of arrival';
comment on column article_changes.previous_version is 'version that it follows in time';
comment on column article_changes.publisher is 'id of the publisher (the name of its file in config/publishers)';
comment on column article_changes.url is 'canonical address';
comment on column article_changes.changed_at is 'when the earliest page that shows the version was fetched';
comment on column article_changes.class is 'correction (a notice of one appeared), headline only, silent (no later time of change is given) or update';
comment on column article_changes.position is 'order of the changes, from 1';
comment on column article_changes.change is 'added, cut or changed';
comment on column article_changes.label is 'what the block is: headline, standfirst, body, notice ...';
comment on column article_changes.old_text is 'its text before; null where it was added';
comment on column article_changes.new_text is 'its text since; null where it was cut';
comment on column article_changes.added is 'runs of words that were added, in order';
comment on column article_changes.cut is 'runs of words that were cut, in order';
comment on column article_changes.marked is 'the text with [-what was cut-] and {+what was added+}';
comment on column article_changes.run_id is 'run that added it';

create view run_changes as
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
    window in_time as (partition by article_id order by valid_from, version)
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

create view reread_changes as
select rereading.run_id, article_id, version, version.publisher, version.url, rereading.field, rereading.old_value, rereading.new_value
from base.rereading
join base.version using (article_id, version);
comment on view reread_changes is 'One row per field of a version that a run read otherwise than the reading before.';
comment on column reread_changes.run_id is 'the run';
comment on column reread_changes.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column reread_changes.version is 'number of the version within its article, from 1, in order of arrival';
comment on column reread_changes.publisher is 'id of the publisher (the name of its file in config/publishers)';
comment on column reread_changes.url is 'canonical address';
comment on column reread_changes.field is 'field of the article; labels for those of its blocks; withdrawn where a rule found or lost the article itself';
comment on column reread_changes.old_value is 'its value before, as text; null for none';
comment on column reread_changes.new_value is 'its value since, as text; null for none';
