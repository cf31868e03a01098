-- An article's captures in the order of time. Where the text turns, a version begins.

-- Pages of this run that show an article. Of several addresses of one article the canonical one speaks, else the first.
create or replace temp table reading as
select
    asked.page_id, asked.url, asked.address, asked.fetched_at, asked.http_status, asked.kind,
    coalesce(asked.article_id, earlier.article_id) as article_id,
    coalesce(asked.content_hash, version.content_hash) as content_hash,
    earlier.version as earlier_version,
    earlier.article_id = coalesce(asked.article_id, earlier.article_id)
    and (asked.http_status is null or list_contains(earlier.fetched_at, asked.fetched_at)) as is_old,
    first_value(struct_pack(url := asked.url, address := asked.address)) over (
        partition by coalesce(asked.article_id, earlier.article_id)
        order by
            coalesce(asked.is_canonical, asked.address = regexp_replace(version.url, '^https?://', '')) desc,
            asked.fetched_at, asked.url
    ) as speaker
from asked
left join earlier using (page_id)
left join base.version on version.article_id = earlier.article_id and version.version = earlier.version
where asked.kind = 'article' or (asked.kind = 'known' and earlier.article_id is not null);

create or replace temp table touched as
select article_id from reading
union
select article_id from base.version where withdrawn_run_id = getvariable('load').run_id;

-- The versions that stand, with what they hold after this run's rewriting.
create or replace temp table standing as
select
    version.article_id, version.version, version.valid_from,
    coalesce(writing.content_hash, version.content_hash) as content_hash
from base.version
semi join touched using (article_id)
left join writing using (article_id, version)
where version.withdrawn_run_id is null or writing.page_id is not null;

-- Each sight of a touched article: the first of a version, later ones, and this run's. Only what was fetched says that a text
-- was up at that time; a file without a fetch that is loaded again says nothing new, while what it said stands.
create or replace temp table capture as
with sight as (
    select
        article_id, version, content_hash, valid_from as seen_at, 'first' as sight,
        null as page_id, null as kind, null as url
    from standing
    union all
    select standing.article_id, standing.version, standing.content_hash, page.fetched_at, 'later', null, null, null
    from base.page
    join standing using (article_id, version)
    where page.outcome in ('article', 'unchanged') and page.http_status is not null
    union all
    select
        reading.article_id, case reading.kind when 'known' then reading.earlier_version end, reading.content_hash,
        reading.fetched_at, 'new', reading.page_id, reading.kind, reading.url
    from reading
    left join (select article_id, list(version) as versions from standing group by article_id) as article using (article_id)
    where
        reading.address = reading.speaker.address
        and reading.content_hash is not null
        and not coalesce(
            reading.is_old
            and list_contains(article.versions, coalesce(reading.earlier_version, article.versions[1])),
            false
        )
),

turn as (
    select *, content_hash is distinct from lag(content_hash) over in_time as turns
    from sight
    window in_time as (partition by article_id order by seen_at, sight, version, url)
)

select * exclude (turns), sum(turns::integer) over (partition by article_id order by seen_at, sight, version, url) as spell
from turn;

-- A spell of one text is a version: one that there is, else a new one, read from its first new page or, where that was not
-- read or the spell is what a late arrival cut off, copied from the version with the same text.
create or replace temp table spell as
with grouped as (
    select
        article_id, spell, min(seen_at) as valid_from, content_hash,
        arg_min(version, seen_at) filter (where sight = 'first') as known_version,
        coalesce(
            arg_min(page_id, struct_pack(seen_at := seen_at, url := url)) filter (where kind = 'article'),
            arg_min(page_id, struct_pack(seen_at := seen_at, url := url)) filter (where kind = 'known')
        ) as page_id,
        not coalesce(bool_or(kind = 'article'), false) as is_copy,
        min(version) as like_version
    from capture
    group by all
),

last_version as (
    select article_id, max(version) as version
    from base.version
    semi join touched using (article_id)
    group by article_id
)

select
    grouped.* exclude (known_version),
    grouped.known_version is null as is_new,
    coalesce(
        grouped.known_version,
        coalesce(last_version.version, 0)
        + count(*) filter (where grouped.known_version is null)
            over (partition by article_id order by grouped.valid_from, grouped.spell)
    )::integer as version
from grouped
left join last_version using (article_id);

insert into writing
select
    spell.article_id, spell.version, spell.valid_from, getvariable('load').run_id, null,
    spell.page_id, spell.content_hash, asked.filename, asked.file_row_number
from spell
join asked using (page_id)
where spell.is_new and not spell.is_copy;

create or replace temp table copying as
select article_id, like_version, version, valid_from
from spell
where is_new and is_copy;
