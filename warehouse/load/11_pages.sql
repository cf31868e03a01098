-- Each page asked for, with its one outcome.

-- The article behind an address that answered "not modified", in the version of that time.
create or replace temp table not_modified as
select
    asked.page_id,
    arg_max(
        struct_pack(article_id := version.article_id, version := version.version),
        struct_pack(number := run.number, fetched_at := page.fetched_at, article_id := version.article_id)
    ) as shown
from asked
join base.page using (url)
join base.run using (run_id)
join base.version
    on version.article_id = page.article_id
    and version.valid_from <= asked.fetched_at
    and (version.valid_to is null or asked.fetched_at < version.valid_to)
where asked.kind = 'unread' and asked.outcome = 'unchanged'
group by asked.page_id;

-- What a page of an article did for it: it said something new, says what it said before, improved what was read from it, or
-- another address spoke for it. What was a fetch of a duplicate stays none of a version's, or a later load would take it for one.
create or replace temp table weighed as
select
    reading.*,
    reading.address = reading.speaker.address as speaks,
    said_before.page_id is null and speaks as is_new,
    said_before.version as said_version,
    case when reading.http_status is null or said_version is not null or is_new then rewritten.version end as improved_version,
    same_text.version as alike_version
from reading
left join said_before using (page_id)
left join (select page_id, max(version) as version from writing where reread_run_id is not null group by page_id) as rewritten
    using (page_id)
left join (
    -- Of those with its text the one that stood then; which of two addresses was asked for first says nothing of their text.
    select
        reading.page_id,
        arg_max(
            version.version,
            struct_pack(
                stood := version.valid_from <= reading.fetched_at and reading.fetched_at <= coalesce(version.valid_to, 'infinity'),
                version := version.version
            )
        ) as version
    from reading
    join base.version on version.article_id = reading.article_id and version.content_hash = reading.content_hash
    where version.withdrawn_run_id is null
    group by reading.page_id
) as same_text
    using (page_id);

create or replace temp table settled as
select
    asked.page_id,
    coalesce(weighed.article_id, not_modified.shown.article_id) as article_id,
    case
        when weighed.page_id is null then not_modified.shown.version
        when weighed.is_new then spell.version
        when weighed.improved_version is not null or weighed.speaks and weighed.said_version is not null
            then coalesce(weighed.said_version, weighed.improved_version)
        when weighed.http_status is null or not weighed.speaks then weighed.alike_version
    end as version,
    case
        when asked.kind = 'unread' then asked.outcome
        when weighed.page_id is null then 'rejected'
        when weighed.improved_version is not null or spell.page_id = asked.page_id and spell.is_new then 'article'
        when not weighed.speaks then 'duplicate'
        else 'unchanged'
    end as outcome,
    case
        when asked.kind = 'unread' then asked.reason
        when asked.kind = 'reject' then asked.reject.code
        when weighed.part_of is not null and not weighed.speaks then 'part of ' || weighed.part_of
        when asked.kind = 'known' then 'read before'
        when weighed.improved_version is not null or spell.page_id = asked.page_id and spell.is_new then null
        when not weighed.speaks
            then 'same article as ' || weighed.speaker.url || if(weighed.alike_version is null, ', with another text', '')
        when earlier.page_id is not null then 'same page'
        else 'same text'
    end as reason,
    case
        when asked.kind = 'known' then earlier.rule_set
        when asked.kind in ('article', 'part') or not regexp_matches(asked.reject.code, '^(timeout|failed)(/|$)')
            then getvariable('load').rule_set
    end as rule_set,
    earlier.archived
from asked
left join earlier using (page_id)
left join weighed using (page_id)
left join not_modified using (page_id)
left join capture using (page_id)
left join spell on spell.article_id = capture.article_id and spell.spell = capture.spell;

insert into base.page by name
select
    getvariable('load').run_id as run_id, staged.page_id, staged.publisher, staged.url, staged.final_url,
    settled.article_id, settled.version, settled.outcome, settled.reason, staged.http_status, staged.content_type,
    staged.headers, staged.fetched_at,
    coalesce(staged.warc_file, settled.archived.file) as warc_file,
    coalesce(staged.warc_offset, settled.archived.start) as warc_offset,
    staged.payload_sha256, staged.payload_size, staged.part_of,
    case when staged.kind <> 'unread' then settled.rule_set end as rule_set
from staged
join asked using (filename, file_row_number)
join settled on settled.page_id = asked.page_id;

-- Pages in a spell that a late arrival cut off show its version now.
update base.page
set version = spell.version
from capture
join spell using (article_id, spell)
where
    capture.sight = 'later'
    and spell.is_new
    and page.article_id = capture.article_id
    and page.version = capture.version
    and page.outcome in ('article', 'unchanged')
    and page.http_status is not null
    and page.fetched_at = capture.seen_at;

delete from base.reject
using reading
where reject.page_id = reading.page_id;

update base.reject
set stage = asked.reject.stage, code = asked.reject.code, detail = asked.reject.detail, mended_run_id = null
from asked
where
    reject.page_id = asked.page_id
    and asked.reject is not null
    and (
        (reject.stage, reject.code, reject.detail) <> (asked.reject.stage, asked.reject.code, asked.reject.detail)
        or reject.mended_run_id is not null
    );

-- A mended file is another page: what an earlier load of the same paths rejected, and this one does not meet, was mended.
with loaded as (
    select run_id, from_json(parameters -> 'paths', '["VARCHAR"]') as paths
    from base.run
    where flow = 'load-files'
),

met_before as (
    select distinct page.page_id
    from loaded
    join base.page using (run_id)
    where
        page.outcome = 'rejected'
        and getvariable('load').flow = 'load-files'
        and list_has_all(from_json(getvariable('load').parameters::json -> 'paths', '["VARCHAR"]'), loaded.paths)
        and not list_contains(loaded.paths, '-')  -- what comes through a pipe is another thing each time
)

update base.reject
set mended_run_id = getvariable('load').run_id
from met_before
where
    reject.page_id = met_before.page_id
    and reject.mended_run_id is null
    and reject.page_id not in (select page_id from asked);

insert into base.reject by name
select
    page_id, getvariable('load').run_id as run_id, publisher, url, asked.reject.stage as stage, asked.reject.code as code,
    asked.reject.detail as detail
from asked
anti join base.reject using (page_id)
where asked.reject is not null;

insert into base.publisher
select publisher, min(fetched_at) as first_asked_at
from asked
anti join base.publisher using (publisher)
group by publisher;
