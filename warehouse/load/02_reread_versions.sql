-- A page that is read again: better rules rewrite the version that was read from it, or withdraw it. They never add one.

-- Withdrawn: the page now belongs to another article, or a rule says that it is none. A reader's own failure says nothing.
update base.version
set
    withdrawn_run_id = coalesce(withdrawn_run_id, getvariable('load').run_id), repeats = null,
    valid_to = valid_from, turn = null
from asked
where
    version.page_id = asked.page_id
    and (version.withdrawn_run_id is null or version.repeats is not null)
    and (
        asked.article_id <> version.article_id
        or (asked.kind = 'reject' and not regexp_matches(asked.reject.code, '^(timeout|failed)(/|$)'))
    );

-- Rewritten: another reading of the same page, or one that stands again.
create or replace temp table writing as
select
    version.article_id, version.version, version.valid_from, version.run_id, getvariable('load').run_id as reread_run_id,
    asked.page_id, asked.content_hash, asked.filename, asked.file_row_number
from asked
join base.version on version.page_id = asked.page_id and version.article_id = asked.article_id
where asked.reading_hash <> version.reading_hash or (version.withdrawn_run_id is not null and version.repeats is null);

-- Confirmed: today's rules read the same.
create or replace temp table confirmed as
select version.article_id, version.version, asked.filename, asked.file_row_number
from asked
join base.version
    on version.page_id = asked.page_id
    and version.article_id = asked.article_id
    and version.reading_hash = asked.reading_hash
where
    (version.withdrawn_run_id is null or version.repeats is not null)
    and (version.rule_set <> getvariable('load').rule_set or version.code_version <> getvariable('load').code_version);

update base.version
set rule_set = getvariable('load').rule_set, code_version = getvariable('load').code_version
from confirmed
where version.article_id = confirmed.article_id and version.version = confirmed.version;
